using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <content>Bodies and literals.</content>
internal sealed partial class Lowering
{
    private BodyPlan LowerBody(BodySyntax syntax, Scope scope, IReadOnlyList<TermSyntax> heads)
    {
        DeclareImplicit(syntax, scope, heads);
        var literals = new List<PlanLiteral>();
        foreach (var literal in syntax.Literals)
        {
            LowerLiteral(literal, scope, literals);
        }
        return new BodyPlan(syntax.Span, literals);
    }

    /// <summary>
    /// Declares the names that a body uses without saying where they come from. They are met before any nested body is lowered, so
    /// that a nested body shares them.
    /// </summary>
    private void DeclareImplicit(BodySyntax syntax, Scope scope, IReadOnlyList<TermSyntax> heads)
    {
        HashSet<string>? declaredHere = null;
        foreach (var literal in syntax.Literals)
        {
            if (literal.Expression is AssignmentExpression { IsAssignment: true } or SomeExpression or SomeInExpression)
            {
                declaredHere ??= new HashSet<string>(StringComparer.Ordinal);
                foreach (var name in SyntaxVariables.DeclaredBy(literal.Expression))
                {
                    declaredHere.Add(name.Name);
                }
            }
        }
        foreach (var literal in syntax.Literals)
        {
            DeclareOthers(SyntaxVariables.Of(literal), declaredHere, scope);
            foreach (var modifier in literal.Modifiers)
            {
                DeclareOthers(ModifierVariables(modifier), declaredHere, scope);
            }
        }
        foreach (var head in heads)
        {
            DeclareOthers(SyntaxVariables.Of(head), declaredHere, scope);
        }
    }

    private void DeclareOthers(IReadOnlyList<VarTerm> names, HashSet<string>? declaredHere, Scope scope)
    {
        foreach (var name in names)
        {
            if (declaredHere is null || !declaredHere.Contains(name.Name))
            {
                DeclareName(name, scope);
            }
        }
    }

    /// <summary>The value of a modifier may be the name of a function; that is no variable.</summary>
    private IReadOnlyList<VarTerm> ModifierVariables(WithModifier modifier) =>
        modifier.Value is VarTerm or RefTerm && DottedName(modifier.Value) is { } name && Resolve(name) is not null
            ? []
            : SyntaxVariables.Of(modifier.Value);

    private void DeclareNames(TermSyntax term, Scope scope)
    {
        foreach (var name in SyntaxVariables.Of(term))
        {
            DeclareName(name, scope);
        }
    }

    private void DeclareName(VarTerm name, Scope scope)
    {
        if (!name.IsWildcard && name.Name is not ("input" or "data") && scope.Find(name.Name) is null && _module.Find(name.Name) is null)
        {
            scope.Set(name.Name, NewVariable(name.Name, name.Span));
        }
    }

    private void LowerLiteral(LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        switch (literal.Expression)
        {
            case SomeExpression some:
                foreach (var variable in some.Variables)
                {
                    if (Declare(variable, scope, "declared") is { } declared)
                    {
                        _declarations.AddSome(declared);
                    }
                }
                return;
            case SomeInExpression someIn:
                LowerSomeIn(literal, someIn, scope, output);
                return;
            case NotBodyExpression not:
                Add(new NotLiteral(literal.Span, LowerBody(not.Body, new Scope(scope), []), ownsScope: true), literal, scope, output);
                return;
            case EveryExpression every:
                Add(LowerEvery(literal, every, scope), literal, scope, output);
                return;
            case LogicalExpression logical:
                var pair = new LogicalLiteral(
                    literal.Span, logical.IsAnd, LowerOperand(logical.Left, scope), LowerOperand(logical.Right, scope));
                if (literal.IsNegated)
                {
                    Add(new NotLiteral(literal.Span, new BodyPlan(literal.Span, [pair]), ownsScope: true), literal, scope, output);
                }
                else
                {
                    Add(pair, literal, scope, output);
                }
                return;
            case TermExpression { Term: CallTerm { Function: VarTerm { Name: "print" } } print } when Resolve(["print"]) is Builtins.BuiltinDefinition:
                Add(LowerPrint(literal, print, scope), literal, scope, output);
                return;
            default:
                LowerPlain(literal, scope, output);
                return;
        }
    }

