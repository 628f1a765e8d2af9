using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>
/// Arithmetic on numbers as Rego defines it: exact on integers of any size, and on 64-bit binary floats where an operand has a point
/// or an exponent. A result beyond all range is undefined.
/// </summary>
internal static class NumberArithmetic
{
    /// <summary>Integers of more bits are refused: some 300,000 digits, beyond which each operation takes long.</summary>
    private const int MaxIntegerBits = 1_050_000;

    private const int MaxIntegerDigits = 316_000;

    /// <summary>Tells whether an integer is longer than arithmetic goes.</summary>
    public static bool IsTooLong(in BigInteger value) => value.GetBitLength() > MaxIntegerBits;

    /// <summary>Adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegoValue Add(in RegoValue x, in RegoValue y)
    {
        if (x.IsInteger && y.IsInteger)
        {
            var sum = unchecked(x.Bits + y.Bits);
            if (((x.Bits ^ sum) & (y.Bits ^ sum)) >= 0)
            {
                return RegoValue.From(sum);
            }
        }
        return AddSlow(x, y);
    }

    /// <summary>Subtracts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegoValue Subtract(in RegoValue x, in RegoValue y)
    {
        if (x.IsInteger && y.IsInteger)
        {
            var difference = unchecked(x.Bits - y.Bits);
            if (((x.Bits ^ y.Bits) & (x.Bits ^ difference)) >= 0)
            {
                return RegoValue.From(difference);
            }
        }
        return SubtractSlow(x, y);
    }

    /// <summary>Multiplies.</summary>
    public static RegoValue Multiply(in RegoValue x, in RegoValue y)
    {
        if (x.IsInteger && y.IsInteger)
        {
            var high = Math.BigMul(x.Bits, y.Bits, out var low);
            if (high == low >> 63)
            {
                return RegoValue.From(low);
            }
        }
        if (TryGetInteger(x, out var a) && TryGetInteger(y, out var b))
        {
            return a.GetBitLength() + b.GetBitLength() > MaxIntegerBits ? default : RegoValue.From(a * b);
        }
        return BinaryFloat.TryFrom(x, out var p) && BinaryFloat.TryFrom(y, out var q)
            ? BinaryFloatText.ToNumber(BinaryFloat.Multiply(p, q))
            : default;
    }

    /// <summary>Divides; undefined when the divisor is zero.</summary>
    public static RegoValue Divide(in RegoValue x, in RegoValue y)
    {
        if (x.IsInteger && y.IsInteger && y.Bits != 0 && y.Bits != -1)
        {
            var (quotient, remainder) = Math.DivRem(x.Bits, y.Bits);
            if (remainder == 0)
            {
                return RegoValue.From(quotient);
            }
        }
        return BinaryFloat.TryFrom(x, out var p) && BinaryFloat.TryFrom(y, out var q) && q.Sign != 0
            ? BinaryFloatText.ToNumber(BinaryFloat.Divide(p, q))
            : default;
    }

    /// <summary>Returns the remainder, with the sign of the dividend; undefined when the divisor is zero or an operand is not whole.</summary>
    public static RegoValue Remainder(in RegoValue x, in RegoValue y)
    {
        if (x.IsInteger && y.IsInteger && y.Bits != 0)
        {
            return RegoValue.From(y.Bits == -1 ? 0 : x.Bits % y.Bits);
        }
        return TryGetWhole(x, out var a) && TryGetWhole(y, out var b) && !b.IsZero
            ? RegoValue.From(BigInteger.Remainder(a, b))
            : default;
    }

    /// <summary>Tells whether a number is zero as division sees it.</summary>
    public static bool IsZero(in RegoValue value) => value.IsInteger ? value.Bits == 0 : NumberComparison.Exact(value).Mantissa.IsZero;

    /// <summary>Returns the integer when a number is written as one: without point and exponent.</summary>
    public static bool TryGetInteger(in RegoValue value, out BigInteger integer)
    {
        if (value.IsInteger)
        {
            integer = value.Bits;
            return true;
        }
        if (value.Reference is BigNumber big && big.Text.Length <= MaxIntegerDigits && big.Text.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
        {
            integer = BigInteger.Parse(big.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return true;
        }
        integer = default;
        return false;
    }

    /// <summary>Returns the integer when a number is whole, however it is written.</summary>
    public static bool TryGetWhole(in RegoValue value, out BigInteger integer)
    {
        if (TryGetInteger(value, out integer))
        {
            return true;
        }
        return BinaryFloat.TryFrom(value, out var f) && f.IsInteger && f.TryTruncate(out integer);
    }

    private static RegoValue AddSlow(in RegoValue x, in RegoValue y)
    {
        if (TryGetInteger(x, out var a) && TryGetInteger(y, out var b))
        {
            return RegoValue.From(a + b);
        }
        return BinaryFloat.TryFrom(x, out var p) && BinaryFloat.TryFrom(y, out var q)
            ? BinaryFloatText.ToNumber(BinaryFloat.Add(p, q))
            : default;
    }

    private static RegoValue SubtractSlow(in RegoValue x, in RegoValue y)
    {
        if (TryGetInteger(x, out var a) && TryGetInteger(y, out var b))
        {
            return RegoValue.From(a - b);
        }
        return BinaryFloat.TryFrom(x, out var p) && BinaryFloat.TryFrom(y, out var q)
            ? BinaryFloatText.ToNumber(BinaryFloat.Add(p, BinaryFloat.Negate(q)))
            : default;
    }
}
