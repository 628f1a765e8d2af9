using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Arithmetic, rounding, ranges and random numbers.</summary>
internal static class NumberBuiltins
{
    private const string OutOfRange = "number out of range";

    /// <summary>Adds two numbers; integers of any size exactly.</summary>
    [Builtin("plus", "(x: number, y: number) -> number", Infix = "+")]
    internal static RegoValue Plus(BuiltinContext context, in RegoValue x, in RegoValue y) => Check(context, NumberArithmetic.Add(x, y));

    /// <summary>Multiplies two numbers; integers of any size exactly.</summary>
    [Builtin("mul", "(x: number, y: number) -> number", Infix = "*")]
    internal static RegoValue Multiply(BuiltinContext context, in RegoValue x, in RegoValue y) => Check(context, NumberArithmetic.Multiply(x, y));

    /// <summary>Divides the first number by the second; refuses zero.</summary>
    [Builtin("div", "(x: number, y: number) -> number", Infix = "/")]
    internal static RegoValue Divide(BuiltinContext context, in RegoValue x, in RegoValue y) =>
        NumberArithmetic.IsZero(y) ? context.Fail("divide by zero") : Check(context, NumberArithmetic.Divide(x, y));

    /// <summary>Returns the remainder of a division of whole numbers, with the sign of the first; refuses zero.</summary>
    [Builtin("rem", "(x: number, y: number) -> number", Infix = "%")]
    internal static RegoValue Remainder(BuiltinContext context, in RegoValue x, in RegoValue y)
    {
        var result = NumberArithmetic.Remainder(x, y);
        if (result.IsDefined)
        {
            return result;
        }
        return NumberArithmetic.TryGetWhole(x, out _) && NumberArithmetic.TryGetWhole(y, out _)
            ? context.Fail("modulo by zero")
            : context.Fail("modulo on floating-point number");
    }

    /// <summary>Subtracts a number from a number, or a set from a set: the members of the first that the second lacks.</summary>
    [Builtin("minus", "(x: any<number, set[any]>, y: any<number, set[any]>) -> any<number, set[any]>", Infix = "-")]
    internal static RegoValue Minus(BuiltinContext context, in RegoValue x, in RegoValue y)
    {
        if (x.IsNumber && y.IsNumber)
        {
            return Check(context, NumberArithmetic.Subtract(x, y));
        }
        if (x.TryGetSet(out var set) && y.TryGetSet(out var other))
        {
            return SetBuiltins.Difference(context, set, other);
        }
        if (!x.IsNumber && x.Kind != ValueKind.Set)
        {
            return context.FailOperand(1, x, "number", "set");
        }
        return context.FailOperand(2, y, x.IsNumber ? "number" : "set");
    }

    /// <summary>Returns a number without its sign.</summary>
    [Builtin("abs", "(x: number) -> number")]
    internal static RegoValue Abs(BuiltinContext context, in RegoValue x)
    {
        if (NumberArithmetic.TryGetInteger(x, out var integer))
        {
            return RegoValue.From(BigInteger.Abs(integer));
        }
        if (!BinaryFloat.TryFrom(x, out var value))
        {
            return context.Fail(OutOfRange);
        }
        return Check(context, BinaryFloatText.ToNumber(value.Sign < 0 ? BinaryFloat.Negate(value) : value));
    }

    /// <summary>Rounds to the nearest whole number, halves away from zero.</summary>
    [Builtin("round", "(x: number) -> number")]
    internal static RegoValue Round(BuiltinContext context, in RegoValue x) => ToWhole(context, x, static (value, whole, order) =>
    {
        BinaryFloat.TryFromDecimal(5, -1, out var half);
        var moved = BinaryFloat.Add(value, order < 0 ? BinaryFloat.Negate(half) : half);
        return moved.TryTruncate(out var rounded) ? rounded : whole;
    });

    /// <summary>Rounds up to a whole number.</summary>
    [Builtin("ceil", "(x: number) -> number")]
    internal static RegoValue Ceil(BuiltinContext context, in RegoValue x) =>
        ToWhole(context, x, static (value, whole, order) => order > 0 && !value.IsInteger ? whole + 1 : whole);

