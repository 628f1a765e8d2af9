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
        if (frame.Collectors[collector] is not JoinIndex index || !ReferenceEquals(index.Source, payload) || index.IsAnyOrder != mayReorder)
        {
            frame.Collectors[collector] = index = new JoinIndex(payload, mayReorder);
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

/// <summary>Items of one collection by the value below a path.</summary>
internal sealed class JoinIndex
{
    private readonly RegoArray? _array;
    private readonly RegoObject? _object;
    private readonly KeyTable? _members;
    private readonly int[]? _order;
    private Dictionary<RegoValue, int>? _heads;
    private int[]? _next;

    public JoinIndex(Payload source, bool isAnyOrder)
    {
        Source = source;
        IsAnyOrder = isAnyOrder;
        _array = source as RegoArray;
        _object = source as RegoObject;
        _members = (source as RegoSet)?.Table;
        _order = _object?.Table.SortedSlots ?? (isAnyOrder ? null : _members?.SortedSlots);
        Count = _array?.Count ?? _object?.Count ?? _members!.Count;
    }

    public Payload Source { get; }

    /// <summary>Gets whether the members of a set may come in any order.</summary>
    public bool IsAnyOrder { get; }

    public int Count { get; }

    public int Passes { get; set; }

    public bool IsReady => _heads is not null;

    /// <summary>Reads the item at a place in iteration order.</summary>
    public void Read(int i, out RegoValue key, out RegoValue value)
    {
        if (_array is not null)
        {
            key = RegoValue.From(i);
            value = _array[i];
            return;
        }
        var slot = _order is null ? i : _order[i];
        if (_object is not null)
        {
            key = _object.Table[slot];
            value = _object.ValueAt(slot);
            return;
        }
        key = value = _members![slot];
    }

    /// <summary>Finds the first item with a value; makes the index when asked first.</summary>
    public int First(in RegoValue wanted, RegoValue[] path)
    {
        if (_heads is null)
        {
            Make(path);
        }
        return _heads!.TryGetValue(wanted, out var first) ? first : -1;
    }

    /// <summary>Finds the next item with the same value.</summary>
    public int Next(int i) => _next![i];

    private void Make(RegoValue[] path)
    {
        var heads = new Dictionary<RegoValue, int>(Count);
        _next = new int[Count];
        // From the back, so that each chain runs in iteration order.
        for (var i = Count - 1; i >= 0; i--)
        {
            Read(i, out _, out var value);
            foreach (ref readonly var key in path.AsSpan())
            {
                value = value.Get(key);
            }
            if (value.IsDefined)
            {
                _next[i] = heads.TryGetValue(value, out var head) ? head : -1;
                heads[value] = i;
            }
        }
        _heads = heads;
    }
}
