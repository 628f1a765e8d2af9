using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/signatureHelp</c>: the parameters of the function that is being called.</summary>
internal static class SignatureHelp
{
    public static SignatureHelpAnswer? Run(Asked asked, Position place)
    {
        var document = asked.Document;
        var offset = document.Lines.OffsetOf(place);
        if (FindCall(document, offset) is not var (end, argument))
        {
            return null;
        }
        if (WrittenChain.Before(document, end) is not { Partial.Length: > 0 } chain)
        {
            return null;
        }
        var last = document.Source.Slice(chain.Partial).ToString();
        var signatures = Signatures(asked, [.. chain.Steps, last], offset).ToArray();
        if (signatures.Length == 0)
        {
            return null;
        }
        // Of several forms the first that has so many parameters.
        var active = Math.Max(0, Array.FindIndex(signatures, s => s.Parameters.Length > argument));
        return new SignatureHelpAnswer(signatures, active, Math.Min(argument, Math.Max(0, signatures[active].Parameters.Length - 1)));
    }

    private static IEnumerable<SignatureText> Signatures(Asked asked, System.Collections.Immutable.ImmutableArray<string> name, int offset)
    {
        var path = new NamesInReach(asked, offset).Resolve(name);
        var rules = path.IsDefault ? [] : asked.Snapshot.DefinitionsOf(path).Where(d => d.IsFunction).ToList();
        if (rules.Count > 0)
        {
            var type = asked.Server.Analyzer.LastGood(asked.Snapshot.Root)?.Compilation.Policies?.TypeOf(string.Join('.', path));
            foreach (var rule in rules.DistinctBy(r => string.Join(',', r.Rule.Head.Parameters.Select(p => r.Document.Source.Slice(p.Span).ToString()))))
            {
                var parameters = rule.Rule.Head.Parameters.Select(p => rule.Document.Source.Slice(p.Span).ToString());
                yield return Make(rule.Name, parameters, type is null ? "" : $" -> {type.Type}", Said(asked, rule));
            }
        }
        else if (asked.Snapshot.Builtins.Find(string.Join('.', name)) is { } builtin)
        {
            yield return Make(builtin.Name, BuiltinText.Parameters(builtin), builtin.Type.Result is { } result ? $" -> {result}" : "", builtin.Summary);
        }
    }

    private static string Said(Asked asked, RuleDefinition rule) => asked.Snapshot.Metadata.Of(rule).FirstOrDefault() is { } said ? $"{said.Title}\n\n{said.Description}".Trim() : "";

    private static SignatureText Make(string name, IEnumerable<string> parameters, string result, string said)
    {
        var label = name + "(";
        var places = new List<ParameterText>();
        foreach (var parameter in parameters)
        {
            label += places.Count > 0 ? ", " : "";
            places.Add(new ParameterText([label.Length, label.Length + parameter.Length]));
            label += parameter;
        }
        return new SignatureText(label + ")" + result, said.Length > 0 ? new MarkupContent(said) : null, [.. places]);
    }

    /// <summary>Finds the innermost open parenthesis behind a name, and how many commas stand between it and the place.</summary>
    private static (int NameEnd, int Argument)? FindCall(RegoDocument document, int offset)
    {
        var tokens = document.Tokens;
        var commas = new Stack<(int Index, int Count)>();
        for (var i = 0; i < tokens.Length && tokens[i].Span.Start < offset; i++)
        {
            if (tokens[i].Class != RegoTokenClass.Punctuation || tokens[i].Span.End > offset)
            {
                continue;
            }
            switch (document.Text[tokens[i].Span.Start])
            {
                case '(' or '[' or '{':
                    commas.Push((i, 0));
                    break;
                case ')' or ']' or '}':
                    commas.TryPop(out _);
                    break;
                case ',' when commas.TryPop(out var top):
                    commas.Push((top.Index, top.Count + 1));
                    break;
            }
        }
        while (commas.TryPop(out var open))
        {
            var token = tokens[open.Index];
            if (document.Text[token.Span.Start] == '(' && open.Index > 0
                && tokens[open.Index - 1] is { Class: RegoTokenClass.Name or RegoTokenClass.Keyword } name && name.Span.End == token.Span.Start)
            {
                return (name.Span.End, open.Count);
            }
            if (document.Text[token.Span.Start] == '{')
            {
                return null; // a body or an object: what is around it is not being written
            }
        }
        return null;
    }
}
