using System.Globalization;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Finds the schemas that references name: within the document only, nothing is ever fetched.</summary>
internal sealed class SchemaPool
{
    private readonly Dictionary<string, RegoValue> _documents = new(StringComparer.Ordinal);

    /// <summary>Collects the document and every schema in it that has an identifier.</summary>
    internal SchemaPool(in RegoValue root)
    {
        Collect(root, "", isRoot: true);
        _documents.TryAdd("", root);
    }

    /// <summary>Resolves a reference against the identifier of the schema that it stands in.</summary>
    internal static string Resolve(string scope, string reference)
    {
        if (scope.Length == 0 || reference.Length == 0)
        {
            return reference.Length == 0 ? scope : TrimEmptyFragment(reference);
        }
        if (reference[0] == '#')
        {
            return TrimEmptyFragment(WithoutFragment(scope) + reference);
        }
        return Uri.TryCreate(scope, UriKind.Absolute, out var parent) && Uri.TryCreate(parent, reference, out var absolute)
            ? TrimEmptyFragment(absolute.OriginalString.Length > 0 && Uri.IsWellFormedUriString(reference, UriKind.Absolute) ? reference : absolute.ToString())
            : TrimEmptyFragment(reference);
    }

    /// <summary>Finds the schema that an absolute reference names.</summary>
    /// <exception cref="SchemaException">There is none.</exception>
    internal RegoValue Find(string reference)
    {
        if (_documents.TryGetValue(reference, out var known))
        {
            return known;
        }
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (location, fragment) = hash < 0 ? (reference, "") : (reference[..hash], reference[(hash + 1)..]);
        if (_documents.TryGetValue(location, out var document))
        {
            return Follow(document, Uri.UnescapeDataString(fragment));
        }
        throw Uri.IsWellFormedUriString(location, UriKind.Absolute)
            ? new SchemaException($"remote reference loading disabled: {GoQuote.Quote(reference)}")
            : new SchemaException($"Reference {reference} must be canonical");
    }

    private static RegoValue Follow(RegoValue document, string pointer)
    {
        if (pointer.Length == 0)
        {
            return document;
        }
        if (pointer[0] != '/')
        {
            throw new SchemaException($"Invalid JSON pointer: {GoQuote.Quote(pointer)}");
        }
        foreach (var part in pointer[1..].Split('/'))
        {
            var key = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            document = document.TryGetArray(out _) && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? document.Get(index)
                : document.Get(key);
            if (!document.IsDefined)
            {
                throw new SchemaException($"Object has no key '{key}'");
            }
        }
        return document;
    }

    private void Collect(in RegoValue value, string scope, bool isRoot)
    {
        if (value.TryGetArray(out var items))
        {
            foreach (var item in items.AsSpan())
            {
                Collect(item, scope, isRoot: false);
            }
        }
        if (!value.TryGetObject(out var fields))
        {
            return;
        }
        if (fields.Get(fields.ContainsKey("id") ? "id" : "$id").TryGetString(out var id))
        {
            scope = Resolve(scope, id);
            if (!_documents.TryAdd(scope, value) && !isRoot)
            {
                throw new SchemaException($"Reference already exists: {GoQuote.Quote(scope)}");
            }
        }
        foreach (var (key, member) in fields)
        {
            switch (key.TryGetString(out var name) ? name : "")
            {
                case "const" or "enum":
                    // What stands here is a value, whatever it looks like.
                    break;
                case "properties" or "dependencies" or "patternProperties" when member.TryGetObject(out var named):
                    foreach (var (_, schema) in named)
                    {
                        Collect(schema, scope, isRoot: false);
                    }
                    break;
                default:
                    Collect(member, scope, isRoot: false);
                    break;
            }
        }
    }

    private static string WithoutFragment(string uri) => uri.Split('#', 2)[0];

    private static string TrimEmptyFragment(string uri) => uri.EndsWith('#') ? uri[..^1] : uri;
}
