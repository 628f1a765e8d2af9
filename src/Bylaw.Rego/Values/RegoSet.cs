namespace Bylaw.Rego.Values;

/// <summary>A set of values. Iterated in order. Immutable.</summary>
public sealed class RegoSet : Payload
{
    internal RegoSet(KeyTable table)
        : base(ValueKind.Set) => Table = table;

    /// <summary>Gets the set without members.</summary>
    public static RegoSet Empty { get; } = new(KeyTable.Empty);

    /// <summary>Gets the number of members.</summary>
    public int Count => Table.Count;

    /// <summary>Gets the members.</summary>
    internal KeyTable Table { get; }

    /// <summary>Makes a set.</summary>
    /// <param name="members">The members; repeats count once.</param>
    /// <returns>The set.</returns>
    public static RegoSet Create(params ReadOnlySpan<RegoValue> members)
    {
        var builder = new SetBuilder(members.Length);
        foreach (var member in members)
        {
            builder.Add(member);
        }
        return builder.Build();
    }

    /// <summary>Tells whether a value is a member.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(in RegoValue value) => Table.Find(value) >= 0;

    /// <summary>Copies the members in order.</summary>
    /// <returns>A new array.</returns>
    public RegoValue[] ToSortedArray()
    {
        var order = Table.SortedSlots;
        if (order is null)
        {
            return Table.Keys.ToArray();
        }
        var members = new RegoValue[order.Length];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = Table[order[i]];
        }
        return members;
    }

    /// <summary>Iterates the members in order.</summary>
    /// <returns>An enumerator.</returns>
    public Enumerator GetEnumerator() => new(Table);

    /// <summary>Compares member by member in order; the set that ends first sorts first.</summary>
    internal int CompareTo(RegoSet other, ref DeepComparison comparison)
    {
        var mine = Table.SortedSlots;
        var others = other.Table.SortedSlots;
        var common = Math.Min(Count, other.Count);
        for (var i = 0; i < common; i++)
        {
            var order = comparison.Compare(Table[mine is null ? i : mine[i]], other.Table[others is null ? i : others[i]]);
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
    public override int GetHashCode() => Table.GetHashCode() ^ 0x5e7;

    /// <summary>Iterates the members in order.</summary>
    public struct Enumerator
    {
        private readonly KeyTable _table;
        private readonly int[]? _order;
        private int _index;

        internal Enumerator(KeyTable table)
        {
            _table = table;
            _order = table.SortedSlots;
            _index = -1;
        }

        /// <summary>Gets the current member.</summary>
        public readonly RegoValue Current => _table[_order is null ? _index : _order[_index]];

        /// <summary>Steps to the next member.</summary>
        /// <returns>False after the last one.</returns>
        public bool MoveNext() => ++_index < _table.Count;
    }
}
