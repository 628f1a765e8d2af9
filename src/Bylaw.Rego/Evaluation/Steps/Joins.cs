using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>
/// Goes on for those items of a collection whose value below a constant path equals a probe. The first pass over a collection looks at
/// every item; from the second one on an index made of it is asked. It only leaves out items that a later equality refuses anyhow.
/// </summary>
/// <param name="collection">What is iterated.</param>
/// <param name="keySlot">The key's variable; -1 for none.</param>
/// <param name="valueSlot">The value's variable.</param>
/// <param name="path">The path below each item.</param>
/// <param name="probe">What the value there must equal.</param>
/// <param name="collector">Where the index is kept.</param>
/// <param name="isAnyOrder">Whether the members of a set may come in any order.</param>
internal sealed class JoinScanStep(Expression collection, int keySlot, int valueSlot, RegoValue[] path, Expression probe, int collector, bool isAnyOrder) : Step
{
    private const int MinItems = 8;

    public override bool Run(Frame frame)
    {
        var source = collection.Evaluate(frame);
        if (source.Reference is not Payload payload || source.Kind is not (ValueKind.Array or ValueKind.Object or ValueKind.Set))
        {
            return false;
        }
        var wanted = probe.Evaluate(frame);
        if (!wanted.IsDefined)
        {
            return false;
        }
        // A function that takes the place of count could see the order of what is counted.
        var mayReorder = isAnyOrder && frame.Machine.ReplacedFunctions is null;
        if (frame.Collectors[collector] is not JoinIndex index)
        {
            frame.Collectors[collector] = index = frame.Machine.RentIndex();
        }
        if (!ReferenceEquals(index.Source, payload) || index.IsAnyOrder != mayReorder)
        {
            index.Begin(payload, mayReorder);
        }
        if (!index.IsReady && (index.Passes++ == 0 || index.Count < MinItems))
        {
            for (var i = 0; i < index.Count; i++)
            {
                if (Visit(frame, index, i))
                {
                    return true;
                }
            }
            return false;
        }
        for (var i = index.First(wanted, path); i >= 0; i = index.Next(i))
        {
            if (Visit(frame, index, i))
            {
                return true;
            }
        }
        return false;
    }

    private bool Visit(Frame frame, JoinIndex index, int i)
    {
        frame.Machine.Tick();
        index.Read(i, out var key, out var value);
        if (keySlot >= 0)
        {
            frame.Slots[keySlot] = key;
        }
        frame.Slots[valueSlot] = value;
        return Next.Run(frame);
    }
}
