using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Annotations;

/// <summary>Reads the metadata blocks of one module, and reports what is wrong with them.</summary>
/// <param name="module">The module.</param>
/// <param name="diagnostics">Where faults go.</param>
internal sealed class AnnotationReader(ModuleSyntax module, List<Diagnostic> diagnostics)
{
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal)
    {
        "scope", "title", "description", "entrypoint", "organizations", "related_resources", "authors", "schemas", "custom", "compile",
    };

    /// <summary>Reads all blocks.</summary>
    public IEnumerable<Annotation> Read() => module.Annotations.Select(ReadBlock).OfType<Annotation>();

    private Annotation? ReadBlock(AnnotationSyntax syntax)
    {
        if (string.IsNullOrWhiteSpace(syntax.Yaml))
        {
            return Fail(AnnotationDiagnostics.Empty, syntax.Span);
        }
        try
        {
            var yaml = YamlValues.Read(syntax.Yaml);
            if (!yaml.TryGetObject(out var fields))
            {
                return Fail(AnnotationDiagnostics.Invalid, syntax.Span, "a metadata block is a list of `key: value` lines");
            }
            return ReadFields(syntax, fields);
        }
        catch (FormatException error)
        {
            return Fail(AnnotationDiagnostics.Invalid, PlaceOf(syntax, error.Message), WithoutPlace(error.Message));
        }
    }

    private Annotation? ReadFields(AnnotationSyntax syntax, RegoObject fields)
    {
        foreach (var (key, _) in fields)
        {
            if (!_known.Contains(key.AsString()))
            {
                var meant = Spelling.Nearest(key.AsString(), _known);
                diagnostics.Add(new Diagnostic(AnnotationDiagnostics.UnknownField, module.Source, syntax.Span, key.AsString())
                {
                    Help = meant is null ? "fields of your own belong below `custom`" : $"did you mean `{meant}`?",
                });
            }
        }
        var isEntrypoint = ReadFlag(fields, "entrypoint");
        var scope = ReadScope(syntax, ReadText(fields, "scope"), isEntrypoint);
        if (scope is null)
        {
            return null;
        }
        return new Annotation
        {
            Scope = scope.Value,
            Path = PathOf(syntax.Target),
            Syntax = syntax,
            Module = module,
            Title = ReadText(fields, "title"),
            Description = ReadText(fields, "description"),
            IsEntrypoint = isEntrypoint,
            Organizations = [.. ReadList(fields, "organizations").Select(o => TextOf(o, "organizations"))],
            RelatedResources = [.. ReadList(fields, "related_resources").Select(ReadResource)],
            Authors = [.. ReadList(fields, "authors").Select(ReadAuthor)],
            Schemas = [.. ReadList(fields, "schemas").Select(ReadSchema)],
            Custom = fields.Get("custom") is { IsDefined: true, Kind: not ValueKind.Null } custom
                ? custom.TryGetObject(out var obj) ? obj : throw new FormatException("`custom` must be a map")
                : RegoObject.Empty,
        };
    }

    private AnnotationScope? ReadScope(AnnotationSyntax syntax, string word, bool isEntrypoint)
    {
        AnnotationScope? scope = (word, syntax.Target) switch
        {
            ("", RuleSyntax) => isEntrypoint ? AnnotationScope.Document : AnnotationScope.Rule,
            ("", PackageSyntax) => AnnotationScope.Package,
            ("rule", _) => AnnotationScope.Rule,
            ("document", _) => AnnotationScope.Document,
            ("package", _) => AnnotationScope.Package,
            ("subpackages", _) => AnnotationScope.Subpackages,
            _ => null,
        };
        if (scope is null)
        {
            Fail(AnnotationDiagnostics.Scope, syntax.Span, word.Length == 0 ? NameOf(syntax.Target) : word);
            return null;
        }
        var wantsRule = scope is AnnotationScope.Rule or AnnotationScope.Document;
        var scopeName = scope.Value.ToString().ToLowerInvariant();
        if (wantsRule != syntax.Target is RuleSyntax || (!wantsRule && syntax.Target is not PackageSyntax))
        {
            Fail(AnnotationDiagnostics.ScopeTarget, syntax.Span, scopeName, wantsRule ? "rule" : "package", NameOf(syntax.Target));
            return null;
        }
        if (isEntrypoint && scope is not (AnnotationScope.Document or AnnotationScope.Package))
        {
            Fail(AnnotationDiagnostics.Entrypoint, syntax.Span, scopeName);
            return null;
        }
        return scope;
    }

    private static string NameOf(SyntaxNode? target) => target switch
    {
        PackageSyntax => "package",
        ImportSyntax => "import",
        RuleSyntax => "rule",
        _ => "nothing",
    };

    private ImmutableArray<string> PathOf(SyntaxNode? target) => target is RuleSyntax rule ? RulePaths.Of(module, rule) : module.Package.Path;

    private static string ReadText(RegoObject fields, string key) =>
        fields.Get(key) is { IsDefined: true, Kind: not ValueKind.Null } value ? TextOf(value, key) : "";

    private static string TextOf(RegoValue value, string field) => value.Kind switch
    {
        ValueKind.String => value.AsString(),
        ValueKind.Number or ValueKind.Boolean => value.ToJson(),
        _ => throw new FormatException($"`{field}` must be text"),
    };

    private static bool ReadFlag(RegoObject fields, string key) => fields.Get(key) switch
    {
        { IsDefined: false } or { Kind: ValueKind.Null } => false,
        { Kind: ValueKind.Boolean } flag => flag.AsBoolean(),
        _ => throw new FormatException($"`{key}` must be true or false"),
    };

    private static RegoValue[] ReadList(RegoObject fields, string key)
    {
        var value = fields.Get(key);
        if (!value.IsDefined || value.Kind == ValueKind.Null)
        {
            return [];
        }
        return value.TryGetArray(out var list) ? list.AsSpan().ToArray() : throw new FormatException($"`{key}` must be a list");
    }

    private static AnnotationResource ReadResource(RegoValue value)
    {
        var (url, description) = value.TryGetObject(out var fields)
            ? (ReadText(fields, "ref").Trim(), ReadText(fields, "description").Trim())
            : (value.TryGetString(out var text) ? text : throw new FormatException("a related resource must be text or a map with `ref`"), "");
        if (url.Length == 0)
        {
            throw new FormatException("a related resource needs a `ref` that is not empty");
        }
        return Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out _)
            ? new AnnotationResource(url, description)
            : throw new FormatException($"`{url}` is no URL");
    }

    private static AnnotationAuthor ReadAuthor(RegoValue value)
    {
        if (value.TryGetObject(out var fields))
        {
            var author = new AnnotationAuthor(ReadText(fields, "name").Trim(), ReadText(fields, "email").Trim());
            return author is { Name: "", Email: "" } ? throw new FormatException("an author needs a `name` or an `email`") : author;
        }
        var words = (value.TryGetString(out var text) ? text : throw new FormatException("an author must be text or a map"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw new FormatException("an author must not be empty");
        }
        return words[^1] is ['<', .. var email, '>']
            ? new AnnotationAuthor(string.Join(' ', words[..^1]), email)
            : new AnnotationAuthor(string.Join(' ', words), "");
    }

    private static AnnotationSchema ReadSchema(RegoValue value)
    {
        if (!value.TryGetObject(out var pair) || pair.Count != 1)
        {
            throw new FormatException("a schema is written `- document: schema.name`");
        }
        foreach (var (document, schema) in pair)
        {
            var path = ReferencePaths.Parse(document.AsString())
                ?? throw new FormatException($"`{document.AsString()}` is no document reference");
            if (schema.TryGetObject(out _))
            {
                return new AnnotationSchema(path, [], schema);
            }
            var name = schema.TryGetString(out var text) ? ReferencePaths.Parse(text) : null;
            return name is { } steps && steps[0] == "schema"
                ? new AnnotationSchema(path, steps, RegoValue.Undefined)
                : throw new FormatException($"the schema of `{document.AsString()}` must be `schema.name` or a map");
        }
        throw new FormatException("a schema is written `- document: schema.name`");
    }

    private Annotation? Fail(DiagnosticKind kind, TextSpan span, params object?[] arguments)
    {
        diagnostics.Add(new Diagnostic(kind, module.Source, span, arguments));
        return null;
    }

    // A YAML fault names its line in the block; the block's first line is the one below METADATA.
    private TextSpan PlaceOf(AnnotationSyntax syntax, string message)
    {
        if (message == "the document ends too early")
        {
            return module.Comments.Last(c => c.Span.End <= syntax.Span.End).Span;
        }
        if (!message.StartsWith("line ", StringComparison.Ordinal)
            || !int.TryParse(message.AsSpan(5, Math.Max(0, message.AsSpan(5).IndexOfAnyExceptInRange('0', '9'))), CultureInfo.InvariantCulture, out var number))
        {
            return syntax.Span;
        }
        var line = Math.Min(module.Source.LineAt(syntax.Span.Start).Line + number, module.Source.LineAt(syntax.Span.End).Line);
        var comment = module.Comments.FirstOrDefault(c => module.Source.LineAt(c.Span.Start).Line == line);
        return comment?.Span ?? syntax.Span;
    }

    private static string WithoutPlace(string message)
    {
        var colon = message.StartsWith("line ", StringComparison.Ordinal) ? message.IndexOf(": ", StringComparison.Ordinal) : -1;
        return (colon < 0 ? message : message[(colon + 2)..]).ReplaceLineEndings(" ");
    }
}
