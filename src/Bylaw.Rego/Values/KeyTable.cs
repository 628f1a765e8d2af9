using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>
/// An immutable table of distinct keys: what a set holds, and what an object's values are looked up by. Objects of the same shape
/// share one table. Sorted order and hash buckets are worked out when first needed.
/// </summary>
internal sealed class KeyTable
{
    /// <summary>The table without keys; sorted.</summary>
    public static readonly KeyTable Empty = new([], 0, isSorted: true);

    /// <summary>Up to this many keys a scan beats hashing.</summary>
    private const int ScanLimit = 8;

    private static readonly int[] _identity = [];

    private readonly RegoValue[] _keys;
    private int[]? _buckets;
    private int[]? _order;
    private int _hash;

    /// <summary>Makes a table.</summary>
    /// <param name="keys">Distinct keys; strings carry their hash. Not copied, and never changed afterwards.</param>
    /// <param name="count">How many of the keys count.</param>
    /// <param name="isSorted">Whether the keys are known to be in Rego order.</param>
    /// <param name="buckets">The hash buckets, if the caller has them already.</param>
    public KeyTable(RegoValue[] keys, int count, bool isSorted, int[]? buckets = null)
    {
        _keys = keys;
        Count = count;
        _buckets = buckets;
        _order = isSorted ? _identity : null;
    }

    /// <summary>Gets the number of keys.</summary>
    public int Count { get; }

    /// <summary>Gets the keys in slot order.</summary>
    public ReadOnlySpan<RegoValue> Keys => _keys.AsSpan(0, Count);

    /// <summary>Gets the key in a slot.</summary>
    /// <param name="slot">A slot, 0 to Count - 1.</param>
    public ref readonly RegoValue this[int slot] => ref _keys[slot];

    /// <summary>Gets the slots in the order of their keys; null when slots are in order themselves.</summary>
    public int[]? SortedSlots
    {
        get
        {
            var order = _order ?? SortSlots();
            return ReferenceEquals(order, _identity) ? null : order;
        }
    }

    /// <summary>Finds the slot of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The slot, or -1.</returns>
    public int Find(in RegoValue key)
    {
        if (Count > ScanLimit)
        {
            return FindHashed(key);
        }
        var keys = _keys;
        var count = Count;
        if (key.Reference is string text)
        {
            for (var i = 0; i < count; i++)
            {
                if (ReferenceEquals(keys[i].Reference, text))
                {
                    return i;
                }
            }
            var bits = key.Bits != 0 ? key.Bits : key.WithHash().Bits;
            for (var i = 0; i < count; i++)
            {
                if (keys[i].Bits == bits && keys[i].Reference is string candidate && string.Equals(candidate, text))
                {
                    return i;
                }
            }
            return -1;
        }
        for (var i = 0; i < count; i++)
        {
            if (keys[i].Equals(key))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Finds the slot of a key inside of a comparison.</summary>
    /// <param name="key">The key.</param>
    /// <param name="comparison">The comparison, which goes on in keys that are arrays, objects or sets.</param>
    /// <returns>The slot, or -1.</returns>
    public int Find(in RegoValue key, ref DeepComparison comparison)
    {
        if (key.Kind < ValueKind.Array)
        {
            return Find(key);
        }
        var hash = key.GetHashCode();
        if (Count <= ScanLimit)
        {
            for (var i = 0; i < Count; i++)
            {
                if (IsKey(i, key, hash, ref comparison))
                {
                    return i;
                }
            }
            return -1;
        }
        var buckets = Buckets;
        var mask = buckets.Length - 1;
        for (var bucket = Mix(hash) & mask; buckets[bucket] != 0; bucket = (bucket + 1) & mask)
        {
            if (IsKey(buckets[bucket] - 1, key, hash, ref comparison))
            {
                return buckets[bucket] - 1;
            }
        }
        return -1;
    }

    /// <summary>Tells whether two tables hold the same keys.</summary>
    /// <param name="other">The other table.</param>
    /// <param name="comparison">The comparison that this is part of.</param>
    /// <returns>True when they do.</returns>
    public bool SetEquals(KeyTable other, ref DeepComparison comparison)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }
        if (Count != other.Count)
        {
            return false;
        }
        for (var i = 0; i < Count; i++)
        {
            if (other.Find(_keys[i], ref comparison) < 0)
            {
                comparison.Count(i);
                return false;
            }
        }
        comparison.Count(Count);
        return true;
    }

    /// <summary>Returns a hash that does not depend on the order of slots.</summary>
    /// <returns>A hash code.</returns>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var hash = Count;
            for (var i = 0; i < Count; i++)
            {
                hash += Mix(_keys[i].GetHashCode());
            }
            _hash = hash == 0 ? 1 : hash;
        }
        return _hash;
    }

    /// <summary>Allots buckets for a number of keys: a power of two at least twice as large.</summary>
    internal static int[] AllotBuckets(int count) => new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 2))];

    /// <summary>Finds a key by its hash, or the bucket where it belongs.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="buckets">Slot + 1 by bucket, 0 for an empty one.</param>
    /// <param name="key">The key.</param>
    /// <param name="bucket">Where the search ended.</param>
    /// <returns>The slot, or -1.</returns>
    internal static int Probe(RegoValue[] keys, int[] buckets, in RegoValue key, out int bucket)
    {
        var mask = buckets.Length - 1;
        bucket = Mix(key.GetHashCode()) & mask;
        while (true)
        {
            var entry = buckets[bucket];
            if (entry == 0)
            {
                return -1;
            }
            if (keys[entry - 1].Equals(key))
            {
                return entry - 1;
            }
            bucket = (bucket + 1) & mask;
        }
    }

    /// <summary>Fills buckets with slots.</summary>
    internal static void Fill(RegoValue[] keys, int count, int[] buckets)
    {
        var mask = buckets.Length - 1;
        for (var i = 0; i < count; i++)
        {
            var bucket = Mix(keys[i].GetHashCode()) & mask;
            while (buckets[bucket] != 0)
            {
                bucket = (bucket + 1) & mask;
            }
            buckets[bucket] = i + 1;
        }
    }

    /// <summary>Spreads a hash over all its bits.</summary>
    internal static int Mix(int hash)
    {
        var h = (uint)hash;
        h ^= h >> 16;
        h *= 0x7feb352d;
        h ^= h >> 15;
        return (int)h;
    }

    private int[] Buckets
    {
        get
        {
            var buckets = _buckets;
            if (buckets is null)
            {
                buckets = AllotBuckets(Count);
                Fill(_keys, Count, buckets);
                _buckets = buckets; // A race only does the work twice.
            }
            return buckets;
        }
    }

    /// <summary>Hashes are kept with arrays, objects and sets: different ones are told apart without a look into them.</summary>
    private bool IsKey(int slot, in RegoValue key, int hash, ref DeepComparison comparison) =>
        ReferenceEquals(_keys[slot].Reference, key.Reference)
        || (_keys[slot].Kind == key.Kind && _keys[slot].GetHashCode() == hash && comparison.AreEqual(key, _keys[slot]));

    private int FindHashed(in RegoValue key) => Probe(_keys, Buckets, key, out _);

    private int[] SortSlots()
    {
        var sorted = true;
        for (var i = 1; i < Count && sorted; i++)
        {
            sorted = _keys[i - 1].CompareTo(_keys[i]) < 0;
        }
        if (sorted)
        {
            return _order = _identity;
        }
        var order = new int[Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        ValueSort.SortSlots(order, _keys);
        return _order = order;
    }
}
