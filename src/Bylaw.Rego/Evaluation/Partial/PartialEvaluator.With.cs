using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <content>
/// <c>with</c> around something unknown. What takes the place of a part of input or data is put in wherever a reference leads there, so
/// the residual speaks of the real documents only and holds no <c>with</c>.
/// </content>
internal sealed partial class PartialEvaluator
{
    private static readonly ConstantTerm _emptyObject = new(default, RegoObject.Empty);

    // What is asked for `input` here; the real one unless it is replaced, in whole or in part.
    private PlanTerm _input = new InputTerm(default);

    // What is asked for below paths of `data` here. No path leads through another one.
    private (RegoValue[] Path, PlanTerm Value)[] _dataPatches = [];

    private bool IsReplaced => _input is not InputTerm || _dataPatches.Length > 0;

    private void With(PlanLiteral literal, int scope, PartialState state, Action<PartialState> next)
    {
        if (Array.Exists(literal.Modifiers, m => m is FunctionModifier))
        {
            throw Refuse(literal.Span, "`with` that replaces a function around something unknown");
        }
        EvalAll(Array.ConvertAll(literal.Modifiers, m => m.Replacing!), 0, [], scope, state, (values, s) =>
        {
            s = values.Aggregate(s, (t, value) => Demand(value, t));
            var outer = new Surroundings(this);
            _machine.Cache = _machine.PushCache();
            for (var i = 0; i < values.Length; i++)
            {
                Replace(literal.Modifiers[i], values[i]);
            }
            var inner = new Surroundings(this);
            try
            {
                Literal(literal.WithoutModifiers(), scope, s, t =>
                {
                    outer.Restore(this);
                    next(t);
                    inner.Restore(this);
                });
            }
            finally
            {
                outer.Restore(this);
                _machine.PopCache();
            }
        });
    }

    private void Replace(PlanModifier modifier, PlanTerm value)
    {
        var known = (value as ConstantTerm)?.Value;
        if (modifier is InputModifier input)
        {
            RegoValue[] path = Array.ConvertAll(input.Path, p => (RegoValue)p);
            _input = Put(_input, path, value, modifier.Span);
            _unknowns = _unknowns.Replace(isInput: true, path, isUnknown: known is null);
            if (known is { } constant)
            {
                _machine.Input = WithStep.Put(_machine.Input, path, constant);
            }
            return;
        }
        var data = (DataModifier)modifier;
        RegoValue[] place = Array.ConvertAll(data.Path, p => (RegoValue)p);
        var above = Array.FindIndex(_dataPatches, p => p.Path.Length <= place.Length && place.AsSpan().StartsWith(p.Path));
        if (above >= 0)
        {
            var (path, old) = _dataPatches[above];
            _dataPatches = [.. _dataPatches];
            _dataPatches[above] = (path, Put(old, place.AsSpan(path.Length), value, modifier.Span));
        }
        else
        {
            _dataPatches = [.. _dataPatches.Where(p => !p.Path.AsSpan().StartsWith(place)), (place, value)];
        }
        _unknowns = _unknowns.Replace(isInput: false, place, isUnknown: known is null);
        if (known is { } member)
        {
            _machine.Data = WithStep.Put(_machine.Data, place, member);
        }
        var groups = _documents.GroupsAt(data.Path);
        if (groups.Length > 0)
        {
            _machine.ReplacedGroups = [.. _machine.ReplacedGroups ?? [], .. groups];
        }
    }

    /// <summary>Puts a closed term at a path below another one; what is no object on the way is replaced by one.</summary>
    private PlanTerm Put(PlanTerm current, ReadOnlySpan<RegoValue> path, PlanTerm value, TextSpan span)
    {
        if (path.IsEmpty)
        {
            return value;
        }
        var key = path[0];
        switch (current)
        {
            case ConstantTerm { Value: var whole }:
                var entries = whole.TryGetObject(out var obj) ? obj : RegoObject.Empty;
                var below = Put(new ConstantTerm(span, entries.ContainsKey(key) ? entries.Get(key) : RegoObject.Empty), path[1..], value, span);
                return PlanRewriter.Fold(new ObjectPlanTerm(
                    span, [.. Items(entries).Where(i => i.Key != key).Select(i => Entry(i.Key, new ConstantTerm(span, i.Value))), Entry(key, below)]));
            case ObjectPlanTerm known when Array.TrueForAll(known.Items, i => i.Key is ConstantTerm):
                var at = Array.FindIndex(known.Items, i => ((ConstantTerm)i.Key).Value == key);
                var changed = Put(at < 0 ? _emptyObject : known.Items[at].Value, path[1..], value, span);
                return new ObjectPlanTerm(span, [.. known.Items.Where((_, i) => i != at), Entry(key, changed)]);
            case PatchedTerm patched:
                return patched.With(key, Put(patched.Children.GetValueOrDefault(key) ?? ChildOf(patched.Base, key, span), path[1..], value, span));
            case InputTerm or ReferenceTerm or VariableTerm:
                return new PatchedTerm(span, current, []).With(key, Put(ChildOf(current, key, span), path[1..], value, span));
            default:
                throw Refuse(span, "`with` below something computed");
        }

        (PlanTerm Key, PlanTerm Value) Entry(in RegoValue name, PlanTerm term) => (new ConstantTerm(span, name), term);
    }

