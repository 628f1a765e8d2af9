using Bylaw.Rego.Builtins;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Planning;

/// <summary>
/// Turns the syntax of one rule or query into a plan: names resolved to variables, documents and functions; sugar gone. The order of
/// literals is settled afterwards by <see cref="SafetyOrder"/>.
/// </summary>
internal sealed partial class Lowering
{
    private readonly ModuleScope _module;
    private readonly RuleTreeNode _tree;
    private readonly BuiltinTable _builtins;
    private readonly List<Diagnostic> _diagnostics;
    private readonly List<Variable> _variables = [];
    private readonly MetadataSource? _metadata;
    private readonly RuleSyntax? _rule;
    private readonly DeclarationCheck _declarations;

    public Lowering(
        ModuleScope module,
        RuleTreeNode tree,
        BuiltinTable builtins,
        List<Diagnostic> diagnostics,
        bool isStrict = false,
        MetadataSource? metadata = null,
        RuleSyntax? rule = null)
    {
        _module = module;
        _tree = tree;
        _builtins = builtins;
        _diagnostics = diagnostics;
        _metadata = metadata;
        _rule = rule;
        _declarations = new DeclarationCheck(module.Source, isStrict, diagnostics);
    }

    /// <summary>Gets the variables made so far, by slot.</summary>
    public IReadOnlyList<Variable> Variables => _variables;

    /// <summary>Gets whether what was lowered holds metadata.</summary>
    public bool HoldsMetadata { get; private set; }

    /// <summary>Gets the paths that were looked for among documents and functions, each as one text.</summary>
    public List<string> AskedPaths { get; } = new(0);

    /// <summary>Makes a variable that the user cannot name.</summary>
    public Variable Generate(TextSpan span, string name = "$") => NewVariable(name, span);

    /// <summary>Lowers the rule's own branch and its <c>else</c> branches.</summary>
    /// <param name="syntax">The rule.</param>
    /// <param name="bodyIndex">Which of the chained bodies of a v0 rule to take.</param>
    /// <param name="plan">Receives parameters, suffix and branches.</param>
    /// <param name="suffix">The terms of the head behind the group's path.</param>
    public void LowerRule(RuleSyntax syntax, int bodyIndex, RulePlan plan, IReadOnlyList<TermSyntax> suffix)
    {
        var outer = new Scope(null);
        var head = syntax.Head;
        if (head.IsFunction)
        {
            DeclareParameters(outer, head);
            plan.Parameters = [.. head.Parameters.Select(p => IsPattern(p) ? LowerTerm(p, outer) : new VariableTerm(p.Span, Generate(p.Span)))];
        }
        var scope = new Scope(outer);
        var value = head.Key ?? head.Value;
        List<TermSyntax> headTerms = [.. suffix];
        if (value is not null)
        {
            headTerms.Add(value);
        }
        var body = syntax.Bodies.Length > 0
            ? LowerBody(syntax.Bodies[bodyIndex], scope, headTerms)
            : LowerFact(syntax, scope, headTerms);
        AddComputedParameters(head, plan, body, scope);
        plan.Suffix = [.. suffix.Select(s => LowerTerm(s, scope))];
        plan.Branches.Add(new RuleBranch(syntax.Span, body, value is null ? True(head.Span) : LowerTerm(value, scope)));
        // In a chain of v0 bodies only the last one carries the else branches.
        if (bodyIndex >= syntax.Bodies.Length - 1)
        {
            foreach (var branch in syntax.ElseBranches)
            {
                var inner = new Scope(outer);
                List<TermSyntax> terms = branch.Value is null ? [] : [branch.Value];
                var elseBody = branch.Body is null ? LowerTerms(branch.Span, inner, terms) : LowerBody(branch.Body, inner, terms);
                AddComputedParameters(head, plan, elseBody, inner);
                plan.Branches.Add(new RuleBranch(branch.Span, elseBody, branch.Value is null ? True(branch.Span) : LowerTerm(branch.Value, inner)));
            }
        }
        _declarations.ReportUnused();
        plan.FrameSize = _variables.Count;
        plan.Variables = [.. _variables];
    }

