using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Building;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <content>Terms and unification.</content>
internal sealed partial class PartialEvaluator
{
    /// <summary>A known collection of so many items at most is looked through when the key is unknown.</summary>
    private const int MaxKeysTried = 64;

    /// <summary>Evaluates a term: goes on with each closed term (of constants, unknown references, variables of the residual) that it can be.</summary>
    private void Eval(PlanTerm term, int scope, PartialState state, Action<PlanTerm, PartialState> next)
    {
        switch (term)
        {
            case ConstantTerm:
                next(term, state);
                return;
            case VariableTerm variable:
                if (state.Bindings.TryGetValue((scope, variable.Variable), out var bound))
                {
                    next(bound, state);
                    return;
                }
                var fresh = Fresh(variable.Variable);
                next(fresh, state.Bind(scope, variable.Variable, fresh));
                return;
            default:
                break;
        }
        if (!Depends(term, scope, state))
        {
            EvalGround(term, scope, state, next);
            return;
        }
        switch (term)
        {
            case InputTerm:
                next(_input switch { InputTerm => term, PatchedTerm => throw Refuse(term.Span, "all of what `with` replaces in part"), _ => _input }, state);
                break;
            case ReferenceTerm { Head: InputTerm } reference when _input is not InputTerm:
                Steps(_input, reference.Operands, 0, scope, state, reference.Span, next);
                break;
            case DataTerm:
                throw Refuse(term.Span, "all of `data`");
            case ReferenceTerm { Head: DataTerm } reference:
                EvalData(reference, scope, state, next);
                break;
            case ReferenceTerm reference:
                Eval(reference.Head, scope, state, (head, s) => Steps(head, reference.Operands, 0, scope, s, reference.Span, next));
                break;
            case ArrayPlanTerm array:
                EvalAll(array.Items, 0, [], scope, state, (items, s) => next(PlanRewriter.Fold(new ArrayPlanTerm(term.Span, items)), s));
                break;
            case SetPlanTerm set:
                EvalAll(set.Items, 0, [], scope, state, (items, s) => next(PlanRewriter.Fold(new SetPlanTerm(term.Span, items)), s));
                break;
            case ObjectPlanTerm obj:
                PlanTerm[] flat = [.. obj.Items.SelectMany(i => new[] { i.Key, i.Value })];
                EvalAll(flat, 0, [], scope, state, (items, s) => next(
                    PlanRewriter.Fold(new ObjectPlanTerm(term.Span, [.. items.Chunk(2).Select(p => (p[0], p[1]))])), s));
                break;
            case BuiltinCallTerm { Function.IsRelation: true } relation:
                throw Refuse(term.Span, $"`{relation.Function.Name}` over something unknown");
            case BuiltinCallTerm call:
                EvalAll(call.Arguments, 0, [], scope, state, (items, s) => Call(call, items, s, next));
                break;
            case RuleCallTerm call:
                EvalAll(call.Arguments, 0, [], scope, state, (items, s) => Rules(_documents.Root.FunctionOf(call.Function), items, s, skipsDefault: false, next));
                break;
            case OutputCallTerm call:
                Unify(call.Output, call.Call, scope, state, s => next(new ConstantTerm(term.Span, RegoValue.True), s));
                break;
            case ComprehensionTerm or TemplateTerm:
                next(new Closer(this, scope, state).Rewrite(term), state);
                break;
            default:
                throw Refuse(term.Span, "this term");
        }
    }

    private void EvalAll(PlanTerm[] terms, int index, PlanTerm[] done, int scope, PartialState state, Action<PlanTerm[], PartialState> next)
    {
        if (index == terms.Length)
        {
            next(done, state);
            return;
        }
        Eval(terms[index], scope, state, (closed, s) => EvalAll(terms, index + 1, [.. done, closed], scope, s, next));
    }

    private void Call(BuiltinCallTerm call, PlanTerm[] arguments, PartialState state, Action<PlanTerm, PartialState> next)
    {
        if (call.Function.Effect == BuiltinEffect.Pure && Array.TrueForAll(arguments, a => a is ConstantTerm))
        {
            var value = BuiltinExpression.Invoke(
                _machine, call.Function, Array.ConvertAll(arguments, a => ((ConstantTerm)a).Value), new CallSite(_source, call.Span));
            if (value.IsDefined)
            {
                next(new ConstantTerm(call.Span, value), state);
            }
            return;
        }
        next(new BuiltinCallTerm(call.Span, call.Function, arguments), state);
    }

