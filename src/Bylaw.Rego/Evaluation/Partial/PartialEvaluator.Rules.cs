using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <content>Documents and functions.</content>
internal sealed partial class PartialEvaluator
{
    private readonly HashSet<RuleGroup> _supportAsked = [];

    /// <summary>Gets the documents and functions that the residual asks for as a whole, and what is left of their rules.</summary>
    public List<SupportRule> Support { get; } = [];

    private void EvalData(ReferenceTerm reference, int scope, PartialState state, Action<PlanTerm, PartialState> next)
    {
        // What is bound to a constant names a step of the path as well as the constant itself.
        var operands = Array.ConvertAll(
            reference.Operands,
            o => o is VariableTerm v && state.Bindings.TryGetValue((scope, v.Variable), out var bound) && bound is ConstantTerm ? bound : o);
        if (FindPatch(operands, reference.Span) is { } patch)
        {
            Steps(patch.Value, operands, patch.Steps, scope, state, reference.Span, next);
            return;
        }
        var node = _documents.Root;
        for (var i = 0; i < operands.Length; i++)
        {
            if (node.Group is { } group)
            {
                EvalDocument(group, operands[i..], reference.Span, scope, state, next);
                return;
            }
            if (!_documents.IsVirtual(node))
            {
                EvalBase(operands, scope, state, reference.Span, next);
                return;
            }
            if (operands[i] is not ConstantTerm { Value: var key })
            {
                if (_unknowns.Of(false, operands) == UnknownSet.Standing.Unknown)
                {
                    EvalBase(operands, scope, state, reference.Span, next);
                    return;
                }
                throw Refuse(reference.Span, "a computed step through packages");
            }
            if (!key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                EvalBase(operands, scope, state, reference.Span, next);
                return;
            }
            node = child;
        }
        if (node.Group is { } whole)
        {
            EvalDocument(whole, [], reference.Span, scope, state, next);
        }
        else if (_documents.IsVirtual(node))
        {
            throw Refuse(reference.Span, "a package as a whole");
        }
        else
        {
            EvalBase(operands, scope, state, reference.Span, next);
        }
    }

    private void EvalBase(PlanTerm[] operands, int scope, PartialState state, TextSpan span, Action<PlanTerm, PartialState> next)
    {
        var known = 0;
        var value = _machine.Data;
        while (known < operands.Length
            && operands[known] is ConstantTerm { Value: var key }
            && _unknowns.Of(false, operands.AsSpan(0, known + 1)) == UnknownSet.Standing.Known)
        {
            value = value.Get(key);
            known++;
            if (!value.IsDefined)
            {
                return;
            }
        }
        if (_unknowns.Of(false, operands) == UnknownSet.Standing.Known)
        {
            Steps(new ConstantTerm(span, value), operands, known, scope, state, span, next);
            return;
        }
        Steps(new DataTerm(span), operands, 0, scope, state, span, next);
    }

    private void EvalDocument(RuleGroup group, PlanTerm[] rest, TextSpan span, int scope, PartialState state, Action<PlanTerm, PartialState> next)
    {
        if (!_unknowns.DependsOn(group))
        {
            var value = _documents[group].Evaluate(_machine);
            if (value.IsDefined)
            {
                Steps(new ConstantTerm(span, value), rest, 0, scope, state, span, next);
            }
            return;
        }
        switch (group.Kind)
        {
            case RuleKind.Complete:
                Rules(group, null, state, skipsDefault: false, (value, s) => Steps(value, rest, 0, scope, s, span, next));
                break;
            case RuleKind.PartialSet when rest.Length > 0:
                foreach (var rule in group.Rules)
                {
                    Contribution(rule, state, (_, member, s) =>
                        Match(rest[0], member, scope, s, t => Steps(member, rest, 1, scope, t, span, next)));
                }
                break;
            case RuleKind.PartialObject when group.Defaults.Count == 0 && group.Rules.TrueForAll(r => rest.Length >= r.Suffix.Length + (r.IsMultiValue ? 1 : 0)):
                foreach (var rule in group.Rules)
                {
                    Contribution(rule, state, (keys, value, s) => MatchAll(rest[..keys.Length], keys, 0, scope, s, t =>
                    {
                        if (!rule.IsMultiValue)
                        {
                            Steps(value, rest, keys.Length, scope, t, span, next);
                            return;
                        }
                        Match(rest[keys.Length], value, scope, t, u => Steps(value, rest, keys.Length + 1, scope, u, span, next));
                    }));
                }
                break;
            default:
                Steps(AskSupport(group, span), rest, 0, scope, state, span, next);
                break;
        }
    }

