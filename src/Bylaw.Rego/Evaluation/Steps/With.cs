using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>One replacement of a <c>with</c> modifier.</summary>
/// <param name="Kind">What is replaced.</param>
/// <param name="Path">The path below <c>input</c> or <c>data</c>.</param>
/// <param name="Value">The new value; null when a function takes the place of a function.</param>
/// <param name="Target">The function that is replaced.</param>
/// <param name="Replaced">What takes its place.</param>
/// <param name="Groups">The virtual documents that a replaced path covers.</param>
internal sealed record Replacement(
    ReplacementKind Kind, RegoValue[] Path, Expression? Value, object? Target, FunctionReplacement? Replaced, int[] Groups);

/// <summary>What a modifier replaces.</summary>
internal enum ReplacementKind
{
    Input,
    Data,
    Function,
}

/// <summary>
/// Runs steps under replaced documents and functions. What runs after them sees the outer ones again, also on the way back.
/// </summary>
/// <param name="replacements">The modifiers in order.</param>
/// <param name="inner">The first of the modified steps; the last one leads to the <see cref="WithEndStep"/>.</param>
/// <param name="collector">Where the state is kept.</param>
internal sealed class WithStep(Replacement[] replacements, Step inner, int collector) : Step
{
    public override bool Run(Frame frame)
    {
        var machine = frame.Machine;
        var outer = new MachineState(machine);
        if (!TryReplace(frame, machine, out var state))
        {
            return false;
        }
        var kept = frame.Collectors[collector];
        state.Cache = machine.PushCache();
        frame.Collectors[collector] = (outer, state);
        state.Restore(machine);
        try
        {
            return inner.Run(frame);
        }
        finally
        {
            machine.PopCache();
            outer.Restore(machine);
            frame.Collectors[collector] = kept;
        }
    }

    private bool TryReplace(Frame frame, Machine machine, out MachineState state)
    {
        state = new MachineState(machine);
        foreach (var replacement in replacements)
        {
            var value = default(RegoValue);
            if (replacement.Value is not null)
            {
                value = replacement.Value.Evaluate(frame);
                if (!value.IsDefined)
                {
                    return false;
                }
            }
            switch (replacement.Kind)
            {
                case ReplacementKind.Input:
                    state.Input = Put(state.Input, replacement.Path, value);
                    break;
                case ReplacementKind.Data:
                    state.Data = Put(state.Data, replacement.Path, value);
                    if (replacement.Groups.Length > 0)
                    {
                        state.ReplacedGroups = state.ReplacedGroups is null ? [] : new HashSet<int>(state.ReplacedGroups);
                        state.ReplacedGroups.UnionWith(replacement.Groups);
                    }
                    break;
                default:
                    state.ReplacedFunctions = state.ReplacedFunctions is null
                        ? new Dictionary<object, FunctionReplacement>()
                        : new Dictionary<object, FunctionReplacement>(state.ReplacedFunctions);
                    state.ReplacedFunctions[replacement.Target!] = replacement.Replaced ?? new FunctionReplacement(null, null, value);
                    break;
            }
        }
        return true;
    }

    /// <summary>Copies the way to a path and puts a value at its end; what is no object on the way is replaced by one.</summary>
    internal static RegoValue Put(in RegoValue root, ReadOnlySpan<RegoValue> path, in RegoValue value)
    {
        if (path.IsEmpty)
        {
            return value;
        }
        var obj = root.TryGetObject(out var existing) ? existing : RegoObject.Empty;
        var builder = new ObjectBuilder(obj);
        builder.Set(path[0], Put(obj.Get(path[0]), path[1..], value));
        return builder.Build();
    }
}

/// <summary>Ends the modified steps: what follows runs under the outer documents.</summary>
internal sealed class WithEndStep(int collector) : Step
{
    public override bool Run(Frame frame)
    {
        var (outer, inner) = ((MachineState, MachineState))frame.Collectors[collector]!;
        var machine = frame.Machine;
        outer.Restore(machine);
        var result = Next.Run(frame);
        inner.Restore(machine);
        return result;
    }
}

/// <summary>The documents and functions that a machine works with.</summary>
internal sealed class MachineState(Machine machine)
{
    public RegoValue Input = machine.Input;
    public RegoValue Data = machine.Data;
    public HashSet<int>? ReplacedGroups = machine.ReplacedGroups;
    public Dictionary<object, FunctionReplacement>? ReplacedFunctions = machine.ReplacedFunctions;
    public RuleCache Cache = machine.Cache;

    public void Restore(Machine target)
    {
        target.Input = Input;
        target.Data = Data;
        target.ReplacedGroups = ReplacedGroups;
        target.ReplacedFunctions = ReplacedFunctions;
        target.Cache = Cache;
    }
}
