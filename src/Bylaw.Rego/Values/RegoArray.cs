using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>An array of values. Immutable.</summary>
public sealed class RegoArray : Payload
{
    private readonly RegoValue[] _items;
    private int _hash;

    private RegoArray(RegoValue[] items)
        : base(ValueKind.Array) => _items = items;

    /// <summary>Gets the array without items.</summary>
    public static RegoArray Empty { get; } = new([]);

    /// <summary>Gets the number of items.</summary>
    public int Count => _items.Length;

    /// <summary>Gets an item.</summary>
    /// <param name="index">Zero-based index.</param>
    public RegoValue this[int index] => _items[index];

    /// <summary>Makes an array of copies of the given items.</summary>
    /// <param name="items">Defined values.</param>
    /// <returns>The array.</returns>
    public static RegoArray Create(params ReadOnlySpan<RegoValue> items) => items.IsEmpty ? Empty : new(items.ToArray());

    /// <summary>Lends the items.</summary>
    /// <returns>The items in order.</returns>
    public ReadOnlySpan<RegoValue> AsSpan() => _items;

    /// <summary>Makes an array that takes over a buffer; the caller must not change it afterwards.</summary>
    internal static RegoArray Wrap(RegoValue[] items) => items.Length == 0 ? Empty : new(items);

    /// <summary>Tells whether two arrays hold equal items in the same order.</summary>
    internal bool EqualTo(RegoArray other, ref DeepComparison comparison)
    {
        if (Count != other.Count)
        {
            return false;
        }
        for (var i = 0; i < _items.Length; i++)
        {
            if (!comparison.AreEqual(_items[i], other._items[i]))
            {
                comparison.Count(i);
                return false;
            }
        }
        comparison.Count(_items.Length);
        return true;
    }

    /// <summary>Compares item by item; a shorter array sorts before the longer one it begins.</summary>
    internal int CompareTo(RegoArray other, ref DeepComparison comparison)
    {
        var common = Math.Min(Count, other.Count);
        for (var i = 0; i < common; i++)
        {
            var order = comparison.Compare(_items[i], other._items[i]);
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
            var hash = 17;
            foreach (ref readonly var item in _items.AsSpan())
            {
                hash = (hash * 31) + item.GetHashCode();
            }
            _hash = hash == 0 ? 1 : hash;
        }
        return _hash;
    }
}