    /// <summary>Follows look-ups below a closed term.</summary>
    private void Steps(
        PlanTerm current, PlanTerm[] operands, int index, int scope, PartialState state, TextSpan span, Action<PlanTerm, PartialState> next)
    {
        if (index == operands.Length)
        {
            next(current is PatchedTerm ? throw Refuse(span, "all of what `with` replaces in part") : current, state);
            return;
        }
        var operand = operands[index];
        if (current is ConstantTerm { Value: var collection })
        {
            StepsOfConstant(collection, operands, index, scope, state, span, next);
            return;
        }
        if (HasUnbound(operand, scope, state) && operand is not VariableTerm)
        {
            throw Refuse(span, "a pattern as the key of something unknown");
        }
        Eval(operand, scope, state, (key, s) =>
        {
            switch (current)
            {
                case ArrayPlanTerm array when key is ConstantTerm { Value: var i } && i.TryGetInt64(out var at):
                    if (at >= 0 && at < array.Items.Length)
                    {
                        Steps(array.Items[at], operands, index + 1, scope, s, span, next);
                    }
                    break;
                case ObjectPlanTerm obj when key is ConstantTerm { Value: var k } && Array.TrueForAll(obj.Items, item => item.Key is ConstantTerm):
                    foreach (var item in obj.Items)
                    {
                        if (((ConstantTerm)item.Key).Value == k)
                        {
                            Steps(item.Value, operands, index + 1, scope, s, span, next);
                        }
                    }
                    break;
                case PatchedTerm patched when key is ConstantTerm { Value: var part }:
                    if ((patched.Children.GetValueOrDefault(part) ?? Extend(patched.Base, key, span)) is { } child)
                    {
                        Steps(child, operands, index + 1, scope, s, span, next);
                    }
                    break;
                case PatchedTerm:
                    throw Refuse(span, "a computed step through what `with` replaces in part");
                default:
                    if (Extend(current, key, span) is { } extended)
                    {
                        Steps(extended, operands, index + 1, scope, s, span, next);
                    }
                    break;
            }
        });
    }

    private void StepsOfConstant(
        RegoValue collection, PlanTerm[] operands, int index, int scope, PartialState state, TextSpan span, Action<PlanTerm, PartialState> next)
    {
        var operand = operands[index];
        if (HasUnbound(operand, scope, state))
        {
            foreach (var (key, value) in Items(collection))
            {
                Match(operand, new ConstantTerm(span, key), scope, state, s => Steps(new ConstantTerm(span, value), operands, index + 1, scope, s, span, next));
            }
            return;
        }
        Eval(operand, scope, state, (key, s) =>
        {
            if (key is ConstantTerm { Value: var known })
            {
                var value = collection.Get(known);
                if (value.IsDefined)
                {
                    Steps(new ConstantTerm(span, value), operands, index + 1, scope, s, span, next);
                }
                return;
            }
            var items = Items(collection).Take(MaxKeysTried + 1).ToList();
            if (items.Count > MaxKeysTried)
            {
                Steps(new ReferenceTerm(span, new ConstantTerm(span, collection), [key]), operands, index + 1, scope, s, span, next);
                return;
            }
            foreach (var (name, value) in items)
            {
                Compare(key, new ConstantTerm(span, name), span, s, t => Steps(new ConstantTerm(span, value), operands, index + 1, scope, t, span, next));
            }
        });
    }

    /// <summary>Joins a key to a closed term; a path that is known becomes its value.</summary>
    /// <returns>Null when it leads nowhere.</returns>
    private PlanTerm? Extend(PlanTerm current, PlanTerm key, TextSpan span)
    {
        var (head, operands) = current is ReferenceTerm reference ? (reference.Head, reference.Operands) : (current, []);
        PlanTerm[] path = [.. operands, key];
        // A closed term speaks of the real input, also where another one is put in its place.
        if (head is InputTerm && _outermost.Of(true, path) == UnknownSet.Standing.Known && Array.TrueForAll(path, p => p is ConstantTerm))
        {
            var value = _realInput;
            foreach (var step in path)
            {
                value = value.Get(((ConstantTerm)step).Value);
            }
            return value.IsDefined ? new ConstantTerm(span, value) : null;
        }
        return new ReferenceTerm(span, head, path);
    }

