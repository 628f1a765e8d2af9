using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Items of one collection by the value below a path. Kept by the machine from use to use, with its arrays.</summary>
internal sealed class JoinIndex
{
    /// <summary>Larger arrays are not kept.</summary>
    private const int MaxKept = 1 << 13;

    private RegoArray? _array;
    private RegoObject? _object;
    private KeyTable? _members;
    private int[]? _order;

    // By bucket: the first item with a value, plus 1; 0 for none.
    private int[] _heads = [];

    // By item: the next one with the same value, and that value.
    private int[] _next = [];
    private RegoValue[] _values = [];
    private int _mask;
    private int _count;
    private bool _isReady;

    /// <summary>Gets what is iterated; null before <see cref="Announce"/>.</summary>
    public Payload? Source { get; private set; }

    /// <summary>Gets or sets the next index of the machine that is in use, or waits for it.</summary>
    public JoinIndex? NextFree { get; set; }

    /// <summary>Notes which collection is gone through: most are so once, and need no index.</summary>
    public void Announce(Payload source)
    {
        Empty();
        Source = source;
    }

    /// <summary>Makes the index unless it is there.</summary>
    /// <param name="path">The path below each item.</param>
    /// <param name="isAnyOrder">Whether the members of a set may come in any order.</param>
    public void Prepare(RegoValue[] path, bool isAnyOrder)
    {
        if (!_isReady)
        {
            Make(path, isAnyOrder);
        }
    }

    /// <summary>Lets go of the collection.</summary>
    /// <returns>False when the index is too large to be kept.</returns>
    public bool TryRelease()
    {
        Empty();
        Source = null;
        return _values.Length <= MaxKept;
    }

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

    /// <summary>Finds the first item with a value.</summary>
    public int First(in RegoValue wanted) => _heads[Probe(wanted)] - 1;

    /// <summary>Finds the next item with the same value.</summary>
    public int Next(int i) => _next[i];

    private int Probe(in RegoValue wanted)
    {
        var bucket = KeyTable.Mix(wanted.GetHashCode()) & _mask;
        while (_heads[bucket] is var head and > 0 && !_values[head - 1].Equals(wanted))
        {
            bucket = (bucket + 1) & _mask;
        }
        return bucket;
    }

    private void Make(RegoValue[] path, bool isAnyOrder)
    {
        _array = Source as RegoArray;
        _object = Source as RegoObject;
        _members = (Source as RegoSet)?.Table;
        _order = _object?.Table.SortedSlots ?? (isAnyOrder ? null : _members?.SortedSlots);
        _count = _array?.Count ?? _object?.Count ?? _members!.Count;
        if (_values.Length < _count)
        {
            var size = (int)BitOperations.RoundUpToPowerOf2((uint)_count);
            (_values, _next, _heads) = (new RegoValue[size], new int[size], new int[size * 2]);
        }
        // No larger than these items need, so that emptying it is in proportion.
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)_count * 2) - 1;
        _isReady = true;
        // From the back, so that each chain runs in iteration order.
        for (var i = _count - 1; i >= 0; i--)
        {
            Read(i, out _, out var value);
            foreach (ref readonly var key in path.AsSpan())
            {
                value = value.Get(key);
            }
            if (value.IsDefined)
            {
                ref var head = ref _heads[Probe(value)];
                _next[i] = head - 1;
                _values[i] = value;
                head = i + 1;
            }
        }
    }

    private void Empty()
    {
        if (_isReady)
        {
            _heads.AsSpan(0, _mask + 1).Clear();
            _values.AsSpan(0, _count).Clear();
            _isReady = false;
            (_array, _object, _members, _order) = (null, null, null, null);
        }
    }
}
