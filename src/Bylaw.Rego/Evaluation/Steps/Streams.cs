using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Ends an inlined rule: stores its value for whoever asked.</summary>
internal sealed class YieldToSlotStep(int slot, Expression value, CallSite site) : Step
{
    public override bool Run(Frame frame)
    {
        var result = value.Evaluate(frame);
        if (!result.IsDefined)
        {
            return false;
        }
        ref var stored = ref frame.Slots[slot];
        if (stored.IsDefined && !stored.Equals(result))
        {
            throw new EvaluationException("eval_conflict_error", "complete rules must not produce multiple outputs", site.Source, site.Span);
        }
        stored = result;
        return false;
    }
}

/// <summary>
/// Goes on for each member that the rules of a set yield, without making the set. Members come in any order, and the first of them may
/// come twice.
/// </summary>
/// <param name="document">The set, for when a path that covers it is replaced, or it has been made already.</param>
/// <param name="bodies">The rules; each ends in a <see cref="StreamEndStep"/>.</param>
/// <param name="scan">Goes through the set as made.</param>
/// <param name="collector">Where the members are kept once there are many.</param>
internal sealed class StreamStep(Document document, Step[] bodies, ScanStep scan, int collector) : Step
{
    public override bool Run(Frame frame)
    {
        var machine = frame.Machine;
        if (machine.ReplacedGroups is not null || machine.Cache.Has(document.Id))
        {
            return scan.Run(frame);
        }
        Forget(frame);
        foreach (var body in bodies)
        {
            if (body.Run(frame))
            {
                return true;
            }
        }
        Forget(frame);
        return false;
    }

    private void Forget(Frame frame)
    {
        frame.Streamed = 0;
        if (frame.Collectors[collector] is SetBuilder seen)
        {
            frame.Collectors[collector] = null;
            seen.Clear();
            frame.Machine.Return(seen);
        }
    }
}

/// <summary>Hands a member of a streamed set on.</summary>
internal sealed class StreamEndStep(Expression value, int keySlot, int valueSlot, int collector) : Step
{
    /// <summary>So many members go on unseen; from then on they are kept, so that a member that comes often is looked at twice at most.</summary>
    private const int MaxUnseen = 64;

    public override bool Run(Frame frame)
    {
        var member = value.Evaluate(frame);
        if (!member.IsDefined || (++frame.Streamed > MaxUnseen && !IsNew(frame, member)))
        {
            return false;
        }
        if (keySlot >= 0)
        {
            frame.Slots[keySlot] = member;
        }
        frame.Slots[valueSlot] = member;
        return Next.Run(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsNew(Frame frame, in RegoValue member)
    {
        if (frame.Collectors[collector] is not SetBuilder seen)
        {
            frame.Collectors[collector] = seen = frame.Machine.RentSet();
        }
        return seen.Add(member);
    }
}