    private BodyPlan LowerOperand(BodySyntax operand, Scope scope) => LowerBody(operand, new Scope(scope), []);

    private void LowerPlain(LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        if (!literal.IsNegated)
        {
            Add(LowerExpression(literal.Expression, scope), literal, scope, output);
            return;
        }
        var inner = _module.NegatesWholeExpression ? new Scope(scope) : scope;
        var negated = LowerExpression(literal.Expression, inner);
        if (!_module.NegatesWholeExpression)
        {
            // Calls nested in a negated expression run before it, outside of the negation: when one is undefined the body fails.
            negated = HoistCalls(negated, literal, scope, output);
        }
        Add(new NotLiteral(literal.Span, new BodyPlan(literal.Span, [negated]), _module.NegatesWholeExpression), literal, scope, output);
    }

    private PlanLiteral LowerExpression(ExpressionSyntax expression, Scope scope)
    {
        if (expression is AssignmentExpression assignment)
        {
            var right = LowerTerm(assignment.Right, scope);
            var left = assignment.IsAssignment ? LowerAssigned(assignment, scope) : LowerTerm(assignment.Left, scope);
            return new UnifyLiteral(expression.Span, left, right);
        }
        if (expression is TermExpression { Term: var term })
        {
            return Simplify(new TermLiteral(expression.Span, LowerTerm(term, scope)));
        }
        return new TermLiteral(expression.Span, True(expression.Span));
    }

    /// <summary>Turns calls that only unify into unifications: <c>f(x, out)</c>, <c>eq(a, b)</c>.</summary>
    private static PlanLiteral Simplify(TermLiteral literal) => literal.Term switch
    {
        OutputCallTerm output => new UnifyLiteral(literal.Span, output.Output, output.Call) { IsOutputCall = true },
        BuiltinCallTerm { Function.Name: "eq", Arguments: [var a, var b] } => new UnifyLiteral(literal.Span, a, b),
        _ => literal,
    };

    private PlanTerm LowerAssigned(AssignmentExpression assignment, Scope scope)
    {
        if (assignment.Left is not (VarTerm or ArrayTerm or ObjectTerm))
        {
            Report(CompileDiagnostics.CannotAssign, assignment.Left.Span, $"`{_module.Source.Slice(assignment.Left.Span)}`");
        }
        foreach (var variable in SyntaxVariables.DeclaredBy(assignment))
        {
            if (Declare(variable, scope, "assigned") is { } declared)
            {
                _declarations.AddAssigned(declared);
            }
        }
        return LowerTerm(assignment.Left, scope);
    }

    private Variable? Declare(VarTerm variable, Scope scope, string how)
    {
        if (variable.IsWildcard)
        {
            return null;
        }
        ReportRoot(variable);
        var declared = NewVariable(variable.Name, variable.Span);
        if (scope.IsImplicitHere(variable.Name))
        {
            // Met further up, where it could mean nothing: that use is what is wrong, and all that the body says of it follows.
            var met = scope.Find(variable.Name)!;
            met.IsReported = true;
            _diagnostics.Add(new Diagnostic(CompileDiagnostics.UsedBeforeDeclaration, _module.Source, variable.Span, variable.Name)
            {
                Help = $"move the use of `{variable.Name}` at line {_module.Source.LineAt(met.Span.Start).Line + 1} below this declaration, or use another name",
            });
        }
        if (!scope.Declare(variable.Name, declared))
        {
            _diagnostics.Add(new Diagnostic(CompileDiagnostics.Redeclared, _module.Source, variable.Span, variable.Name, how)
            {
                Help = $"use another name, or compare with `{variable.Name} == …`",
            });
        }
        return declared;
    }

