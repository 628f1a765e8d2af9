using System.Numerics;

namespace Bylaw.Rego.Values;

/// <summary>Compares and hashes numbers exactly, whatever form they are kept in.</summary>
internal static class NumberComparison
{
    /// <summary>The places by which a number is moved without being counted as work.</summary>
    private const int LongShift = 256;

    /// <summary>The work of moving a long number by a place.</summary>
    private const int WorkPerPlace = 4;

    /// <summary>Compares two numbers.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(in RegoValue left, in RegoValue right)
    {
        if (left.IsInteger && right.IsInteger)
        {
            return left.Bits.CompareTo(right.Bits);
        }
        if (left.Reference is ScalarMarker && right.Reference is ScalarMarker)
        {
            return ComparePacked(Unpack(left), Unpack(right));
        }
        var (leftMantissa, leftExponent, leftDigits) = Exact(left);
        var (rightMantissa, rightExponent, rightDigits) = Exact(right);
        var sign = leftMantissa.Sign;
        if (sign != rightMantissa.Sign)
        {
            return sign.CompareTo(rightMantissa.Sign);
        }
        if (sign == 0)
        {
            return 0;
        }
        // The place of the first digit decides without scaling, so that 1e1000000 is never written out.
        var magnitude = (leftExponent + leftDigits).CompareTo(rightExponent + rightDigits);
        if (magnitude != 0)
        {
            return sign * magnitude;
        }
        var shift = leftExponent - rightExponent;
        if (Math.Abs(shift) > LongShift)
        {
            WorkWatch.Spend(Math.Abs(shift) * WorkPerPlace);
        }
        return shift >= 0
            ? (leftMantissa * BigInteger.Pow(10, (int)shift)).CompareTo(rightMantissa)
            : leftMantissa.CompareTo(rightMantissa * BigInteger.Pow(10, (int)-shift));
    }

    /// <summary>Hashes a packed decimal so that equal numbers hash alike.</summary>
    /// <param name="bits">The packed decimal.</param>
    /// <returns>A hash code.</returns>
    public static int HashDecimal(long bits)
    {
        var mantissa = bits >> 8;
        var scale = (int)(byte)bits;
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }
        return scale == 0 ? RegoValue.HashOf(mantissa) : HashCode(mantissa, -scale);
    }

    /// <summary>Hashes a number in its exact form so that equal numbers hash alike.</summary>
    /// <param name="mantissa">The mantissa without trailing zeros.</param>
    /// <param name="exponent">The power of ten.</param>
    /// <returns>A hash code.</returns>
    public static int Hash(in BigInteger mantissa, long exponent)
    {
        if (mantissa.IsZero)
        {
            return RegoValue.HashOf(0);
        }
        if (exponent is >= 0 and <= 18)
        {
            var whole = mantissa * BigInteger.Pow(10, (int)exponent);
            if (whole >= long.MinValue && whole <= long.MaxValue)
            {
                return RegoValue.HashOf((long)whole);
            }
        }
        return mantissa >= long.MinValue && mantissa <= long.MaxValue
            ? HashCode((long)mantissa, exponent)
            : HashCode(mantissa.GetHashCode(), exponent);
    }

    /// <summary>Returns the exact value of a number as mantissa × 10^exponent, without trailing zeros for big numbers.</summary>
    /// <param name="value">A number.</param>
    /// <returns>Mantissa, power of ten, and the number of digits of the mantissa.</returns>
    public static (BigInteger Mantissa, long Exponent, int Digits) Exact(in RegoValue value)
    {
        if (value.Reference is BigNumber big)
        {
            return (big.Mantissa, big.Exponent, big.Digits);
        }
        var (mantissa, scale) = Unpack(value);
        return (mantissa, -scale, CountDigits(mantissa));
    }

    /// <summary>Returns mantissa and scale of an integer or packed decimal.</summary>
    /// <param name="value">An integer or a packed decimal.</param>
    /// <returns>The number is Mantissa / 10^Scale.</returns>
    public static (long Mantissa, int Scale) Unpack(in RegoValue value) =>
        value.IsInteger ? (value.Bits, 0) : (value.Bits >> 8, (byte)value.Bits);

    private static int CountDigits(long value)
    {
        var magnitude = value < 0 ? (ulong)-(value + 1) + 1 : (ulong)value;
        var digits = 1;
        while (magnitude >= 10)
        {
            magnitude /= 10;
            digits++;
        }
        return digits;
    }

    private static int ComparePacked((long Mantissa, int Scale) left, (long Mantissa, int Scale) right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        // INVARIANT: a packed scale is at most 18, a mantissa below 2^63: the products fit 128 bits.
        var a = (Int128)left.Mantissa * NumberText.PowerOfTen(scale - left.Scale);
        var b = (Int128)right.Mantissa * NumberText.PowerOfTen(scale - right.Scale);
        return a.CompareTo(b);
    }

    private static int HashCode(long mantissa, long exponent) => RegoValue.HashOf(mantissa ^ (exponent * 0x5851F42D4C957F2D));
}
