using System.Collections.Immutable;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.LanguageServer.Symbols;

/// <content>Bodies, literals and terms.</content>
internal sealed partial class Binder
{
    private void BindBody(BodySyntax body, LocalScope scope, IReadOnlyList<TermSyntax> heads)
    {
        var declared = body.Literals.SelectMany(l => SyntaxVariables.DeclaredBy(l.Expression)).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var literal in body.Literals)
        {
            DeclareAll(SyntaxVariables.Of(literal).Concat(literal.Modifiers.SelectMany(NamesInModifier)), declared, scope);
        }
        DeclareAll(heads.SelectMany(SyntaxVariables.Of), declared, scope);
        foreach (var literal in body.Literals)
        {
            BindLiteral(literal, scope);
        }
    }

    /// <summary>A name that means nothing around a body is a variable of the body, wherever in it it stands.</summary>
    private void DeclareAll(IEnumerable<VarTerm> variables, HashSet<string>? declared, LocalScope scope)
    {
        foreach (var variable in variables)
        {
            var name = variable.Name;
            if (!variable.IsWildcard && name is not ("input" or "data") && declared?.Contains(name) != true && scope.Find(name) is null
                && !_imports.ContainsKey(name) && !names.Rules.Contains(name))
            {
                scope.Set(new LocalSymbol(name, variable.Span, IsParameter: false));
            }
        }
    }

    /// <summary>What replaces a function may be the name of another one.</summary>
    private IEnumerable<VarTerm> NamesInModifier(WithModifier modifier) =>
        DottedName(modifier.Value) is { } name && names.Builtins.Find(name) is not null ? [] : SyntaxVariables.Of(modifier.Value);

    private void BindLiteral(LiteralSyntax literal, LocalScope scope)
    {
        switch (literal.Expression)
        {
            case TermExpression e:
                BindTerm(e.Term, scope);
                break;
            case AssignmentExpression e:
                var path = BindTerm(e.Right, scope);
                if (e.IsAssignment)
                {
                    Declare(SyntaxVariables.DeclaredBy(e), scope);
                }
                if (e.Left is VarTerm variable && scope.Find(variable.Name) is { Path.IsDefault: true, IsParameter: false } made)
                {
                    made.Path = path;
                }
                BindTerm(e.Left, scope);
                break;
            case SomeExpression e:
                Declare(e.Variables, scope);
                foreach (var declared in e.Variables)
                {
                    BindTerm(declared, scope);
                }
                break;
            case SomeInExpression e:
                BindIteration(e.Key, e.Value, e.Collection, scope, scope);
                break;
            case EveryExpression e:
                var inner = new LocalScope(scope);
                BindIteration(e.Key, e.Value, e.Domain, scope, inner);
                BindBody(e.Body, new LocalScope(inner), []);
                break;
            case NotBodyExpression e:
                BindBody(e.Body, new LocalScope(scope), []);
                break;
            case LogicalExpression e:
                BindBody(e.Left, new LocalScope(scope), []);
                BindBody(e.Right, new LocalScope(scope), []);
                break;
        }
        foreach (var modifier in literal.Modifiers)
        {
            BindModifierTarget(modifier.Target, scope);
            BindModifierTarget(modifier.Value, scope);
        }
    }

    private void BindIteration(TermSyntax? key, TermSyntax value, TermSyntax collection, LocalScope outer, LocalScope scope)
    {
        var path = BindTerm(collection, outer);
        Declare((key is null ? [] : SyntaxVariables.Of(key)).Concat(SyntaxVariables.Of(value)), scope);
        if (value is VarTerm { IsWildcard: false } variable && !path.IsDefault)
        {
            scope.Find(variable.Name)!.Path = path.Add("*");
        }
        if (key is not null)
        {
            BindTerm(key, scope);
        }
        BindTerm(value, scope);
    }

    private static void Declare(IEnumerable<VarTerm> variables, LocalScope scope)
    {
        foreach (var variable in variables.Where(v => !v.IsWildcard))
        {
            scope.Set(new LocalSymbol(variable.Name, variable.Span, IsParameter: false));
        }
    }

    /// <summary>A modifier may name a built-in or a function, which is not called there.</summary>
    private void BindModifierTarget(TermSyntax term, LocalScope scope)
    {
        if (term is VarTerm { Name: var name } && scope.Find(name) is not null)
        {
            BindTerm(term, scope);
        }
        else if (!TryBindBuiltin(term))
        {
            BindTerm(term, scope);
        }
    }

    private bool TryBindBuiltin(TermSyntax function)
    {
        var name = DottedName(function);
        if (name is null || names.Builtins.Find(name) is null)
        {
            return false;
        }
        var head = name.Split('.')[0];
        ImmutableArray<string> path = _imports.TryGetValue(head, out var import) ? import.Path : names.Rules.Contains(head) ? ["data", .. module.Package.Path, head] : default;
        if (!path.IsDefault && names.Functions.Contains(Occurrence.KeyOf([.. path, .. name.Split('.').Skip(1)])))
        {
            return false;
        }
        _found.Add(new Occurrence(function.Span, SymbolKind.Builtin, [name]) { IsCall = true });
        return true;
    }

    private static string? DottedName(TermSyntax function) => function switch
    {
        VarTerm variable => variable.Name,
        RefTerm { Head: VarTerm head } reference when reference.Operands.All(o => o is { IsDotted: true, Term: StringTerm }) =>
            string.Join('.', reference.Operands.Select(o => ((StringTerm)o.Term).Value).Prepend(head.Name)),
        _ => null,
    };

    /// <summary>Binds a term.</summary>
    /// <returns>The path that the term is; default when it is none.</returns>
    private ImmutableArray<string> BindTerm(TermSyntax term, LocalScope scope, bool isCall = false)
    {
        switch (term)
        {
            case VarTerm variable:
                return BindVariable(variable, scope, isCall);
            case RefTerm reference:
                var path = BindTerm(reference.Head, scope);
                for (var i = 0; i < reference.Operands.Length; i++)
                {
                    path = BindStep(reference.Operands[i], path, scope, isCall && i == reference.Operands.Length - 1);
                }
                return path;
            case CallTerm call:
                if (!TryBindBuiltin(call.Function))
                {
                    BindTerm(call.Function, scope, isCall: true);
                }
                BindAll(call.Arguments, scope);
                break;
            case ArrayTerm array:
                BindAll(array.Items, scope);
                break;
            case SetTerm set:
                BindAll(set.Items, scope);
                break;
            case ObjectTerm obj:
                foreach (var item in obj.Items)
                {
                    BindTerm(item.Key, scope);
                    BindTerm(item.Value, scope);
                }
                break;
            case ArrayComprehensionTerm comprehension:
                BindComprehension(comprehension.Body, scope, comprehension.Head);
                break;
            case SetComprehensionTerm comprehension:
                BindComprehension(comprehension.Body, scope, comprehension.Head);
                break;
            case ObjectComprehensionTerm comprehension:
                BindComprehension(comprehension.Body, scope, comprehension.Key, comprehension.Value);
                break;
            case InfixTerm infix:
                BindTerm(infix.Left, scope);
                BindTerm(infix.Right, scope);
                break;
            case MembershipTerm membership:
                BindAll(new[] { membership.Key, membership.Value, membership.Collection }.OfType<TermSyntax>(), scope);
                break;
            case ParenthesizedTerm parenthesized:
                return BindTerm(parenthesized.Inner, scope);
            case TemplateStringTerm template:
                foreach (var literal in template.Parts.Select(p => p.Expression).OfType<LiteralSyntax>())
                {
                    var inner = new LocalScope(scope);
                    DeclareAll(SyntaxVariables.Of(literal), null, inner);
                    BindLiteral(literal, inner);
                }
                break;
        }
        return default;
    }

    private ImmutableArray<string> BindVariable(VarTerm variable, LocalScope scope, bool isCall)
    {
        if (variable.IsWildcard)
        {
            return default;
        }
        if (scope.Find(variable.Name) is { } local)
        {
            _found.Add(new Occurrence(variable.Span, local.IsParameter ? SymbolKind.Parameter : SymbolKind.Variable, default)
            {
                Local = local,
                IsDefinition = local.Place == variable.Span,
            });
            return local.Path;
        }
        if (_imports.TryGetValue(variable.Name, out var import))
        {
            _found.Add(new Occurrence(variable.Span, SymbolKind.Import, import.Path) { Import = import.Import, IsCall = isCall });
            return import.Path;
        }
        ImmutableArray<string> path = names.Rules.Contains(variable.Name) ? ["data", .. module.Package.Path, variable.Name]
            : variable.Name is "input" or "data" ? [variable.Name]
            : default;
        if (!path.IsDefault)
        {
            _found.Add(new Occurrence(variable.Span, KindOf(path), path) { IsCall = isCall });
        }
        else if (!isCall)
        {
            var unbound = scope.Set(new LocalSymbol(variable.Name, variable.Span, IsParameter: false));
            _found.Add(new Occurrence(variable.Span, SymbolKind.Variable, default) { Local = unbound, IsDefinition = true });
        }
        return path;
    }

    private ImmutableArray<string> BindStep(RefOperand operand, ImmutableArray<string> path, LocalScope scope, bool isCall)
    {
        if (StepOf(operand) is ({ } name, var span))
        {
            if (path.IsDefault)
            {
                return default;
            }
            path = path.Add(name);
            _found.Add(new Occurrence(span, KindOf(path), path) { IsCall = isCall });
            return path;
        }
        BindTerm(operand.Term, scope);
        return path.IsDefault ? default : path.Add("*");
    }

    private void BindComprehension(BodySyntax body, LocalScope outer, params TermSyntax[] heads)
    {
        var scope = new LocalScope(outer);
        BindBody(body, scope, heads);
        BindAll(heads, scope);
    }

    private void BindAll(IEnumerable<TermSyntax> terms, LocalScope scope)
    {
        foreach (var term in terms)
        {
            BindTerm(term, scope);
        }
    }
}
