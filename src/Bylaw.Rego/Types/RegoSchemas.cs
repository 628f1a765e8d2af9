using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>
/// The JSON Schemas that the type checker knows: one for the input document of all rules, and named ones that metadata refers to
/// (<c>schemas: [{input: schema.request}]</c>). Immutable; safe to share between threads.
/// </summary>
/// <example>
/// <code>
/// var schemas = RegoSchemas.Empty.WithInput(RegoValue.FromJson("""{"type": "object", "properties": {"user": {"type": "string"}}}"""));
/// var compilation = RegoCompiler.Compile(sources, new CompilerOptions { Schemas = schemas });
/// // `input.usr` is now an error: undefined ref, did you mean `user`?
/// </code>
/// </example>
public sealed class RegoSchemas
{
    private readonly ImmutableDictionary<string, NamedSchema> _byName;
    private readonly ImmutableDictionary<string, RegoType> _types;

    private RegoSchemas(ImmutableDictionary<string, NamedSchema> byName, ImmutableDictionary<string, RegoType> types, RegoType? input)
    {
        _byName = byName;
        _types = types;
        Input = input;
    }

    /// <summary>Gets a collection without schemas: nothing is known of input and data.</summary>
    public static RegoSchemas Empty { get; } = new(
        ImmutableDictionary.Create<string, NamedSchema>(StringComparer.Ordinal), ImmutableDictionary.Create<string, RegoType>(StringComparer.Ordinal), null);

    /// <summary>Gets the type of the input document; null when nothing is known of it.</summary>
    public RegoType? Input { get; }

    /// <summary>Gets whether there is no schema at all.</summary>
    public bool IsEmpty => Input is null && _byName.IsEmpty;

    /// <summary>Gets the names of the named schemas, as metadata writes them, sorted.</summary>
    public IEnumerable<string> Names => _byName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Says what the input document looks like, in all rules and queries.</summary>
    /// <param name="schema">A JSON Schema.</param>
    /// <returns>A new collection.</returns>
    /// <exception cref="FormatException">The schema is not valid, or refers to what is not there; the message names the place.</exception>
    public RegoSchemas WithInput(RegoValue schema) => new(_byName, _types, Read(schema));

    /// <summary>Adds named schemas; they may refer to one another by file name or by <c>$id</c>.</summary>
    /// <param name="schemas">Path and schema: <c>["acl", "v1"]</c> is <c>schema.acl.v1</c> in metadata.</param>
    /// <returns>A new collection.</returns>
    /// <exception cref="FormatException">A schema is not valid, or refers to what is not there; the message names it.</exception>
    public RegoSchemas With(IEnumerable<(ImmutableArray<string> Path, RegoValue Schema)> schemas)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        var added = schemas.Select(s => (Name: NameOf(s.Path), s.Schema)).ToList();
        var all = new RegoSchemas(_byName.SetItems(added.Select(s => KeyValuePair.Create(s.Name, new NamedSchema(s.Schema)))), _types, Input);
        var types = _types;
        foreach (var (name, schema) in added)
        {
            try
            {
                types = types.SetItem(name, all.Read(schema));
            }
            catch (FormatException error)
            {
                throw new FormatException($"{name}: {error.Message}", error);
            }
        }
        return new RegoSchemas(all._byName, types, Input);
    }

    /// <summary>Finds the type that a named schema describes.</summary>
    /// <param name="path">The path as metadata writes it, <c>["schema", "acl"]</c>; <c>["schema"]</c> is that of the input.</param>
    /// <returns>The type, or null.</returns>
    public RegoType? Find(ImmutableArray<string> path) =>
        path is ["schema"] ? Input
        : path is ["schema", ..] && _types.TryGetValue(NameOf(path[1..]), out var type) ? type
        : null;

    /// <summary>Reads a schema that may refer to the named ones.</summary>
    /// <exception cref="FormatException">The schema is not valid, or refers to what is not there.</exception>
    internal RegoType Read(in RegoValue schema) => SchemaTypes.Read(schema, Resolve);

    private RegoValue Resolve(string uri)
    {
        var file = uri[(uri.LastIndexOf('/') + 1)..];
        var stem = file.EndsWith(".json", StringComparison.Ordinal) ? file[..^5] : file;
        RegoValue byFile = default;
        foreach (var (name, named) in _byName)
        {
            var schema = named.Value;
            if (schema.Get("$id").TryGetString(out var id) && id == uri)
            {
                return schema;
            }
            if (!uri.Contains("://", StringComparison.Ordinal)
                && (name == "schema." + stem || name.EndsWith("." + stem, StringComparison.Ordinal) || name.EndsWith($"[\"{stem}\"]", StringComparison.Ordinal)))
            {
                byFile = schema;
            }
        }
        return byFile;
    }

    private static string NameOf(ImmutableArray<string> path) =>
        "schema" + string.Concat(path.Select(p => p.Length > 0 && p.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? "." + p : $"[\"{p}\"]"));

    // A class, since the platform's collections are compiled ahead for references and not for our structs; this is met by every start.
    private sealed class NamedSchema(RegoValue value)
    {
        public RegoValue Value { get; } = value;
    }
}
