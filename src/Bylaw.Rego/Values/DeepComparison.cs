using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>
/// One comparison of two arrays, objects or sets, for equality or for order. Values share their parts: <c>[x, x]</c> of <c>[y, y]</c> and so on
/// holds sixty arrays and has 2^60 items. So a comparison that gets long keeps which parts it found alike and compares no pair of them
/// twice: it ends in time that grows with what the values hold. What it does is told to the watch of the thread.
/// </summary>
/// <remarks>Short comparisons pay for a counter alone. Passed by reference; used for one comparison.</remarks>
internal struct DeepComparison
{
    /// <summary>The items compared until results are kept.</summary>
    private const int Long = 1 << 14;

    /// <summary>A pair of parts that took less is as quickly compared again as found.</summary>
    private const int WorthKeeping = 64;

    /// <summary>The items compared until the watch is told.</summary>
    private const int UntilTold = 1 << 12;

    /// <summary>Items that are compared in the time of one piece of work.</summary>
    private const int ItemsPerWork = 4;

    /// <summary>Characters that are compared in the time of one item.</summary>
    private const int CharactersPerItem = 64;

    private long _work;
    private long _told;
    private EqualParts? _known;

    /// <summary>Tells whether two values of one kind, array, object or set, are equal.</summary>
    public static bool AreEqual(Payload left, Payload right)
    {
        var comparison = default(DeepComparison);
        var result = comparison.PartsEqual(left, right);
        comparison.Finish();
        return result;
    }

    /// <summary>Compares two values of one kind, array, object or set, in Rego's order.</summary>
    public static int Compare(Payload left, Payload right)
    {
        var comparison = default(DeepComparison);
        var result = comparison.OrderParts(left, right);
        comparison.Finish();
        return result;
    }

    /// <summary>Counts items that were compared.</summary>
    public void Count(int items)
    {
        _work += items;
        if (_work - _told >= UntilTold)
        {
            Tell();
        }
    }

    /// <summary>Tells whether two items are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreEqual(in RegoValue left, in RegoValue right) =>
        (ReferenceEquals(left.Reference, right.Reference) && left.Bits == right.Bits) || AreEqualSlow(left, right);

    /// <summary>Compares two items in Rego's order.</summary>
    public int Compare(in RegoValue left, in RegoValue right)
    {
        var kind = left.Kind;
        if (kind == right.Kind && kind >= ValueKind.Array)
        {
            return OrderParts(Unsafe.As<Payload>(left.Reference!), Unsafe.As<Payload>(right.Reference!));
        }
        CountText(left);
        return left.CompareTo(right);
    }

    private bool AreEqualSlow(in RegoValue left, in RegoValue right)
    {
        var kind = left.Kind;
        if (kind != right.Kind)
        {
            return false;
        }
        if (kind >= ValueKind.Array)
        {
            return PartsEqual(Unsafe.As<Payload>(left.Reference!), Unsafe.As<Payload>(right.Reference!));
        }
        CountText(left);
        return left.Equals(right);
    }

    private void CountText(in RegoValue value)
    {
        if (value.Reference is string { Length: > UntilTold } text)
        {
            Count(text.Length / CharactersPerItem);
        }
    }

    private bool PartsEqual(Payload left, Payload right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }
        if (_work >= Long && (_known ??= new EqualParts()).Find(left, right) is { } known)
        {
            return known;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var before = _work;
        Count(1);
        var result = left.Kind switch
        {
            ValueKind.Array => Unsafe.As<RegoArray>(left).EqualTo(Unsafe.As<RegoArray>(right), ref this),
            ValueKind.Object => Unsafe.As<RegoObject>(left).EqualTo(Unsafe.As<RegoObject>(right), ref this),
            _ => Unsafe.As<RegoSet>(left).Table.SetEquals(Unsafe.As<RegoSet>(right).Table, ref this),
        };
        if (_work - before >= WorthKeeping)
        {
            _known?.Keep(left, right, result);
        }
        return result;
    }

    private int OrderParts(Payload left, Payload right)
    {
        if (ReferenceEquals(left, right) || (_work >= Long && (_known ??= new EqualParts()).Find(left, right) == true))
        {
            return 0;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var before = _work;
        Count(1);
        var order = left.Kind switch
        {
            ValueKind.Array => Unsafe.As<RegoArray>(left).CompareTo(Unsafe.As<RegoArray>(right), ref this),
            ValueKind.Object => Unsafe.As<RegoObject>(left).CompareTo(Unsafe.As<RegoObject>(right), ref this),
            _ => Unsafe.As<RegoSet>(left).CompareTo(Unsafe.As<RegoSet>(right), ref this),
        };
        if (order == 0 && _work - before >= WorthKeeping)
        {
            _known?.Keep(left, right, true);
        }
        return order;
    }

    /// <summary>Tells the watch, unless the comparison was too short to matter.</summary>
    private void Finish()
    {
        if (_work - _told >= WorthKeeping)
        {
            Tell();
        }
    }

    private void Tell()
    {
        WorkWatch.Spend((_work - _told) / ItemsPerWork);
        _told = _work;
    }
}