    /// <summary>Rounds down to a whole number.</summary>
    [Builtin("floor", "(x: number) -> number")]
    internal static RegoValue Floor(BuiltinContext context, in RegoValue x) =>
        ToWhole(context, x, static (value, whole, order) => order < 0 && !value.IsInteger ? whole - 1 : whole);

    /// <summary>Lists the whole numbers from <paramref name="a"/> to <paramref name="b"/>, both included, upwards or downwards.</summary>
    [Builtin("numbers.range", "(a: number, b: number) -> array[number]")]
    internal static RegoValue Range(BuiltinContext context, in RegoValue a, in RegoValue b) =>
        TryGetBound(context, 1, a, out var first) && TryGetBound(context, 2, b, out var last) ? MakeRange(context, first, last, BigInteger.One) : default;

    /// <summary>Lists whole numbers from <paramref name="a"/> towards <paramref name="b"/>, <paramref name="step"/> apart.</summary>
    [Builtin("numbers.range_step", "(a: number, b: number, step: number) -> array[number]")]
    internal static RegoValue RangeStep(BuiltinContext context, in RegoValue a, in RegoValue b, in RegoValue step)
    {
        if (!TryGetBound(context, 1, a, out var first) || !TryGetBound(context, 2, b, out var last) || !TryGetBound(context, 3, step, out var by))
        {
            return default;
        }
        return by.Sign <= 0
            ? context.Fail("numbers.range_step: step must be a positive integer")
            : MakeRange(context, first, last, by);
    }

    /// <summary>Returns a random whole number from 0 up to but not <paramref name="n"/>; the same one for the same operands throughout a query.</summary>
    [Builtin("rand.intn", "(str: string, n: number) -> number", Effect = BuiltinEffect.OncePerQuery)]
    internal static RegoValue RandomBelow(BuiltinContext context, string str, long n)
    {
        if (n == 0)
        {
            return 0;
        }
        var bound = n == long.MinValue ? long.MaxValue : Math.Abs(n);
        return context.OncePerQuery(RegoArray.Create(str, bound), () => RandomSource.Of(context).NextInt64(bound));
    }

    private static RegoValue Check(BuiltinContext context, in RegoValue result) => result.IsDefined ? result : context.Fail(OutOfRange);

    private static RegoValue ToWhole(BuiltinContext context, in RegoValue x, Func<BinaryFloat, BigInteger, int, BigInteger> round)
    {
        if (NumberArithmetic.TryGetInteger(x, out var integer))
        {
            return RegoValue.From(integer);
        }
        return BinaryFloat.TryFrom(x, out var value) && value.TryTruncate(out var whole)
            ? RegoValue.From(round(value, whole, value.Sign))
            : context.Fail(OutOfRange);
    }

    private static bool TryGetBound(BuiltinContext context, int position, in RegoValue operand, out BigInteger bound)
    {
        if (NumberArithmetic.TryGetWhole(operand, out bound))
        {
            return true;
        }
        context.Fail($"operand {position} must be integer number but got floating-point number", BuiltinError.TypeCode);
        return false;
    }

    private static RegoValue MakeRange(BuiltinContext context, in BigInteger first, in BigInteger last, in BigInteger step)
    {
        var count = (BigInteger.Abs(last - first) / step) + 1;
        if (count > BuiltinLimits.MaxItems)
        {
            return context.Fail($"the range has {count} numbers, more than {BuiltinLimits.MaxItems}");
        }
        context.Reserve((long)count * BuiltinLimits.ValueBytes);
        var items = new RegoValue[(int)count];
        var by = last < first ? -step : step;
        if (BigInteger.Abs(first) < long.MaxValue / 4 && BigInteger.Abs(last) < long.MaxValue / 4)
        {
            var start = (long)first;
            var stride = items.Length > 1 ? (long)by : 0;
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = start + (i * stride);
            }
            return RegoArray.Wrap(items);
        }
        for (var i = 0; i < items.Length; i++)
        {
            context.Spend(10 + (int)(first.GetBitLength() / 8));
            items[i] = RegoValue.From(first + (i * by));
        }
        return RegoArray.Wrap(items);
    }
}
