using System.Runtime.CompilerServices;
using Bylaw.Rego.Evaluation.Building;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>
/// Evaluates a plan as far as what is known allows. Literals that depend on nothing unknown run on the machine; the others are followed
/// through rules and functions, each way in which they can hold on its own, and what is left of them stays as residual literals.
/// </summary>
internal sealed partial class PartialEvaluator
{
    private readonly DocumentSet _documents;
    private readonly UnknownSet _outermost;
    private readonly RegoValue _realInput;
    private UnknownSet _unknowns;
    private readonly Machine _machine;
    private readonly PartialOptions _options;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private SourceText _source;
    private int _scopeCount = 1;

    public PartialEvaluator(DocumentSet documents, UnknownSet unknowns, Machine machine, PartialOptions options, SourceText source)
    {
        _documents = documents;
        _outermost = _unknowns = unknowns;
        _machine = machine;
        _realInput = machine.Input;
        _options = options;
        _source = source;
    }

    /// <summary>Evaluates a query.</summary>
    /// <returns>The bodies of which one must hold; an empty one holds always.</returns>
    public List<List<PlanLiteral>> Run(QueryPlan query)
    {
        var results = new List<List<PlanLiteral>>();
        Body([.. query.Body.Literals.Select(AsCondition).OfType<PlanLiteral>()], 0, 0, PartialState.Empty, state =>
        {
            foreach (var variable in query.Variables)
            {
                if (!variable.IsGenerated && state.Bindings.TryGetValue((0, variable), out var closed))
                {
                    state = state.Add(new UnifyLiteral(variable.Span, new VariableTerm(variable.Span, variable), closed));
                }
            }
            if (results.Count == _options.MaxQueries)
            {
                throw new EvaluationLimitException(nameof(PartialOptions.MaxQueries), $"the residual has more than {_options.MaxQueries} queries");
            }
            results.Add([.. state.Residual]);
        });
        return results;
    }

    /// <summary>A query keeps the value of each expression in a variable; here each expression must hold.</summary>
    private static PlanLiteral? AsCondition(PlanLiteral literal) => literal switch
    {
        UnifyLiteral { Left: VariableTerm { Variable.Name: "$value" } } unify => new TermLiteral(unify.Span, unify.Right) { Modifiers = unify.Modifiers },
        TermLiteral { Term: VariableTerm { Variable.Name: "$value" } } => null,
        _ => literal,
    };

    private void Body(IReadOnlyList<PlanLiteral> literals, int index, int scope, PartialState state, Action<PartialState> next)
    {
        if (index == literals.Count)
        {
            next(state);
            return;
        }
        Literal(literals[index], scope, state, s => Body(literals, index + 1, scope, s, next));
    }

    private void Literal(PlanLiteral literal, int scope, PartialState state, Action<PartialState> next)
    {
        _machine.Tick();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (literal is PrintLiteral)
        {
            next(state);
            return;
        }
        if (!Depends(literal, scope, state))
        {
            RunGround(literal, scope, state, next);
            return;
        }
        if (literal.Modifiers.Length > 0)
        {
            With(literal, scope, state, next);
            return;
        }
        switch (literal)
        {
            case TermLiteral term:
                Condition(term.Term, scope, state, next);
                break;
            case UnifyLiteral unify:
                Unify(unify.Left, unify.Right, scope, state, next);
                break;
            case NotLiteral not:
                Negate(not.Span, Alternatives(not.Body, scope, state), state, next);
                break;
            case LogicalLiteral { IsAnd: true } both:
                Body(both.Left.Literals, 0, scope, state, s => Body(both.Right.Literals, 0, scope, s, next));
                break;
            case LogicalLiteral either:
                Body(either.Left.Literals, 0, scope, state, next);
                Body(either.Right.Literals, 0, scope, state, next);
                break;
            case EveryLiteral every:
                Eval(every.Domain, scope, state, (domain, s) => Every(every, domain, scope, s, next));
                break;
            default:
                throw Refuse(literal.Span, "this literal");
        }
    }

    private void Condition(PlanTerm term, int scope, PartialState state, Action<PartialState> next)
    {
        if (_dataPatches.Length == 0 && term is ReferenceTerm { Head: DataTerm } reference && ExactDocument(reference.Operands) is { Kind: RuleKind.Complete } group)
        {
            // A default of false holds no more than no value at all.
            Rules(group, null, state, skipsDefault: IsDefaultFalse(group), (value, s) => Keep(value, s, next));
            return;
        }
        Eval(term, scope, state, (value, s) => Keep(value, s, next));
    }

    private static void Keep(PlanTerm closed, PartialState state, Action<PartialState> next)
    {
        if (closed is ConstantTerm { Value: var value })
        {
            if (value.Holds)
            {
                next(state);
            }
            return;
        }
        next(state.Add(new TermLiteral(closed.Span, closed)));
    }

    /// <summary>Adds that none of several bodies holds.</summary>
    private static void Negate(TextSpan span, List<List<PlanLiteral>> alternatives, PartialState state, Action<PartialState> next)
    {
        if (alternatives.Exists(a => a.Count == 0))
        {
            return;
        }
        foreach (var alternative in alternatives)
        {
            state = state.Add(new NotLiteral(span, new BodyPlan(span, alternative), ownsScope: true));
        }
        next(state);
    }

