namespace Bylaw.Rego.Values;

/// <summary>Collects distinct keys; the common part of the builders below. Not thread-safe.</summary>
internal struct KeyCollector
{
    /// <summary>Up to this many keys are found by a scan; buckets are made beyond.</summary>
    private const int ScanLimit = 8;

    /// <summary>Larger arrays are not kept from use to use.</summary>
    private const int MaxKept = 1 << 13;

    private RegoValue[] _keys;

    // Filled when there are more keys than a scan is good for; kept, emptied, from use to use.
    private int[]? _buckets;
    private int[]? _spareBuckets;

    public KeyCollector(int capacity) => _keys = capacity == 0 ? [] : new RegoValue[capacity];

    public int Count { get; private set; }

    public readonly RegoValue this[int slot] => _keys[slot];

    /// <summary>Finds or adds a key.</summary>
    /// <param name="key">A defined value.</param>
    /// <param name="added">Whether it was new.</param>
    /// <returns>Its slot.</returns>
    public int FindOrAdd(in RegoValue key, out bool added)
    {
        if (_buckets is not null)
        {
            var found = KeyTable.Probe(_keys, _buckets, key, out var bucket);
            if (found >= 0)
            {
                added = false;
                return found;
            }
            added = true;
            Append(key);
            if (Count * 2 > _buckets.Length)
            {
                Rehash();
            }
            else
            {
                _buckets[bucket] = Count;
            }
            return Count - 1;
        }
        for (var i = 0; i < Count; i++)
        {
            if (_keys[i].Equals(key))
            {
                added = false;
                return i;
            }
        }
        added = true;
        Append(key);
        if (Count > ScanLimit)
        {
            Rehash();
        }
        return Count - 1;
    }

    /// <summary>Finds a key.</summary>
    public readonly int Find(in RegoValue key)
    {
        if (_buckets is not null)
        {
            return KeyTable.Probe(_keys, _buckets, key, out _);
        }
        for (var i = 0; i < Count; i++)
        {
            if (_keys[i].Equals(key))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Makes the table; the collector must not be used afterwards.</summary>
    public readonly KeyTable Build() => Count == 0 ? KeyTable.Empty : new KeyTable(_keys, Count, isSorted: Count == 1, _buckets);

    /// <summary>Makes the table of copies, as large as needed, and empties the collector for the next use.</summary>
    public KeyTable Drain()
    {
        if (Count == 0)
        {
            return KeyTable.Empty;
        }
        var used = _keys.AsSpan(0, Count);
        var table = new KeyTable(used.ToArray(), Count, isSorted: Count == 1);
        Clear();
        return table;
    }

    /// <summary>Forgets all keys, and arrays that are too large to be kept.</summary>
    public void Clear()
    {
        if (_buckets is { } buckets)
        {
            // A large array that few keys used would cost more to empty than to make.
            _spareBuckets = buckets.Length <= MaxKept * 4 && buckets.Length <= Math.Max(256, Count * 16) ? buckets : null;
            _spareBuckets?.AsSpan().Clear();
            _buckets = null;
        }
        if (_keys.Length > MaxKept)
        {
            _keys = [];
        }
        else
        {
            _keys.AsSpan(0, Count).Clear();
        }
        Count = 0;
    }

    private void Append(in RegoValue key)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(4, Count * 2));
        }
        _keys[Count++] = key.WithHash();
    }

    private void Rehash()
    {
        var wanted = Math.Max(16, Count * 2);
        if (_spareBuckets is { } spare && spare.Length >= wanted * 2)
        {
            (_buckets, _spareBuckets) = (spare, null);
        }
        else
        {
            _buckets = KeyTable.AllotBuckets(wanted);
        }
        KeyTable.Fill(_keys, Count, _buckets);
    }
}

/// <summary>Collects the members of a set. Not thread-safe; not to be used after <see cref="Build"/>.</summary>
public sealed class SetBuilder
{
    private KeyCollector _keys;

    /// <summary>Makes a builder.</summary>
    /// <param name="capacity">How many members are expected.</param>
    public SetBuilder(int capacity = 0) => _keys = new KeyCollector(capacity);

    /// <summary>Gets the number of members so far.</summary>
    public int Count => _keys.Count;

    /// <summary>Adds a member.</summary>
    /// <param name="member">A defined value.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(in RegoValue member)
    {
        _keys.FindOrAdd(member, out var added);
        return added;
    }

    /// <summary>Makes the set.</summary>
    /// <returns>The set.</returns>
    public RegoSet Build() => _keys.Count == 0 ? RegoSet.Empty : new RegoSet(_keys.Build());

    /// <summary>Gets or sets the next builder that waits for use.</summary>
    internal SetBuilder? NextFree { get; set; }

    /// <summary>Makes the set of copies and empties the builder for the next use.</summary>
    internal RegoSet Drain() => _keys.Count == 0 ? RegoSet.Empty : new RegoSet(_keys.Drain());

    /// <summary>Forgets all members.</summary>
    internal void Clear() => _keys.Clear();
}

/// <summary>Collects the entries of an object. Not thread-safe; not to be used after <see cref="Build"/>.</summary>
public sealed class ObjectBuilder
{
    private KeyCollector _keys;
    private RegoValue[] _values;

    /// <summary>Makes a builder.</summary>
    /// <param name="capacity">How many keys are expected.</param>
    public ObjectBuilder(int capacity = 0)
    {
        _keys = new KeyCollector(capacity);
        _values = capacity == 0 ? [] : new RegoValue[capacity];
    }

    /// <summary>Makes a builder that begins with the entries of an object.</summary>
    /// <param name="source">The object.</param>
    public ObjectBuilder(RegoObject source)
        : this(source.Count)
    {
        for (var i = 0; i < source.Count; i++)
        {
            Set(source.Table[i], source.ValueAt(i));
        }
    }

    /// <summary>Gets the number of keys so far.</summary>
    public int Count => _keys.Count;

    /// <summary>Sets the value of a key, whether it was there or not.</summary>
    /// <param name="key">A defined value.</param>
    /// <param name="value">A defined value.</param>
    public void Set(in RegoValue key, in RegoValue value)
    {
        var slot = _keys.FindOrAdd(key, out _);
        Store(slot, value);
    }

    /// <summary>Adds a key unless it is there with another value.</summary>
    /// <param name="key">A defined value.</param>
    /// <param name="value">A defined value.</param>
    /// <returns>False when the key was there with another value: a conflict.</returns>
    public bool TryAdd(in RegoValue key, in RegoValue value)
    {
        var slot = _keys.FindOrAdd(key, out var added);
        if (!added)
        {
            return _values[slot].Equals(value);
        }
        Store(slot, value);
        return true;
    }

    /// <summary>Returns the value of a key so far.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or undefined.</returns>
    public RegoValue Get(in RegoValue key)
    {
        var slot = _keys.Find(key);
        return slot < 0 ? default : _values[slot];
    }

    /// <summary>Makes the object.</summary>
    /// <returns>The object.</returns>
    public RegoObject Build() => _keys.Count == 0 ? RegoObject.Empty : new RegoObject(_keys.Build(), _values);

    private void Store(int slot, in RegoValue value)
    {
        if (slot >= _values.Length)
        {
            Array.Resize(ref _values, Math.Max(4, slot * 2));
        }
        _values[slot] = value;
    }
}