    private PlanTerm ChildOf(PlanTerm current, in RegoValue key, TextSpan span) => Extend(current, new ConstantTerm(span, key), span) ?? _emptyObject;

    /// <summary>Finds what stands at a path of data that is replaced.</summary>
    /// <param name="operands">The path.</param>
    /// <param name="span">The place, for a refusal.</param>
    /// <returns>What stands there and how many steps led to it; null when the path is not replaced.</returns>
    private (PlanTerm Value, int Steps)? FindPatch(PlanTerm[] operands, TextSpan span)
    {
        foreach (var (path, value) in _dataPatches)
        {
            var same = 0;
            while (same < path.Length && same < operands.Length && operands[same] is ConstantTerm { Value: var key } && key == path[same])
            {
                same++;
            }
            if (same == path.Length)
            {
                return (value, same);
            }
            if (same == operands.Length || operands[same] is not ConstantTerm)
            {
                throw Refuse(span, "all of what `with` replaces in part");
            }
        }
        return null;
    }

    /// <summary>Follows steps of a reference inside a comprehension as far as they are known.</summary>
    private PlanTerm Descend(PlanTerm current, ReadOnlySpan<PlanTerm> operands, TextSpan span)
    {
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i] is not ConstantTerm { Value: var key })
            {
                return current is PatchedTerm ? throw Refuse(span, "a computed step through what `with` replaces in part") : Join(current, operands[i..], span);
            }
            var child = current switch
            {
                ConstantTerm { Value: var whole } => whole.Get(key) is { IsDefined: true } member ? new ConstantTerm(span, member) : null,
                PatchedTerm patched => patched.Children.GetValueOrDefault(key) ?? Extend(patched.Base, operands[i], span),
                ObjectPlanTerm obj when Array.TrueForAll(obj.Items, item => item.Key is ConstantTerm) =>
                    Array.Find(obj.Items, item => ((ConstantTerm)item.Key).Value == key).Value,
                _ => Join(current, operands[i..(i + 1)], span),
            };
            if (child is null)
            {
                // It is undefined, whatever the unknown is.
                return Nothing(span);
            }
            current = child;
        }
        return current is PatchedTerm ? throw Refuse(span, "all of what `with` replaces in part") : current;
    }

    private static ReferenceTerm Join(PlanTerm head, ReadOnlySpan<PlanTerm> operands, TextSpan span) => head is ReferenceTerm inner
        ? new ReferenceTerm(span, inner.Head, [.. inner.Operands, .. operands])
        : new ReferenceTerm(span, head, operands.ToArray());

    /// <summary>Something unknown of which some parts are replaced. Never part of a residual.</summary>
    private sealed class PatchedTerm(TextSpan span, PlanTerm @base, Dictionary<RegoValue, PlanTerm> children) : PlanTerm(span)
    {
        public PlanTerm Base { get; } = @base;

        public Dictionary<RegoValue, PlanTerm> Children { get; } = children;

        public PatchedTerm With(in RegoValue key, PlanTerm child) => new(Span, Base, new Dictionary<RegoValue, PlanTerm>(Children) { [key] = child });
    }

    /// <summary>The documents that an evaluation sees at one point.</summary>
    private sealed class Surroundings(PartialEvaluator evaluator)
    {
        private readonly PlanTerm _input = evaluator._input;
        private readonly (RegoValue[] Path, PlanTerm Value)[] _dataPatches = evaluator._dataPatches;
        private readonly UnknownSet _unknowns = evaluator._unknowns;
        private readonly MachineState _machine = new(evaluator._machine);

        public void Restore(PartialEvaluator target)
        {
            target._input = _input;
            target._dataPatches = _dataPatches;
            target._unknowns = _unknowns;
            _machine.Restore(target._machine);
        }
    }
}