    /// <summary>Follows one rule of a partial set or object.</summary>
    private void Contribution(RulePlan rule, PartialState state, Action<PlanTerm[], PlanTerm, PartialState> next)
    {
        var outer = _source;
        var inner = _scopeCount++;
        _source = rule.Source;
        Body(rule.Branches[0].Body.Literals, 0, inner, state, s =>
            EvalAll([.. rule.Suffix, rule.Branches[0].Value], 0, [], inner, s, (terms, t) =>
            {
                _source = outer;
                foreach (var term in terms)
                {
                    t = Demand(term, t);
                }
                next(terms[..^1], terms[^1], t);
                _source = rule.Source;
            }));
        _source = outer;
    }

    /// <summary>
    /// Follows the rules of a document with one value, or of a function. An <c>else</c> branch adds that those before it do not hold, a
    /// default that none does.
    /// </summary>
    private void Rules(RuleGroup group, PlanTerm[]? arguments, PartialState state, bool skipsDefault, Action<PlanTerm, PartialState> next)
    {
        var outer = _source;
        var conditions = new List<List<PlanLiteral>>();
        foreach (var rule in group.Rules)
        {
            _source = rule.Source;
            var scope = _scopeCount++;
            var starts = new List<PartialState>();
            MatchAll(arguments is null ? [] : rule.Parameters, arguments ?? [], 0, scope, state, starts.Add);
            foreach (var start in starts)
            {
                var before = start;
                foreach (var branch in rule.Branches)
                {
                    _source = rule.Source;
                    var ways = Ways(branch, scope, before);
                    _source = outer;
                    foreach (var (value, s) in ways)
                    {
                        conditions.Add(s.Since(state));
                        next(value, s);
                    }
                    if (ways.Exists(w => w.State.Residual.Count == before.Residual.Count))
                    {
                        break;
                    }
                    Negate(branch.Span, [.. ways.Select(w => w.State.Since(before))], before, s => before = s);
                }
            }
        }
        _source = outer;
        if (!skipsDefault && group.Defaults is [var fallback])
        {
            Negate(fallback.Span, conditions, state, s =>
            {
                var scope = _scopeCount++;
                MatchAll(arguments is null ? [] : fallback.Parameters, arguments ?? [], 0, scope, s, t =>
                    Eval(fallback.Branches[0].Value, scope, t, next));
            });
        }
    }

    private List<(PlanTerm Value, PartialState State)> Ways(RuleBranch branch, int scope, PartialState state)
    {
        var ways = new List<(PlanTerm, PartialState)>();
        Body(branch.Body.Literals, 0, scope, state, s => Eval(branch.Value, scope, s, (value, t) => ways.Add((value, Demand(value, t)))));
        return ways;
    }

    /// <summary>Makes the residual define a document, and returns a reference to it.</summary>
    private ReferenceTerm AskSupport(RuleGroup group, TextSpan span)
    {
        MakeSupport(group);
        return new ReferenceTerm(span, new DataTerm(span), [.. group.Path.Prepend(_options.Namespace).Select(p => new ConstantTerm(span, p))]);
    }

    private void MakeSupport(RuleGroup group)
    {
        if (IsReplaced)
        {
            throw Refuse(group.Rules[0].Span, "a document or function as a whole under `with`");
        }
        if (!_supportAsked.Add(group))
        {
            return;
        }
        switch (group.Kind)
        {
            case RuleKind.PartialSet or RuleKind.PartialObject:
                if (group.Defaults.Count > 0)
                {
                    throw Refuse(group.Defaults[0].Span, "a default below a partial object");
                }
                foreach (var rule in group.Rules)
                {
                    Contribution(rule, PartialState.Empty, (keys, value, s) => Support.Add(
                        new SupportRule(group, [], keys, value, group.Kind == RuleKind.PartialSet || rule.IsMultiValue, [.. s.Residual])));
                }
                break;
            default:
                PlanTerm[] parameters = [.. Enumerable.Range(0, Math.Max(0, group.Arity)).Select(i => Fresh(new Variable("p", 0, default)))];
                Rules(group, group.Kind == RuleKind.Function ? parameters : null, PartialState.Empty, skipsDefault: false, (value, s) =>
                    Support.Add(new SupportRule(group, parameters, [], value, false, [.. s.Residual])));
                break;
        }
    }

    /// <summary>Copies a comprehension or template with what is known put in; documents and functions that are not known become support.</summary>
    private sealed class Closer(PartialEvaluator evaluator, int scope, PartialState state) : PlanRewriter
    {
        private readonly Dictionary<Variable, VariableTerm> _fresh = [];

