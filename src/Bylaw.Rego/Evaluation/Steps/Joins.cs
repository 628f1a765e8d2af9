using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>
/// Goes on for those items of a collection whose value below a constant path equals a probe. The first pass over a collection looks at
/// that value of each item; from the second one on an index made of them is asked. It only leaves out items that a later equality refuses anyhow.
/// </summary>
/// <param name="collection">What is iterated.</param>
/// <param name="keySlot">The key's variable; -1 for none.</param>
/// <param name="valueSlot">The value's variable.</param>
/// <param name="join">The path below each item and what the value there must equal.</param>
/// <param name="scan">Goes through all items, for when a function is replaced.</param>
/// <param name="collector">Where the index is kept.</param>
/// <param name="isAnyOrder">Whether the members of a set may come in any order.</param>
internal sealed class JoinScanStep(Expression collection, int keySlot, int valueSlot, Join join, int collector, ScanStep scan, bool isAnyOrder) : Step
{
    // Fewer items are gone through sooner than an index of them is made.
    private const int MinItems = 8;

    public override bool Run(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            // What takes the place of a function could see what is left out, or the order of what is counted.
            return scan.Run(frame);
        }
        var source = collection.Evaluate(frame);
        var count = source.Reference switch
        {
            RegoArray array => array.Count,
            RegoObject obj => obj.Count,
            RegoSet set => set.Count,
            _ => 0,
        };
        if (count == 0)
        {
            return false;
        }
        var wanted = join.Probe.Evaluate(frame);
        var also = join.Also is { } second ? second.Probe.Evaluate(frame) : default;
        if (!wanted.IsDefined || (join.Also is not null && !also.IsDefined))
        {
            return false;
        }
        return count < MinItems
            ? Filter(frame, source.Reference!, wanted, also)
            : RunIndexed(frame, Unsafe.As<Payload>(source.Reference!), wanted, also);
    }

    private bool RunIndexed(Frame frame, Payload source, in RegoValue wanted, in RegoValue also)
    {
        if (frame.Collectors[collector] is not JoinIndex index)
        {
            frame.Collectors[collector] = index = frame.Machine.RentIndex();
        }
        if (!ReferenceEquals(index.Source, source))
        {
            index.Announce(source);
            return Filter(frame, source, wanted, also);
        }
        index.Prepare(join.Path.Path, isAnyOrder);
        for (var i = index.First(wanted); i >= 0; i = index.Next(i))
        {
            frame.Machine.Tick();
            index.Read(i, out var key, out var value);
            if (Visit(frame, key, value))
            {
                return true;
            }
        }
        return false;
    }

    private bool Filter(Frame frame, object source, in RegoValue wanted, in RegoValue also)
    {
        var first = new PathFilter(join.Path, wanted);
        var second = new PathFilter(join.Also?.Path, also);
        var machine = frame.Machine;
        if (source is RegoArray array)
        {
            var items = array.AsSpan();
            for (var i = 0; i < items.Length; i++)
            {
                machine.Tick();
                if (first.Takes(items[i]) && second.Takes(items[i]) && Visit(frame, RegoValue.From(i), items[i]))
                {
                    return true;
                }
            }
            return false;
        }
        var obj = source as RegoObject;
        var keys = obj?.Table ?? Unsafe.As<RegoSet>(source).Table;
        var values = obj is null ? keys.Keys : obj.Values;
        var order = obj is null && isAnyOrder ? null : keys.SortedSlots;
        for (var i = 0; i < values.Length; i++)
        {
            machine.Tick();
            var slot = order is null ? i : order[i];
            if (first.Takes(values[slot]) && second.Takes(values[slot]) && Visit(frame, keys[slot], values[slot]))
            {
                return true;
            }
        }
        return false;
    }

    private bool Visit(Frame frame, in RegoValue key, in RegoValue value)
    {
        if (keySlot >= 0)
        {
            frame.Slots[keySlot] = key;
        }
        frame.Slots[valueSlot] = value;
        return Next.Run(frame);
    }
}

/// <summary>What the items of a scan are asked for: the value below a path equals a probe that is known before the scan.</summary>
/// <param name="Path">The path; empty for the item itself.</param>
/// <param name="Probe">What the value there must equal.</param>
/// <param name="Also">Another question; null for none.</param>
internal sealed record Join(PathLookup Path, Expression Probe, Join? Also);
