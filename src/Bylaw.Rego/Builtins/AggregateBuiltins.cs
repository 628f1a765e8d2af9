using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions that boil a collection down to one value, and sorting.</summary>
internal static class AggregateBuiltins
{
    private const int WorkPerFloat = 30;

    /// <summary>Counts the items of an array, keys of an object, members of a set, or code points of a string.</summary>
    [Builtin("count", "(collection: any<string, array[any], object[any: any], set[any]>) -> number")]
    internal static RegoValue Count(BuiltinContext context, in RegoValue collection) => collection.Reference switch
    {
        RegoArray array => array.Count,
        RegoObject obj => obj.Count,
        RegoSet set => set.Count,
        string text => CountRunes(text),
        _ => context.FailOperand(1, collection, "array", "object", "set", "string"),
    };

    private static int CountRunes(string text)
    {
        WorkWatch.SpendOn(text.Length);
        return ByteText.CountRunes(text);
    }

    /// <summary>Adds up numbers; integers of any size exactly. Nothing adds up to 0.</summary>
    [Builtin("sum", "(collection: any<array[number], set[number]>) -> number")]
    internal static RegoValue Sum(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetNumbers(context, collection, out var numbers))
        {
            return default;
        }
        if (TryAdd(numbers, out var plain))
        {
            return plain;
        }
        if (TryGetIntegers(context, numbers, out var integers))
        {
            var total = BigInteger.Zero;
            foreach (var integer in integers)
            {
                context.Spend();
                total += integer;
            }
            return RegoValue.From(total);
        }
        var sum = default(BinaryFloat);
        foreach (ref readonly var number in numbers)
        {
            context.Spend(WorkPerFloat);
            if (!BinaryFloat.TryFrom(number, out var value))
            {
                return context.Fail("number out of range");
            }
            sum = BinaryFloat.Add(sum, value);
        }
        return BinaryFloatText.ToNumber(sum);
    }

    /// <summary>Adds up values that are all integers of 64 bits; the sum may be larger.</summary>
    internal static bool TryAdd(ReadOnlySpan<RegoValue> values, out RegoValue sum)
    {
        var total = Int128.Zero;
        foreach (ref readonly var value in values)
        {
            if (!value.IsInteger)
            {
                sum = default;
                return false;
            }
            total += value.Bits;
        }
        sum = (long)total == total ? RegoValue.From((long)total) : RegoValue.From((BigInteger)total);
        return true;
    }

    /// <summary>Multiplies numbers; integers of any size exactly. Nothing multiplies to 1.</summary>
    [Builtin("product", "(collection: any<array[number], set[number]>) -> number")]
    internal static RegoValue Product(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetNumbers(context, collection, out var numbers))
        {
            return default;
        }
        if (TryGetIntegers(context, numbers, out var integers))
        {
            var total = BigInteger.One;
            foreach (var integer in integers)
            {
                context.Spend(1 + (int)(total.GetBitLength() / 16));
                total *= integer;
                if (NumberArithmetic.IsTooLong(total))
                {
                    return context.Fail("number out of range");
                }
            }
            return RegoValue.From(total);
        }
        var product = BinaryFloat.From(BigInteger.One);
        foreach (ref readonly var number in numbers)
        {
            context.Spend(WorkPerFloat);
            if (!BinaryFloat.TryFrom(number, out var value))
            {
                return context.Fail("number out of range");
            }
            product = BinaryFloat.Multiply(product, value);
        }
        var result = BinaryFloatText.ToNumber(product);
        return result.IsDefined ? result : context.Fail("number out of range");
    }

    /// <summary>Returns the last value in order; undefined for an empty collection.</summary>
    [Builtin("max", "(collection: any<array[any], set[any]>) -> any")]
    internal static RegoValue Max(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetItems(collection, out var items))
        {
            return context.FailOperand(1, collection, "set", "array");
        }
        return Last(items);
    }

    /// <summary>Returns the first value in order; undefined for an empty collection.</summary>
    [Builtin("min", "(collection: any<array[any], set[any]>) -> any")]
    internal static RegoValue Min(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetItems(collection, out var items))
        {
            return context.FailOperand(1, collection, "set", "array");
        }
        return First(items);
    }

    /// <summary>Returns the last of some values in order; of equal ones the later. Undefined for none.</summary>
    internal static RegoValue Last(ReadOnlySpan<RegoValue> items)
    {
        var last = items.IsEmpty ? default : items[0];
        foreach (ref readonly var item in items)
        {
            last = last.CompareTo(item) <= 0 ? item : last;
        }
        return last;
    }

    /// <summary>Returns the first of some values in order; of equal ones the later. Undefined for none.</summary>
    internal static RegoValue First(ReadOnlySpan<RegoValue> items)
    {
        var first = items.IsEmpty ? default : items[0];
        foreach (ref readonly var item in items)
        {
            first = first.CompareTo(item) >= 0 ? item : first;
        }
        return first;
    }

    /// <summary>Sorts values in Rego's order.</summary>
    [Builtin("sort", "(collection: any<array[any], set[any]>) -> array[any]")]
    internal static RegoValue Sort(BuiltinContext context, in RegoValue collection)
    {
        if (collection.TryGetSet(out var set))
        {
            return RegoArray.Wrap(set.ToSortedArray());
        }
        if (!collection.TryGetArray(out var array))
        {
            return context.FailOperand(1, collection, "set", "array");
        }
        context.Reserve((long)array.Count * BuiltinLimits.ValueBytes);
        var items = array.AsSpan().ToArray();
        ValueSort.Sort(items);
        return RegoArray.Wrap(items);
    }

    /// <summary>Tells whether every item is `true`; so it is for an empty collection.</summary>
    [Builtin("all", "(collection: any<array[any], set[any]>) -> boolean", Deprecated = true)]
    internal static RegoValue All(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetItems(collection, out var items))
        {
            return context.FailOperand(1, collection, "array", "set");
        }
        foreach (ref readonly var item in items)
        {
            if (!item.IsTrue)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Tells whether some item is `true`.</summary>
    [Builtin("any", "(collection: any<array[any], set[any]>) -> boolean", Deprecated = true)]
    internal static RegoValue Any(BuiltinContext context, in RegoValue collection)
    {
        if (!TryGetItems(collection, out var items))
        {
            return context.FailOperand(1, collection, "array", "set");
        }
        foreach (ref readonly var item in items)
        {
            if (item.IsTrue)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Lends the items of an array or, in no certain order, the members of a set.</summary>
    internal static bool TryGetItems(in RegoValue collection, out ReadOnlySpan<RegoValue> items)
    {
        items = collection.Reference switch
        {
            RegoArray array => array.AsSpan(),
            RegoSet set => set.Table.Keys,
            _ => default,
        };
        WorkWatch.SpendOn(items.Length);
        return collection.Kind is ValueKind.Array or ValueKind.Set;
    }

    private static bool TryGetNumbers(BuiltinContext context, in RegoValue collection, out ReadOnlySpan<RegoValue> numbers)
    {
        // Floats do not add up the same in every order, so a set is taken in its order.
        numbers = collection.TryGetSet(out var set) ? set.ToSortedArray() : default;
        if (set is null && !TryGetItems(collection, out numbers))
        {
            context.FailOperand(1, collection, "set", "array");
            return false;
        }
        foreach (ref readonly var item in numbers)
        {
            if (!item.IsNumber)
            {
                context.FailElement(1, collection, item, "number");
                return false;
            }
        }
        return true;
    }

    private static bool TryGetIntegers(BuiltinContext context, ReadOnlySpan<RegoValue> numbers, out BigInteger[] integers)
    {
        context.Reserve((long)numbers.Length * BuiltinLimits.ValueBytes);
        integers = new BigInteger[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            context.Spend(numbers[i].IsInteger ? 1 : 1 + numbers[i].NumberAsText().Length);
            if (!NumberArithmetic.TryGetInteger(numbers[i], out integers[i]))
            {
                return false;
            }
        }
        return true;
    }
}
