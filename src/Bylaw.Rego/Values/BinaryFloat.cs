using System.Numerics;

namespace Bylaw.Rego.Values;

/// <summary>
/// A binary floating-point number with a mantissa of 64 bits, rounded to nearest even: what Rego's arithmetic is defined on where a
/// number is no integer. The value is Sign × Mantissa × 2^Exponent; the mantissa's top bit is set unless the number is zero.
/// </summary>
internal readonly struct BinaryFloat
{
    /// <summary>Numbers beyond 2^±this are refused, so that no operation is more work than its operands are long.</summary>
    private const long MaxExponent = 2_000_000_000;

    /// <summary>Up to this power of ten a conversion is exact; beyond it powers are kept to 256 bits.</summary>
    private const long ExactPower = 2_000;

    private const int PowerBits = 256;

    private BinaryFloat(int sign, ulong mantissa, long exponent)
    {
        Sign = sign;
        Mantissa = mantissa;
        Exponent = exponent;
    }

    public int Sign { get; }

    public ulong Mantissa { get; }

    public long Exponent { get; }

    /// <summary>Gets whether the number is whole.</summary>
    public bool IsInteger => Sign == 0 || Exponent >= 0 || (Exponent > -64 && BitOperations.TrailingZeroCount(Mantissa) >= -Exponent);

    /// <summary>Converts a number.</summary>
    /// <param name="value">A number.</param>
    /// <param name="result">The nearest float.</param>
    /// <returns>False when the number is beyond the range.</returns>
    public static bool TryFrom(in RegoValue value, out BinaryFloat result)
    {
        var (mantissa, exponent, _) = NumberComparison.Exact(value);
        return TryFromDecimal(mantissa, exponent, out result);
    }

    /// <summary>Converts mantissa × 10^exponent.</summary>
    public static bool TryFromDecimal(in BigInteger mantissa, long exponent, out BinaryFloat result)
    {
        result = default;
        if (mantissa.IsZero)
        {
            return true;
        }
        if (Math.Abs(exponent) > MaxExponent / 4)
        {
            return false;
        }
        var sign = mantissa.Sign;
        var magnitude = BigInteger.Abs(mantissa);
        var (power, powerExponent) = PowerOfFive(Math.Abs(exponent));
        if (exponent >= 0)
        {
            result = Round(sign, magnitude * power, powerExponent + exponent, isSticky: false);
            return true;
        }
        var shift = Math.Max(0, 66 + (long)power.GetBitLength() - (long)magnitude.GetBitLength());
        var quotient = BigInteger.DivRem(magnitude << (int)shift, power, out var remainder);
        result = Round(sign, quotient, exponent - powerExponent - shift, !remainder.IsZero);
        return true;
    }

    public static BinaryFloat From(in BigInteger value) => Round(value.Sign, BigInteger.Abs(value), 0, isSticky: false);

    public static BinaryFloat Add(in BinaryFloat x, in BinaryFloat y)
    {
        if (x.Sign == 0 || y.Sign == 0)
        {
            return x.Sign == 0 ? y : x;
        }
        var distance = x.Exponent - y.Exponent;
        if (Math.Abs(distance) > 130)
        {
            // The smaller one is below a quarter of the larger one's last bit.
            return distance > 0 ? x : y;
        }
        var least = Math.Min(x.Exponent, y.Exponent);
        var sum = (((BigInteger)x.Mantissa * x.Sign) << (int)(x.Exponent - least)) + (((BigInteger)y.Mantissa * y.Sign) << (int)(y.Exponent - least));
        return Round(sum.Sign, BigInteger.Abs(sum), least, isSticky: false);
    }

    public static BinaryFloat Negate(in BinaryFloat x) => new(-x.Sign, x.Mantissa, x.Exponent);

    public static BinaryFloat Multiply(in BinaryFloat x, in BinaryFloat y) =>
        x.Sign == 0 || y.Sign == 0
            ? default
            : Round(x.Sign * y.Sign, (BigInteger)x.Mantissa * y.Mantissa, x.Exponent + y.Exponent, isSticky: false);

    /// <summary>Divides by a number other than zero.</summary>
    public static BinaryFloat Divide(in BinaryFloat x, in BinaryFloat y)
    {
        if (x.Sign == 0)
        {
            return default;
        }
        var quotient = BigInteger.DivRem((BigInteger)x.Mantissa << 67, y.Mantissa, out var remainder);
        return Round(x.Sign * y.Sign, quotient, x.Exponent - y.Exponent - 67, !remainder.IsZero);
    }

    public int CompareTo(in BinaryFloat other) => Add(this, Negate(other)).Sign;

    /// <summary>Gets whether the number has grown out of range.</summary>
    public bool IsOutOfRange => Math.Abs(Exponent) > MaxExponent;

    /// <summary>Returns the whole part, towards zero.</summary>
    /// <param name="whole">The whole part.</param>
    /// <returns>False when it has more than a hundred thousand digits.</returns>
    public bool TryTruncate(out BigInteger whole)
    {
        whole = BigInteger.Zero;
        if (Sign == 0 || Exponent <= -64)
        {
            return true;
        }
        if (Exponent > 350_000)
        {
            return false;
        }
        whole = Exponent >= 0 ? (BigInteger)Mantissa << (int)Exponent : Mantissa >> (int)-Exponent;
        whole *= Sign;
        return true;
    }

    /// <summary>Returns 5^n as Mantissa × 2^Exponent: exact up to a bound, else kept to 256 bits.</summary>
    internal static (BigInteger Mantissa, long Exponent) PowerOfFive(long n)
    {
        if (n <= ExactPower)
        {
            return (BigInteger.Pow(5, (int)n), 0);
        }
        var result = (Mantissa: BigInteger.One, Exponent: 0L);
        var square = (Mantissa: new BigInteger(5), Exponent: 0L);
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result = Keep(result.Mantissa * square.Mantissa, result.Exponent + square.Exponent);
            }
            square = Keep(square.Mantissa * square.Mantissa, square.Exponent * 2);
        }
        return result;
    }

    private static (BigInteger Mantissa, long Exponent) Keep(in BigInteger mantissa, long exponent)
    {
        var excess = (long)mantissa.GetBitLength() - PowerBits;
        return excess <= 0 ? (mantissa, exponent) : (mantissa >> (int)excess, exponent + excess);
    }

    /// <summary>Rounds to 64 bits, to nearest, ties to even.</summary>
    /// <param name="sign">The sign.</param>
    /// <param name="magnitude">The mantissa, of any length.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="isSticky">Whether the true value is a little larger than the mantissa says.</param>
    private static BinaryFloat Round(int sign, in BigInteger magnitude, long exponent, bool isSticky)
    {
        if (magnitude.IsZero)
        {
            return default;
        }
        var excess = (int)((long)magnitude.GetBitLength() - 64);
        if (excess <= 0)
        {
            return new BinaryFloat(sign, (ulong)magnitude << -excess, exponent + excess);
        }
        var kept = (ulong)(magnitude >> excess);
        var rest = magnitude & ((BigInteger.One << excess) - 1);
        var order = rest.CompareTo(BigInteger.One << (excess - 1));
        var up = order > 0 || (order == 0 && (isSticky || (kept & 1) != 0));
        exponent += excess;
        if (up && ++kept == 0)
        {
            kept = 1UL << 63;
            exponent++;
        }
        return new BinaryFloat(sign, kept, exponent);
    }
}
