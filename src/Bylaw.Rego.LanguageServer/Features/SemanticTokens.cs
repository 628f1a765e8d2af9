using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/semanticTokens</c>: what each word is, so that a parameter looks unlike a rule of the same name.</summary>
internal static class SemanticTokens
{
    /// <summary>Gets the kinds of token, by their number.</summary>
    public static string[] Types { get; } = ["namespace", "function", "variable", "parameter", "property", "keyword", "number", "string", "operator", "comment", "macro"];

    /// <summary>Gets what may be said of a token, by its bit.</summary>
    public static string[] Modifiers { get; } = ["definition", "defaultLibrary", "readonly"];

    private const int Definition = 1;
    private const int DefaultLibrary = 2;
    private const int ReadOnly = 4;

    public static SemanticTokensAnswer Run(Asked asked, TextSpan? within = null)
    {
        var document = asked.Document;
        var data = new List<int>();
        var (line, column) = (0, 0);
        foreach (var (span, type, modifiers) in Classify(asked).Where(t => within is not { } part || (t.Span.End > part.Start && t.Span.Start < part.End)))
        {
            // Clients take tokens of one line only.
            var (start, end) = (document.Lines.PlaceOf(span.Start), document.Lines.PlaceOf(span.End));
            for (var at = start.Line; at <= end.Line; at++)
            {
                var from = at == start.Line ? start.Character : 0;
                var to = at == end.Line ? end.Character : LengthOf(document.Lines.StartOf(at), document.Lines.StartOf(at + 1), document.Text);
                if (to > from)
                {
                    data.AddRange([at - line, at == line ? from - column : from, to - from, type, modifiers]);
                    (line, column) = (at, from);
                }
            }
        }
        return new SemanticTokensAnswer([.. data]);
    }

    private static int LengthOf(int start, int end, string text)
    {
        while (end > start && text[end - 1] is '\r' or '\n')
        {
            end--;
        }
        return end - start;
    }

    private static IEnumerable<(TextSpan Span, int Type, int Modifiers)> Classify(Asked asked)
    {
        var names = asked.Symbols.All;
        var next = 0;
        var covered = 0;
        foreach (var token in asked.Document.Tokens)
        {
            while (next < names.Length && names[next].Span.End <= token.Span.Start)
            {
                next++;
            }
            if (token.Span.Start < covered)
            {
                continue;
            }
            if (next < names.Length && names[next].Span.Start == token.Span.Start)
            {
                covered = names[next].Span.End;
                var (type, modifiers) = ClassOf(asked, names[next]);
                yield return (names[next].Span, type, modifiers);
                continue;
            }
            var plain = token.Class switch
            {
                RegoTokenClass.Keyword => 5,
                RegoTokenClass.Number => 6,
                RegoTokenClass.Text => 7,
                RegoTokenClass.Operator => 8,
                RegoTokenClass.Comment => 9,
                RegoTokenClass.Name => 4,
                _ => -1,
            };
            if (plain >= 0)
            {
                yield return (token.Span, plain, 0);
            }
        }
    }

    private static (int Type, int Modifiers) ClassOf(Asked asked, Occurrence occurrence)
    {
        var defined = occurrence.IsDefinition ? Definition : 0;
        switch (occurrence.Kind)
        {
            case SymbolKind.Builtin:
                return (1, DefaultLibrary);
            case SymbolKind.Parameter:
                return (3, defined);
            case SymbolKind.Variable:
                return (2, defined);
            case SymbolKind.Input:
                return occurrence.Path.Length == 1 ? (10, ReadOnly) : (4, ReadOnly);
            case SymbolKind.Data when occurrence.Path.Length == 1:
                return (10, ReadOnly);
            default:
                if (occurrence.Path[0] == "input")
                {
                    return (4, ReadOnly | defined);
                }
                var rule = asked.Snapshot.DefinitionsOf(occurrence.Path).FirstOrDefault();
                return rule is not null ? (rule.IsFunction ? 1 : 2, defined)
                    : asked.Snapshot.Tree.Find(occurrence.Path) is { IsPackage: false, Value.IsDefined: true } ? (4, ReadOnly)
                    : (0, defined);
        }
    }
}