    /// <summary>Lists the ways in which a body can hold, as what each adds.</summary>
    private List<List<PlanLiteral>> Alternatives(BodyPlan body, int scope, PartialState state)
    {
        var alternatives = new List<List<PlanLiteral>>();
        Body(body.Literals, 0, scope, state, s => alternatives.Add(s.Since(state)));
        return alternatives;
    }

    private void Every(EveryLiteral every, PlanTerm domain, int scope, PartialState state, Action<PartialState> next)
    {
        var value = ((VariableTerm)every.Value).Variable;
        var key = (every.Key as VariableTerm)?.Variable;
        if (domain is ConstantTerm constant)
        {
            if (constant.Value.Kind is ValueKind.Array or ValueKind.Object or ValueKind.Set)
            {
                EveryItem([.. Items(constant.Value)], 0, state);
            }
            return;
        }
        var (freshValue, freshKey) = (Fresh(value), key is null ? null : Fresh(key));
        var inside = state.Bind(scope, value, freshValue);
        inside = key is null ? inside : inside.Bind(scope, key, freshKey!);
        var alternatives = Alternatives(every.Body, scope, inside);
        BodyPlan body = alternatives switch
        {
            [] => new BodyPlan(every.Span, [new TermLiteral(every.Span, new ConstantTerm(every.Span, RegoValue.False))]),
            _ when alternatives.Exists(a => a.Count == 0) => new BodyPlan(every.Span, [new TermLiteral(every.Span, new ConstantTerm(every.Span, RegoValue.True))]),
            [var only] => new BodyPlan(every.Span, only),
            _ => new BodyPlan(every.Span, [new AnyLiteral(every.Span, alternatives.ConvertAll(a => new BodyPlan(every.Span, a)))]),
        };
        next(state.Add(new EveryLiteral(every.Span, freshKey, freshValue, domain, body)));

        void EveryItem(List<(RegoValue Key, RegoValue Value)> items, int index, PartialState s)
        {
            if (index == items.Count)
            {
                next(s);
                return;
            }
            var bound = s.Bind(scope, value, new ConstantTerm(every.Span, items[index].Value));
            bound = key is null ? bound : bound.Bind(scope, key, new ConstantTerm(every.Span, items[index].Key));
            var ways = Alternatives(every.Body, scope, bound);
            if (ways.Exists(w => w.Count == 0))
            {
                EveryItem(items, index + 1, s);
                return;
            }
            foreach (var way in ways)
            {
                EveryItem(items, index + 1, s with { Residual = s.Residual.AddRange(way) });
            }
        }
    }

    private bool Depends(PlanLiteral literal, int scope, PartialState state)
    {
        var depends = _unknowns.DependsOn(literal);
        PlanVariables.Visit(literal, intoBodies: true, v => depends |= IsOpen(v, scope, state));
        return depends;
    }

    private bool Depends(PlanTerm term, int scope, PartialState state)
    {
        var depends = _unknowns.DependsOn(term);
        PlanVariables.Visit(term, intoBodies: true, v => depends |= IsOpen(v, scope, state));
        return depends;
    }

    private static bool IsOpen(VariableTerm variable, int scope, PartialState state) =>
        state.Bindings.TryGetValue((scope, variable.Variable), out var closed) && closed is not ConstantTerm;

    private bool IsDefaultFalse(RuleGroup group) =>
        group.Defaults is [{ Branches: [{ Value: ConstantTerm { Value.IsFalse: true } }] }];

    private RuleGroup? ExactDocument(PlanTerm[] operands)
    {
        var node = _documents.Root;
        foreach (var operand in operands)
        {
            if (node.Group is not null
                || operand is not ConstantTerm { Value: var key }
                || !key.TryGetString(out var name)
                || !node.Children.TryGetValue(name, out node))
            {
                return null;
            }
        }
        return node.Group;
    }

    private static IEnumerable<(RegoValue Key, RegoValue Value)> Items(RegoValue collection)
    {
        if (collection.TryGetArray(out var array))
        {
            for (var i = 0; i < array.Count; i++)
            {
                yield return (i, array[i]);
            }
        }
        else if (collection.TryGetObject(out var obj))
        {
            foreach (var item in obj)
            {
                yield return item;
            }
        }
        else if (collection.TryGetSet(out var set))
        {
            foreach (var member in set)
            {
                yield return (member, member);
            }
        }
    }

    /// <summary>A term that is undefined whatever the unknown is, and of which the compiler does not know it.</summary>
    private ReferenceTerm Nothing(TextSpan span) =>
        new(span, new DataTerm(span), [new ConstantTerm(span, _options.Namespace), new ConstantTerm(span, "__undefined")]);

    /// <summary>Makes a variable of the residual.</summary>
    private VariableTerm Fresh(Variable model)
    {
        var name = model.IsGenerated ? "v" : model.Name;
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_names, name, out _);
        return new VariableTerm(model.Span, new Variable($"{name}_{++count}", 0, model.Span));
    }

    private PartialException Refuse(TextSpan span, string what) =>
        new($"{what} cannot be evaluated in part: `{Short(_source.Slice(span).ToString())}`", _source, span);

    private static string Short(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
}
