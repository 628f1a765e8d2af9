using System.Runtime.ExceptionServices;

namespace Bylaw.Rego.Values;

/// <summary>Sorts values, and what goes by values, in Rego's order; tells the watch of the thread what that takes.</summary>
internal static class ValueSort
{
    private const int ComparisonsUntilTold = 1 << 12;

    /// <summary>Sorts values.</summary>
    /// <param name="values">Defined values.</param>
    public static void Sort(Span<RegoValue> values) => Sort(values, new ValueOrder());

    /// <summary>Sorts the slots of keys.</summary>
    /// <param name="slots">The slots, in any order.</param>
    /// <param name="keys">The keys that they lead to.</param>
    public static void SortSlots(Span<int> slots, RegoValue[] keys) => Sort(slots, new SlotOrder(keys));

    private static void Sort<T, TOrder>(Span<T> items, TOrder order)
        where TOrder : CountedOrder, IComparer<T>
    {
        try
        {
            items.Sort(order);
        }
        catch (InvalidOperationException error) when (error.InnerException is { } inner)
        {
            // A limit that ends a comparison, or a value that nests too deep: .NET wraps what a comparison throws.
            ExceptionDispatchInfo.Throw(inner);
        }
    }

    private abstract class CountedOrder
    {
        private int _comparisons;

        protected void Count()
        {
            if (++_comparisons == ComparisonsUntilTold)
            {
                _comparisons = 0;
                WorkWatch.Spend(ComparisonsUntilTold);
            }
        }
    }

    private sealed class ValueOrder : CountedOrder, IComparer<RegoValue>
    {
        public int Compare(RegoValue x, RegoValue y)
        {
            Count();
            return x.CompareTo(y);
        }
    }

    private sealed class SlotOrder(RegoValue[] keys) : CountedOrder, IComparer<int>
    {
        public int Compare(int x, int y)
        {
            Count();
            return keys[x].CompareTo(keys[y]);
        }
    }
}