    /// <summary>Lowers a query; each plain term is kept as the value of an expression.</summary>
    public QueryPlan LowerQuery(SourceText source, BodySyntax syntax)
    {
        var scope = new Scope(null);
        DeclareImplicit(syntax, scope, []);
        var literals = new List<PlanLiteral>();
        var expressions = new List<(PlanTerm, TextSpan)>();
        // A query of one expression yields its value, false too; of several, or one with several ways, each must hold.
        var mustHold = syntax.Literals.Length > 1;
        foreach (var literal in syntax.Literals)
        {
            if (literal is { IsNegated: false, Expression: TermExpression { Term: var term } } && !IsPrint(term))
            {
                var captured = Generate(literal.Span, "$value");
                var unify = new UnifyLiteral(literal.Span, new VariableTerm(literal.Span, captured), LowerTerm(term, scope));
                AddModifiers(unify, literal, scope);
                literals.Add(unify);
                if (mustHold || Iterates(unify.Right))
                {
                    literals.Add(new TermLiteral(literal.Span, unify.Left));
                }
                expressions.Add((new VariableTerm(literal.Span, captured), literal.Span));
            }
            else
            {
                LowerLiteral(literal, scope, literals);
                if (literal.Expression is not SomeExpression)
                {
                    expressions.Add((True(literal.Span), literal.Span));
                }
            }
        }
        _declarations.ReportUnused();
        return new QueryPlan(source, new BodyPlan(syntax.Span, literals), [.. _variables], [.. expressions]);
    }

    private static bool Iterates(PlanTerm term)
    {
        var found = false;
        PlanVariables.Visit(term, intoBodies: false, _ => found = true);
        return found;
    }

    private BodyPlan LowerFact(RuleSyntax syntax, Scope scope, List<TermSyntax> headTerms) => LowerTerms(syntax.Head.Span, scope, headTerms);

    private BodyPlan LowerTerms(TextSpan span, Scope scope, List<TermSyntax> terms)
    {
        foreach (var term in terms)
        {
            DeclareNames(term, scope);
        }
        return new BodyPlan(span, []);
    }

    /// <summary>A parameter that is computed, a template string say, is made equal to its argument inside the body, which may bind its variables.</summary>
    private void AddComputedParameters(RuleHeadSyntax head, RulePlan plan, BodyPlan body, Scope scope)
    {
        for (var i = 0; i < plan.Parameters.Length; i++)
        {
            var parameter = head.Parameters[i];
            if (!IsPattern(parameter))
            {
                body.Literals.Insert(0, new UnifyLiteral(parameter.Span, plan.Parameters[i], LowerTerm(parameter, scope)));
            }
        }
    }

    private static bool IsPattern(TermSyntax term) => term switch
    {
        VarTerm or NullTerm or BooleanTerm or NumberTerm or StringTerm => true,
        ArrayTerm array => array.Items.All(IsPattern),
        ObjectTerm obj => obj.Items.All(i => IsPattern(i.Key) && IsPattern(i.Value)),
        _ => false,
    };

    private void DeclareParameters(Scope scope, RuleHeadSyntax head)
    {
        foreach (var parameter in head.Parameters)
        {
            foreach (var variable in SyntaxVariables.Of(parameter))
            {
                if (!variable.IsWildcard && !scope.IsDeclaredHere(variable.Name))
                {
                    ReportRoot(variable);
                    var declared = NewVariable(variable.Name, variable.Span);
                    _declarations.AddParameter(declared, isPlain: parameter is VarTerm);
                    scope.Declare(variable.Name, declared);
                }
            }
        }
    }

    private void ReportRoot(VarTerm variable)
    {
        if (variable.Name is "input" or "data")
        {
            Report(CompileDiagnostics.RootShadowed, variable.Span, "variables", variable.Name, "variable");
        }
    }

    private Variable NewVariable(string name, TextSpan span)
    {
        var variable = new Variable(name, _variables.Count, span);
        _variables.Add(variable);
        return variable;
    }

    private static ConstantTerm True(TextSpan span) => new(span, Values.RegoValue.True);

    private void Report(DiagnosticKind kind, TextSpan span, params object?[] arguments) =>
        _diagnostics.Add(new Diagnostic(kind, _module.Source, span, arguments));

    private static bool IsPrint(TermSyntax term) => term is CallTerm { Function: VarTerm { Name: "print" } };
}