        protected override PlanTerm Variable(VariableTerm variable)
        {
            if (state.Bindings.TryGetValue((scope, variable.Variable), out var closed))
            {
                return closed;
            }
            if (!_fresh.TryGetValue(variable.Variable, out var fresh))
            {
                _fresh[variable.Variable] = fresh = evaluator.Fresh(variable.Variable);
            }
            return fresh;
        }

        protected override PlanTerm Input(InputTerm input) =>
            evaluator._input is InputTerm ? input : evaluator.Descend(evaluator._input, [], input.Span);

        protected override PlanTerm RuleCall(RuleCallTerm call)
        {
            var function = evaluator._documents.Root.FunctionOf(call.Function);
            evaluator.MakeSupport(function);
            return new SupportCallTerm(call.Span, function, call.Arguments);
        }

        protected override PlanTerm Reference(ReferenceTerm reference)
        {
            var isInput = reference.Head is InputTerm;
            if (reference.Head is not (InputTerm or DataTerm))
            {
                return reference;
            }
            if (isInput && evaluator._input is not InputTerm)
            {
                return evaluator.Descend(evaluator._input, reference.Operands, reference.Span);
            }
            if (!isInput && evaluator.FindPatch(reference.Operands, reference.Span) is { } patch)
            {
                return evaluator.Descend(patch.Value, reference.Operands.AsSpan(patch.Steps), reference.Span);
            }
            var (known, group) = isInput ? (KnownSteps(true, reference.Operands), null) : evaluator.Follow(reference.Operands);
            if (group is not null)
            {
                PlanTerm[] rest = reference.Operands[known..];
                PlanTerm head = evaluator._unknowns.DependsOn(group)
                    ? evaluator.AskSupport(group, reference.Span)
                    : Constant(reference.Span, evaluator._documents[group].Evaluate(evaluator._machine));
                return rest.Length == 0 ? head
                    : head is ReferenceTerm inner ? new ReferenceTerm(reference.Span, inner.Head, [.. inner.Operands, .. rest])
                    : new ReferenceTerm(reference.Span, head, rest);
            }
            if (!isInput && evaluator.LeadsToRules(reference.Operands))
            {
                throw evaluator.Refuse(reference.Span, "rules by a computed name, or all of a package,");
            }
            if (evaluator._unknowns.Of(isInput, reference.Operands) != UnknownSet.Standing.Known)
            {
                return reference;
            }
            var value = isInput ? evaluator._machine.Input : evaluator._machine.Data;
            known = KnownSteps(isInput, reference.Operands);
            foreach (var step in reference.Operands.AsSpan(0, known))
            {
                value = value.Get(((ConstantTerm)step).Value);
            }
            var constant = Constant(reference.Span, value);
            return known == reference.Operands.Length ? constant : new ReferenceTerm(reference.Span, constant, reference.Operands[known..]);
        }

        private static int KnownSteps(bool isInput, PlanTerm[] operands)
        {
            var known = Array.FindIndex(operands, o => o is not ConstantTerm);
            return known < 0 ? operands.Length : known;
        }

        /// <summary>A term for a value; for none, one that is undefined.</summary>
        private PlanTerm Constant(TextSpan span, RegoValue value) => value.IsDefined ? new ConstantTerm(span, value) : evaluator.Nothing(span);
    }

    /// <summary>Tells whether a path that names no single document may lead to what rules define.</summary>
    private bool LeadsToRules(PlanTerm[] operands)
    {
        var node = _documents.Root;
        foreach (var operand in operands)
        {
            if (operand is not ConstantTerm { Value: var key })
            {
                return node.HasDocuments;
            }
            if (!key.TryGetString(out var name) || !node.Children.TryGetValue(name, out node))
            {
                return false;
            }
        }
        return node.HasDocuments;
    }

    /// <summary>Follows constant steps to a document.</summary>
    private (int Steps, RuleGroup? Group) Follow(PlanTerm[] operands)
    {
        var node = _documents.Root;
        for (var i = 0; i < operands.Length; i++)
        {
            if (node.Group is { } group)
            {
                return (i, group);
            }
            if (operands[i] is not ConstantTerm { Value: var key } || !key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                return (0, null);
            }
            node = child;
        }
        return (operands.Length, node.Group);
    }
}

/// <summary>What is left of one rule of a document or function that the residual defines.</summary>
/// <param name="Group">The document or function.</param>
/// <param name="Parameters">A function's parameters.</param>
/// <param name="Keys">The keys of a partial object.</param>
/// <param name="Value">The value, or the member of a set.</param>
/// <param name="IsMember">Whether the value is a member of a set.</param>
/// <param name="Body">What must hold.</param>
internal sealed record SupportRule(RuleGroup Group, PlanTerm[] Parameters, PlanTerm[] Keys, PlanTerm Value, bool IsMember, List<PlanLiteral> Body);
