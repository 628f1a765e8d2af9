using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>What a module's version and imports decide about its style.</summary>
internal sealed class FormatStyle
{
    private static readonly string[] _always =
        ["as", "default", "else", "false", "import", "package", "not", "null", "true", "with", "some"];

    private static readonly string[] _sinceV1 = ["in", "every", "if", "contains"];

    private readonly HashSet<string> _keywords;

    public FormatStyle(ModuleSyntax module, FormatOptions options)
    {
        AllowsKeywordsInReferences = options.AllowKeywordsInReferences;
        IsV1 = options.Target != FormatTarget.AsParsed || options.Parser.Version == RegoVersion.V1;
        UsesIf = UsesContains = IsV1;
        _keywords = new HashSet<string>(_always, StringComparer.Ordinal);
        if (IsV1)
        {
            _keywords.UnionWith(_sinceV1);
        }
        foreach (var import in module.Imports)
        {
            var word = ImportFacts.FutureKeyword(import);
            if (word is { Length: > 0 })
            {
                _keywords.Add(word);
            }
            // An import below a rule does not reach up to it.
            var reaches = module.Rules.IsEmpty || import.Span.Start < module.Rules[0].Span.Start;
            var all = word == "" || ImportFacts.IsRegoV1(import);
            UsesIf |= reaches && (all || word == "if");
            UsesContains |= reaches && (all || word == "contains");
            if (ImportFacts.IsRegoV1(import))
            {
                _keywords.UnionWith(_sinceV1);
            }
        }
        UsesRefHeads = module.Rules.Any(r => r.Head.Reference is RefTerm { Operands.Length: var n } && (n > 1 || (n == 1 && r.Head.Key is not null)));
    }

    /// <summary>Gets whether the text is written for v1.</summary>
    public bool IsV1 { get; }

    /// <summary>Gets whether bodies are joined by <c>if</c>.</summary>
    public bool UsesIf { get; }

    /// <summary>Gets whether sets are written with <c>contains</c>.</summary>
    public bool UsesContains { get; }

    /// <summary>Gets whether a head of the module needs a reference of more than one step; then all are written as references.</summary>
    public bool UsesRefHeads { get; }

    /// <summary>Gets whether keywords may be steps of a reference.</summary>
    public bool AllowsKeywordsInReferences { get; }

    /// <summary>Tells whether a word is a keyword in this module.</summary>
    public bool IsKeyword(string word) => _keywords.Contains(word);
}

/// <summary>What an import of the language's own means.</summary>
internal static class ImportFacts
{
    /// <summary>Returns the imported future keyword, "" for all of them, or null when it is another import.</summary>
    public static string? FutureKeyword(ImportSyntax import) => import.Reference switch
    {
        RefTerm { Head: VarTerm { Name: "future" }, Operands: [{ Term: StringTerm { Value: "keywords" } }] } => "",
        RefTerm { Head: VarTerm { Name: "future" }, Operands: [{ Term: StringTerm { Value: "keywords" } }, { Term: StringTerm { Value: var word } }] } => word,
        _ => null,
    };

    /// <summary>Tells whether the import is <c>rego.v1</c>.</summary>
    public static bool IsRegoV1(ImportSyntax import) =>
        import.Reference is RefTerm { Head: VarTerm { Name: "rego" }, Operands: [{ Term: StringTerm { Value: "v1" } }] };
}
