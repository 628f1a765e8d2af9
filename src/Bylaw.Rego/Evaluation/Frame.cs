using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>The variables of one rule while it runs. Kept by the machine from call to call.</summary>
internal sealed class Frame(Machine machine, int slotCount, int collectorCount)
{
    /// <summary>The values of variables, by slot.</summary>
    public readonly RegoValue[] Slots = new RegoValue[slotCount];

    /// <summary>What comprehensions and joins of this rule work on, by number.</summary>
    public readonly object?[] Collectors = new object?[collectorCount];

    /// <summary>The evaluation that the frame belongs to.</summary>
    public readonly Machine Machine = machine;

    /// <summary>The value that the rule has yielded so far.</summary>
    public RegoValue Result;

    /// <summary>How many members of a streamed set went by so far (see <see cref="Steps.StreamEndStep"/>).</summary>
    public int Streamed;

    /// <summary>Whether the rule is running: a rule met again inside itself gets a frame of its own.</summary>
    public bool IsBusy;

    /// <summary>Whether the frame was used in this evaluation and must be cleared after it.</summary>
    public bool IsTouched;

    /// <summary>The frame that was used before this one in the same evaluation; null for the first.</summary>
    public Frame? NextUsed;

    /// <summary>Forgets all values, so that a kept frame keeps no document alive.</summary>
    /// <returns>The frame that was used before this one.</returns>
    public Frame? Clear()
    {
        // Few at a time: a loop is over before a call that clears memory has begun.
        foreach (ref var slot in Slots.AsSpan())
        {
            slot = default;
        }
        foreach (ref var collector in Collectors.AsSpan())
        {
            collector = null;
        }
        Result = default;
        IsBusy = false;
        IsTouched = false;
        var next = NextUsed;
        NextUsed = null;
        return next;
    }
}
