using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/inlayHint</c>: names of parameters before arguments that do not tell it themselves.</summary>
internal sealed class InlayHints : SyntaxWalker
{
    private readonly Asked _asked;
    private readonly TextSpan _within;
    private readonly List<InlayHint> _found = [];

    private InlayHints(Asked asked, TextSpan within)
    {
        _asked = asked;
        _within = within;
    }

    public static InlayHint[] Run(Asked asked, TextRange range)
    {
        var hints = new InlayHints(asked, asked.Document.Lines.SpanOf(range));
        foreach (var rule in asked.Document.Module.Rules.Where(r => r.Span.End >= hints._within.Start && r.Span.Start <= hints._within.End))
        {
            hints.VisitRule(rule);
        }
        return [.. hints._found.OrderBy(h => h.Position.Line).ThenBy(h => h.Position.Character)];
    }

    /// <inheritdoc/>
    public override void VisitTerm(TermSyntax term)
    {
        if (term is CallTerm { Arguments.Length: > 0 } call && call.Span.End >= _within.Start && call.Span.Start <= _within.End)
        {
            var names = ParametersOf(call);
            // One parameter says nothing that the function's name does not.
            for (var i = 0; i < call.Arguments.Length && i < names.Count && names.Count > 1; i++)
            {
                var argument = call.Arguments[i];
                var written = _asked.Document.Source.Slice(argument.Span).ToString();
                if (names[i].Length > 0 && written != names[i] && !written.EndsWith("." + names[i], StringComparison.Ordinal))
                {
                    _found.Add(new InlayHint(_asked.Document.Lines.PlaceOf(argument.Span.Start), names[i] + ":", 2, PaddingRight: true));
                }
            }
        }
        base.VisitTerm(term);
    }

    private IReadOnlyList<string> ParametersOf(CallTerm call)
    {
        if (_asked.Symbols.At(call.Function.Span.End) is not { IsCall: true } name)
        {
            return [];
        }
        if (name.Kind == SymbolKind.Builtin)
        {
            return [.. _asked.Snapshot.Builtins.Find(name.Path[0])!.Type.Operands.Select(o => o.Name)];
        }
        var rule = _asked.Snapshot.DefinitionsOf(name.Path).FirstOrDefault(d => d.IsFunction);
        return rule is null ? [] : [.. rule.Rule.Head.Parameters.Select(p => p is VarTerm { IsWildcard: false } v ? v.Name : "")];
    }
}