    private void LowerSomeIn(LiteralSyntax literal, SomeInExpression someIn, Scope scope, List<PlanLiteral> output)
    {
        var collection = LowerTerm(someIn.Collection, scope);
        foreach (var variable in SyntaxVariables.DeclaredBy(someIn))
        {
            Declare(variable, scope, "declared");
        }
        var key = someIn.Key is null ? new VariableTerm(literal.Span, Generate(literal.Span, "_")) : LowerTerm(someIn.Key, scope);
        var value = LowerTerm(someIn.Value, scope);
        PlanTerm reference = collection is ReferenceTerm inner
            ? new ReferenceTerm(someIn.Span, inner.Head, [.. inner.Operands, key])
            : new ReferenceTerm(someIn.Span, collection, [key]);
        Add(new UnifyLiteral(literal.Span, value, reference), literal, scope, output);
    }

    private EveryLiteral LowerEvery(LiteralSyntax literal, EveryExpression every, Scope outer)
    {
        var domain = LowerTerm(every.Domain, outer);
        var scope = new Scope(outer);
        PlanTerm? key = null;
        if (every.Key is not null)
        {
            Declare(every.Key, scope, "declared");
            key = LowerTerm(every.Key, scope);
        }
        Declare(every.Value, scope, "declared");
        var value = LowerTerm(every.Value, scope);
        return new EveryLiteral(literal.Span, key, value, domain, LowerBody(every.Body, new Scope(scope), []));
    }

    private PrintLiteral LowerPrint(LiteralSyntax literal, CallTerm print, Scope scope)
    {
        var arguments = print.Arguments.Select(a =>
            (PlanTerm)CaptureLiteral(new LiteralSyntax(a.Span, false, new TermExpression(a.Span, a), []), new Scope(scope)));
        return new PrintLiteral(literal.Span, [.. arguments]);
    }

    private void Add(PlanLiteral plan, LiteralSyntax literal, Scope scope, List<PlanLiteral> output)
    {
        AddModifiers(plan, literal, scope);
        output.Add(plan);
    }

    private void AddModifiers(PlanLiteral plan, LiteralSyntax literal, Scope scope)
    {
        if (literal.Modifiers.Length > 0)
        {
            plan.Modifiers = [.. literal.Modifiers.Select(m => LowerModifier(m, scope)).OfType<PlanModifier>()];
        }
    }

    private PlanModifier? LowerModifier(WithModifier modifier, Scope scope)
    {
        var name = DottedName(modifier.Target is VarTerm or RefTerm ? modifier.Target : null);
        if (name is null)
        {
            Report(CompileDiagnostics.InvalidWithTarget, modifier.Target.Span, $"`{_module.Source.Slice(modifier.Target.Span)}`");
            return null;
        }
        if (Resolve(name) is { } function)
        {
            return LowerFunctionModifier(modifier, function, scope);
        }
        var (root, path) = name[0] is "input" or "data" ? (name[0], name[1..])
            : _module.Find(name[0]) is { } target ? (target.Root, [.. target.Path, .. name[1..]])
            : ("", []);
        if (root.Length == 0)
        {
            Report(CompileDiagnostics.InvalidWithTarget, modifier.Target.Span, $"`{string.Join('.', name)}`");
            return null;
        }
        var value = LowerTerm(modifier.Value, scope);
        return root == "input" ? new InputModifier(modifier.Span, path, value) : new DataModifier(modifier.Span, path, value);
    }

    private FunctionModifier LowerFunctionModifier(WithModifier modifier, object target, Scope scope)
    {
        var arity = target is FunctionName function ? function.Arity : ((Builtins.BuiltinDefinition)target).OperandCount;
        var name = DottedName(modifier.Value is VarTerm or RefTerm ? modifier.Value : null);
        var isLocal = name is [var single] && scope.Find(single) is not null;
        if (name is not null && !isLocal && Resolve(name) is { } replacement)
        {
            var given = replacement is FunctionName other ? other.Arity : ((Builtins.BuiltinDefinition)replacement).OperandCount;
            if (given != arity)
            {
                Report(CompileDiagnostics.WrongArity, modifier.Value.Span, string.Join('.', name), given, arity, Arguments(arity));
            }
            return new FunctionModifier(modifier.Span, target, replacement, null);
        }
        return new FunctionModifier(modifier.Span, target, null, LowerTerm(modifier.Value, scope));
    }
}
