using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <summary>
/// Finds what each name of a module means, by the language's own rules of scope, in trees with errors too. The engine resolves names while it
/// plans, which it only does for modules without errors; an editor needs the answer in between.
/// </summary>
/// <param name="module">The tree.</param>
/// <param name="names">What its package and the others define.</param>
internal sealed partial class Binder(ModuleSyntax module, PackageNames names)
{
    private readonly List<Occurrence> _found = [];
    private readonly Dictionary<string, (ImportSyntax Import, ImmutableArray<string> Path)> _imports = new(StringComparer.Ordinal);

    /// <summary>Runs over the module.</summary>
    public ModuleSymbols Run()
    {
        BindPackage();
        foreach (var import in module.Imports)
        {
            BindImport(import);
        }
        foreach (var rule in module.Rules)
        {
            BindRule(rule);
        }
        // A head that several bodies share is bound with each of them; what is said twice of a place is kept once.
        var ordered = ImmutableArray.CreateBuilder<Occurrence>(_found.Count);
        var end = -1;
        foreach (var occurrence in _found.OrderBy(o => o.Span.Start))
        {
            if (occurrence.Span.Start >= end && occurrence.Span.Length > 0)
            {
                ordered.Add(occurrence);
                end = occurrence.Span.End;
            }
        }
        return new ModuleSymbols(ordered.ToImmutable());
    }

    private void BindPackage()
    {
        ImmutableArray<string> path = ["data"];
        var steps = module.Package.Reference switch
        {
            VarTerm name => [(name.Name, name.Span)],
            RefTerm { Head: VarTerm head } reference => [(head.Name, head.Span), .. reference.Operands.Select(StepOf)],
            _ => Array.Empty<(string? Name, TextSpan Span)>(),
        };
        for (var i = 0; i < steps.Length && steps[i].Name is { } name; i++)
        {
            path = path.Add(name);
            _found.Add(new Occurrence(steps[i].Span, SymbolKind.Data, path) { IsDefinition = i == steps.Length - 1 });
        }
    }

    private void BindImport(ImportSyntax import)
    {
        ImmutableArray<string> path;
        switch (import.Reference)
        {
            case VarTerm { Name: "input" or "data" } root:
                path = [root.Name];
                _found.Add(new Occurrence(root.Span, KindOf(path), path));
                break;
            case RefTerm { Head: VarTerm { Name: "input" or "data" } root } reference:
                path = [root.Name];
                _found.Add(new Occurrence(root.Span, KindOf(path), path));
                foreach (var operand in reference.Operands)
                {
                    if (StepOf(operand) is not ({ } name, var span))
                    {
                        return;
                    }
                    path = path.Add(name);
                    _found.Add(new Occurrence(span, KindOf(path), path));
                }
                break;
            default:
                return;
        }
        _imports[import.Alias?.Name ?? path[^1]] = (import, path);
        if (import.Alias is { } alias)
        {
            _found.Add(new Occurrence(alias.Span, SymbolKind.Import, path) { Import = import, IsDefinition = true });
        }
    }

    private void BindRule(RuleSyntax rule)
    {
        BindName(rule);
        var head = rule.Head;
        var outer = new LocalScope(null);
        if (head.IsFunction)
        {
            foreach (var parameter in head.Parameters)
            {
                foreach (var variable in SyntaxVariables.Of(parameter).Where(v => !v.IsWildcard && !outer.Holds(v.Name)))
                {
                    outer.Set(new LocalSymbol(variable.Name, variable.Span, IsParameter: true));
                }
                BindTerm(parameter, outer);
            }
        }
        List<TermSyntax> heads = [];
        if (head.Reference is RefTerm reference)
        {
            var known = RuleDefinition.NameOf(rule).Steps.Length - 1;
            heads.AddRange(reference.Operands.Skip(known).Select(o => o.Term));
        }
        heads.AddRange(new[] { head.Key, head.Value }.OfType<TermSyntax>());
        if (rule.Bodies.IsEmpty)
        {
            BindClause(null, heads, outer);
        }
        foreach (var body in rule.Bodies)
        {
            BindClause(body, heads, outer);
        }
        foreach (var branch in rule.ElseBranches)
        {
            BindClause(branch.Body, branch.Value is null ? [] : [branch.Value], outer);
        }
    }

    private void BindClause(BodySyntax? body, List<TermSyntax> heads, LocalScope outer)
    {
        var scope = new LocalScope(outer);
        if (body is not null)
        {
            BindBody(body, scope, heads);
        }
        else
        {
            DeclareAll(heads.SelectMany(SyntaxVariables.Of), null, scope);
        }
        heads.ForEach(h => BindTerm(h, scope));
    }

    /// <summary>Notes the name that a rule defines: each step of it is a path of its own.</summary>
    private void BindName(RuleSyntax rule)
    {
        ImmutableArray<string> path = ["data", .. module.Package.Path];
        var steps = RuleDefinition.NameOf(rule).Steps;
        var (head, operands) = rule.Head.Reference switch
        {
            VarTerm name => (name, []),
            RefTerm { Head: VarTerm name } reference => (name, reference.Operands),
            _ => (null, ImmutableArray<RefOperand>.Empty),
        };
        if (head is null || steps.IsEmpty)
        {
            return;
        }
        path = path.Add(head.Name);
        _found.Add(new Occurrence(head.Span, SymbolKind.Data, path) { IsDefinition = steps.Length == 1 });
        for (var i = 1; i < steps.Length; i++)
        {
            path = path.Add(steps[i]);
            _found.Add(new Occurrence(StepOf(operands[i - 1]).Span, SymbolKind.Data, path) { IsDefinition = i == steps.Length - 1 });
        }
    }

    /// <summary>Returns the name of a step that is written as text, and the place of the name alone.</summary>
    private (string? Name, TextSpan Span) StepOf(RefOperand operand)
    {
        if (operand.Term is not StringTerm { Value: var name })
        {
            return (null, operand.Span);
        }
        var span = operand.Term.Span;
        return operand.IsDotted ? (name, span)
            : span.Length == name.Length + 2 ? (name, new TextSpan(span.Start + 1, name.Length))
            : (name, span);
    }

    private static SymbolKind KindOf(ImmutableArray<string> path) => path[0] == "input" ? SymbolKind.Input : SymbolKind.Data;
}