    private void Unify(PlanTerm left, PlanTerm right, int scope, PartialState state, Action<PartialState> next)
    {
        if (left is ArrayPlanTerm a && right is ArrayPlanTerm b && (HasUnbound(a, scope, state) || HasUnbound(b, scope, state)))
        {
            if (a.Items.Length == b.Items.Length)
            {
                UnifyAll(a.Items, b.Items, 0, scope, state, next);
            }
            return;
        }
        if (HasUnbound(left, scope, state) && left is VariableTerm or ArrayPlanTerm or ObjectPlanTerm)
        {
            Eval(right, scope, state, (closed, s) => Match(left, closed, scope, s, next));
            return;
        }
        Eval(left, scope, state, (closed, s) => Match(right, closed, scope, s, next));
    }

    private void UnifyAll(PlanTerm[] left, PlanTerm[] right, int index, int scope, PartialState state, Action<PartialState> next)
    {
        if (index == left.Length)
        {
            next(state);
            return;
        }
        Unify(left[index], right[index], scope, state, s => UnifyAll(left, right, index + 1, scope, s, next));
    }

    /// <summary>Makes a pattern equal to a closed term; its unbound variables are bound.</summary>
    private void Match(PlanTerm pattern, PlanTerm closed, int scope, PartialState state, Action<PartialState> next)
    {
        if (!HasUnbound(pattern, scope, state))
        {
            Eval(pattern, scope, state, (other, s) => Compare(other, closed, pattern.Span, s, next));
            return;
        }
        switch (pattern, closed)
        {
            case (VariableTerm variable, _):
                next(BindClosed(variable.Variable, closed, scope, state));
                return;
            case (ArrayPlanTerm array, ConstantTerm { Value: var value }):
                if (value.TryGetArray(out var items) && items.Count == array.Items.Length)
                {
                    MatchAll(array.Items, [.. Items(items).Select(i => new ConstantTerm(closed.Span, i.Value))], 0, scope, state, next);
                }
                return;
            case (ArrayPlanTerm array, ArrayPlanTerm other):
                if (other.Items.Length == array.Items.Length)
                {
                    MatchAll(array.Items, other.Items, 0, scope, state, next);
                }
                return;
            case (ObjectPlanTerm obj, ConstantTerm { Value: var value }) when Array.TrueForAll(obj.Items, i => i.Key is ConstantTerm):
                if (value.TryGetObject(out var members)
                    && members.Count == obj.Items.Length
                    && Array.TrueForAll(obj.Items, i => members.ContainsKey(((ConstantTerm)i.Key).Value)))
                {
                    MatchAll(
                        Array.ConvertAll(obj.Items, i => i.Value),
                        Array.ConvertAll(obj.Items, i => (PlanTerm)new ConstantTerm(closed.Span, members.Get(((ConstantTerm)i.Key).Value))),
                        0,
                        scope,
                        state,
                        next);
                }
                return;
            case (ArrayPlanTerm or ObjectPlanTerm, _):
                // Its variables get their values later.
                Eval(pattern, scope, Open(pattern, scope, state), (open, s) => next(s.Add(new UnifyLiteral(pattern.Span, open, closed))));
                return;
            default:
                Eval(pattern, scope, state, (other, s) => Compare(other, closed, pattern.Span, s, next));
                return;
        }
    }

    private void MatchAll(PlanTerm[] patterns, PlanTerm[] closed, int index, int scope, PartialState state, Action<PartialState> next)
    {
        if (index == patterns.Length)
        {
            next(state);
            return;
        }
        Match(patterns[index], closed[index], scope, state, s => MatchAll(patterns, closed, index + 1, scope, s, next));
    }

    private static void Compare(PlanTerm left, PlanTerm right, TextSpan span, PartialState state, Action<PartialState> next)
    {
        switch (left, right)
        {
            case (ConstantTerm a, ConstantTerm b):
                if (a.Value == b.Value)
                {
                    next(state);
                }
                return;
            case (ArrayPlanTerm a, ConstantTerm { Value: var value }) when !value.TryGetArray(out var items) || items.Count != a.Items.Length:
                return;
            case (ConstantTerm { Value: var value }, ArrayPlanTerm b) when !value.TryGetArray(out var items) || items.Count != b.Items.Length:
                return;
            default:
                next(state.Add(new UnifyLiteral(span, left, right)));
                return;
        }
    }

    private PartialState BindClosed(Variable variable, PlanTerm closed, int scope, PartialState state)
    {
        if (closed is BuiltinCallTerm or ComprehensionTerm or TemplateTerm or SupportCallTerm)
        {
            var name = Fresh(variable);
            return state.Add(new UnifyLiteral(closed.Span, name, closed)).Bind(scope, variable, name);
        }
        return Demand(closed, state).Bind(scope, variable, closed);
    }

