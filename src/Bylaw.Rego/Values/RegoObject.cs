using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>An object: distinct keys of any kind, each with a value. Iterated in the order of its keys. Immutable.</summary>
public sealed class RegoObject : Payload
{
    private readonly RegoValue[] _values;
    private int _hash;

    internal RegoObject(KeyTable table, RegoValue[] values)
        : base(ValueKind.Object)
    {
        Table = table;
        _values = values;
    }

    /// <summary>Gets the object without keys.</summary>
    public static RegoObject Empty { get; } = new(KeyTable.Empty, []);

    /// <summary>Gets the number of keys.</summary>
    public int Count => Table.Count;

    /// <summary>Gets the keys; their slots index <see cref="Values"/>.</summary>
    internal KeyTable Table { get; }

    /// <summary>Gets the values by slot.</summary>
    internal ReadOnlySpan<RegoValue> Values => _values.AsSpan(0, Table.Count);

    /// <summary>Makes an object; of equal keys the last one counts.</summary>
    /// <param name="entries">Keys and values.</param>
    /// <returns>The object.</returns>
    public static RegoObject Create(params ReadOnlySpan<(RegoValue Key, RegoValue Value)> entries)
    {
        var builder = new ObjectBuilder(entries.Length);
        foreach (var (key, value) in entries)
        {
            builder.Set(key, value);
        }
        return builder.Build();
    }

    /// <summary>Returns the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or undefined when the key is absent.</returns>
    public RegoValue Get(in RegoValue key)
    {
        var slot = Table.Find(key);
        return slot < 0 ? default : _values[slot];
    }

    /// <summary>Tells whether a key is present.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when it is.</returns>
    public bool ContainsKey(in RegoValue key) => Table.Find(key) >= 0;

    /// <summary>Iterates keys and values in the order of the keys.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Returns the value in a slot.</summary>
    internal RegoValue ValueAt(int slot) => _values[slot];

    /// <summary>Tells whether two objects have the same keys with equal values.</summary>
    internal bool EqualTo(RegoObject other, ref DeepComparison comparison)
    {
        if (Count != other.Count)
        {
            return false;
        }
        var sameTable = ReferenceEquals(Table, other.Table);
        for (var i = 0; i < Table.Count; i++)
        {
            var slot = sameTable ? i : other.Table.Find(Table[i], ref comparison);
            if (slot < 0 || !comparison.AreEqual(_values[i], other._values[slot]))
            {
                comparison.Count(i);
                return false;
            }
        }
        comparison.Count(Table.Count);
        return true;
    }

    /// <summary>Compares as Rego does: key by key in order, a key before its value; the object that ends first sorts first.</summary>
    internal int CompareTo(RegoObject other, ref DeepComparison comparison)
    {
        var mine = Table.SortedSlots;
        var others = other.Table.SortedSlots;
        var common = Math.Min(Count, other.Count);
        for (var i = 0; i < common; i++)
        {
            var a = mine is null ? i : mine[i];
            var b = others is null ? i : others[i];
            var order = comparison.Compare(Table[a], other.Table[b]);
            if (order == 0)
            {
                order = comparison.Compare(_values[a], other._values[b]);
            }
            if (order != 0)
            {
                comparison.Count(i);
                return order;
            }
        }
        comparison.Count(common);
        return Count.CompareTo(other.Count);
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var hash = 31;
            for (var i = 0; i < Table.Count; i++)
            {
                hash += (Table[i].GetHashCode() * 397) ^ _values[i].GetHashCode();
            }
            _hash = hash == 0 ? 1 : hash;
        }
        return _hash;
    }

    /// <summary>Iterates keys and values in the order of the keys.</summary>
    public struct Enumerator
    {
        private readonly RegoObject _object;
        private readonly int[]? _order;
        private int _index;

        internal Enumerator(RegoObject source)
        {
            _object = source;
            _order = source.Table.SortedSlots;
            _index = -1;
        }

        /// <summary>Gets the current key and value.</summary>
        public readonly (RegoValue Key, RegoValue Value) Current
        {
            get
            {
                var slot = _order is null ? _index : _order[_index];
                return (_object.Table[slot], _object._values[slot]);
            }
        }

        /// <summary>Steps to the next key.</summary>
        /// <returns>False after the last one.</returns>
        public bool MoveNext() => ++_index < _object.Count;
    }
}
