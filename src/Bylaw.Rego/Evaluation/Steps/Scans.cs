using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Goes on for each item of a collection, with key and value in variables.</summary>
/// <param name="collection">What is iterated; anything else than a collection has no items.</param>
/// <param name="keySlot">The key's variable; -1 for none.</param>
/// <param name="valueSlot">The value's variable; -1 for none.</param>
/// <param name="isAnyOrder">Whether the members of a set may come in any order, which saves sorting a set made on the way.</param>
internal sealed class ScanStep(Expression collection, int keySlot, int valueSlot, bool isAnyOrder) : Step
{
    public override bool Run(Frame frame)
    {
        var source = collection.Evaluate(frame);
        return source.Reference switch
        {
            RegoArray array => ScanArray(frame, array),
            RegoObject obj => ScanObject(frame, obj),
            RegoSet set => ScanSet(frame, set),
            _ => false,
        };
    }

    private bool ScanArray(Frame frame, RegoArray array)
    {
        var slots = frame.Slots;
        var items = array.AsSpan();
        for (var i = 0; i < items.Length; i++)
        {
            frame.Machine.Tick();
            if (keySlot >= 0)
            {
                slots[keySlot] = RegoValue.From(i);
            }
            if (valueSlot >= 0)
            {
                slots[valueSlot] = items[i];
            }
            if (Next.Run(frame))
            {
                return true;
            }
        }
        return false;
    }

    private bool ScanObject(Frame frame, RegoObject obj)
    {
        var slots = frame.Slots;
        var order = obj.Table.SortedSlots;
        for (var i = 0; i < obj.Count; i++)
        {
            frame.Machine.Tick();
            var slot = order is null ? i : order[i];
            if (keySlot >= 0)
            {
                slots[keySlot] = obj.Table[slot];
            }
            if (valueSlot >= 0)
            {
                slots[valueSlot] = obj.ValueAt(slot);
            }
            if (Next.Run(frame))
            {
                return true;
            }
        }
        return false;
    }

    private bool ScanSet(Frame frame, RegoSet set)
    {
        var slots = frame.Slots;
        // A function that takes the place of count could see the order of what is counted.
        var order = isAnyOrder && frame.Machine.ReplacedFunctions is null ? null : set.Table.SortedSlots;
        for (var i = 0; i < set.Count; i++)
        {
            ref readonly var member = ref set.Table[order is null ? i : order[i]];
            frame.Machine.Tick();
            if (keySlot >= 0)
            {
                slots[keySlot] = member;
            }
            if (valueSlot >= 0)
            {
                slots[valueSlot] = member;
            }
            if (Next.Run(frame))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>Goes on for each value below a document, itself included, with its path (<c>walk</c>).</summary>
/// <param name="root">The document.</param>
/// <param name="pathSlot">The path's variable; -1 when nobody looks at paths, which saves making them.</param>
/// <param name="valueSlot">The value's variable; -1 for none.</param>
internal sealed class WalkStep(Expression root, int pathSlot, int valueSlot) : Step
{
    public override bool Run(Frame frame)
    {
        var value = root.Evaluate(frame);
        return value.IsDefined && Visit(frame, value, RegoArray.Empty);
    }

    private bool Visit(Frame frame, in RegoValue value, RegoArray path)
    {
        frame.Machine.Tick();
        if (pathSlot >= 0)
        {
            frame.Slots[pathSlot] = path;
        }
        if (valueSlot >= 0)
        {
            frame.Slots[valueSlot] = value;
        }
        if (Next.Run(frame))
        {
            return true;
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Reference)
        {
            case RegoArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    if (Visit(frame, array[i], Extend(path, i)))
                    {
                        return true;
                    }
                }
                return false;
            case RegoObject obj:
                foreach (var (key, item) in obj)
                {
                    if (Visit(frame, item, Extend(path, key)))
                    {
                        return true;
                    }
                }
                return false;
            case RegoSet set:
                foreach (var member in set)
                {
                    if (Visit(frame, member, Extend(path, member)))
                    {
                        return true;
                    }
                }
                return false;
            default:
                return false;
        }
    }

    private RegoArray Extend(RegoArray path, in RegoValue key)
    {
        if (pathSlot < 0)
        {
            return path;
        }
        var items = new RegoValue[path.Count + 1];
        path.AsSpan().CopyTo(items);
        items[^1] = key;
        return RegoArray.Wrap(items);
    }
}