    /// <summary>Adds that a term must be defined, where it could be undefined.</summary>
    private static PartialState Demand(PlanTerm closed, PartialState state) =>
        MayBeUndefined(closed) ? state.Add(new DefinedLiteral(closed.Span, closed)) : state;

    private static bool MayBeUndefined(PlanTerm closed) => closed switch
    {
        ConstantTerm or VariableTerm or ComprehensionTerm => false,
        ArrayPlanTerm array => Array.Exists(array.Items, MayBeUndefined),
        SetPlanTerm set => Array.Exists(set.Items, MayBeUndefined),
        ObjectPlanTerm obj => Array.Exists(obj.Items, i => MayBeUndefined(i.Key) || MayBeUndefined(i.Value)),
        _ => true,
    };

    /// <summary>Gives the unbound variables of a pattern names in the residual.</summary>
    private PartialState Open(PlanTerm pattern, int scope, PartialState state)
    {
        PlanVariables.Visit(pattern, intoBodies: false, v =>
        {
            if (!state.Bindings.ContainsKey((scope, v.Variable)))
            {
                state = state.Bind(scope, v.Variable, Fresh(v.Variable));
            }
        });
        return state;
    }

    private static bool HasUnbound(PlanTerm term, int scope, PartialState state) => term switch
    {
        VariableTerm variable => !state.Bindings.ContainsKey((scope, variable.Variable)),
        ArrayPlanTerm array => Array.Exists(array.Items, i => HasUnbound(i, scope, state)),
        ObjectPlanTerm obj => Array.Exists(obj.Items, i => HasUnbound(i.Key, scope, state) || HasUnbound(i.Value, scope, state)),
        _ => false,
    };

    private void EvalGround(PlanTerm term, int scope, PartialState state, Action<PlanTerm, PartialState> next)
    {
        var result = new Variable("$", MaxSlot(v => PlanVariables.Visit(term, intoBodies: true, v)) + 1, term.Span);
        var unify = new UnifyLiteral(term.Span, new VariableTerm(term.Span, result), term);
        RunGround(unify, scope, state, s => next(s.Bindings[(scope, result)], s));
    }

    /// <summary>Runs a literal that depends on nothing unknown on the machine, and goes on with each of its solutions.</summary>
    private void RunGround(PlanLiteral literal, int scope, PartialState state, Action<PartialState> next)
    {
        var unbound = new List<Variable>();
        PlanVariables.Visit(literal, intoBodies: false, v =>
        {
            if (!state.Bindings.ContainsKey((scope, v.Variable)) && !unbound.Contains(v.Variable))
            {
                unbound.Add(v.Variable);
            }
        });
        var known = new ConstantsIn(scope, state).Rewrite(literal);
        var slots = MaxSlot(v => PlanVariables.Visit(known, intoBodies: true, v)) + 1;
        var builder = new BodyBuilder(_documents, _source, slots, firstCollector: 1);
        var first = builder.BuildBody(new BodyPlan(literal.Span, [known]), null, () => new ResultStep());
        var frame = new Frame(_machine, builder.SlotCount, builder.CollectorCount);
        var solutions = new Solutions([.. unbound.Select(v => v.Index)], _options.Limits.MaxResults);
        frame.Collectors[0] = solutions;
        first.Run(frame);
        foreach (var solution in solutions.Found)
        {
            var s = state;
            for (var i = 0; i < unbound.Count; i++)
            {
                if (solution[i].IsDefined)
                {
                    s = s.Bind(scope, unbound[i], new ConstantTerm(literal.Span, solution[i]));
                }
            }
            next(s);
        }
    }

    private static int MaxSlot(Action<Action<VariableTerm>> visit)
    {
        var max = -1;
        visit(v => max = Math.Max(max, v.Variable.Index));
        return max;
    }

    private sealed class Solutions(int[] slots, int max) : ResultCollector
    {
        public List<RegoValue[]> Found { get; } = [];

        public override bool Take(Frame frame)
        {
            if (Found.Count == max)
            {
                throw new EvaluationLimitException(nameof(EvaluationLimits.MaxResults), $"a literal has more than {max} results");
            }
            Found.Add(Array.ConvertAll(slots, s => frame.Slots[s]));
            // Without variables one solution is as good as many.
            return slots.Length == 0;
        }
    }

    private sealed class ConstantsIn(int scope, PartialState state) : PlanRewriter
    {
        protected override PlanTerm Variable(VariableTerm variable) =>
            state.Bindings.TryGetValue((scope, variable.Variable), out var closed) ? closed : variable;
    }
}
