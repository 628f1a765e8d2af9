using System.Globalization;
using System.Numerics;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>A binary number of 512 significant bits, the precision that HCL gives to every number.</summary>
/// <remarks>Source: HCL specification, "numbers are arbitrary-precision"; its reference implementation rounds to 512 bits, to nearest even.</remarks>
internal readonly struct BigFloat : IComparable<BigFloat>
{
    private const int Precision = 512;
    private const int MaxExponent = 10_000;
    private readonly BigInteger _mantissa;
    private readonly int _exponent;

    private BigFloat(BigInteger mantissa, int exponent)
    {
        _mantissa = mantissa;
        _exponent = exponent;
    }

    public bool IsZero => _mantissa.IsZero;

    public int Sign => _mantissa.Sign;

    public static BigFloat From(long value) => Round(value, 0);

    public static bool TryParse(ReadOnlySpan<char> text, out BigFloat result)
    {
        result = default;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            result = From(small);
            return true;
        }
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+' && text.Length > 0)
        {
            text = text[1..];
        }
        var mark = text.IndexOfAny('e', 'E');
        var exponent = 0;
        if (mark >= 0 && !int.TryParse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }
        var digits = mark < 0 ? text : text[..mark];
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits.ToString() : string.Concat(digits[..point], digits[(point + 1)..]);
        exponent -= point < 0 ? 0 : digits.Length - point - 1;
        if (whole.Length == 0 || whole.Length > MaxExponent || Math.Abs((long)exponent) > MaxExponent
            || !BigInteger.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var mantissa))
        {
            return false;
        }
        mantissa = negative ? -mantissa : mantissa;
        result = exponent >= 0 ? Round(mantissa * BigInteger.Pow(10, exponent), 0) : Quotient(mantissa, BigInteger.Pow(10, -exponent), 0);
        return true;
    }

    public static BigFloat operator -(BigFloat a) => new(-a._mantissa, a._exponent);

    public static BigFloat operator +(BigFloat a, BigFloat b)
    {
        var low = Math.Min(a._exponent, b._exponent);
        return Round((a._mantissa << (a._exponent - low)) + (b._mantissa << (b._exponent - low)), low);
    }

    public static BigFloat operator -(BigFloat a, BigFloat b) => a + -b;

    public static BigFloat operator *(BigFloat a, BigFloat b) => Round(a._mantissa * b._mantissa, a._exponent + b._exponent);

    public static BigFloat operator /(BigFloat a, BigFloat b) => Quotient(a._mantissa, b._mantissa, a._exponent - b._exponent);

    /// <summary>The remainder of truncating division; its sign is that of <paramref name="a"/>.</summary>
    public static BigFloat operator %(BigFloat a, BigFloat b) => a - (b * (a / b).Truncate());

    public BigFloat Truncate() => _exponent >= 0 ? this : Round(BigInteger.Divide(_mantissa, BigInteger.One << -_exponent), 0);

    public BigFloat Floor() => Truncate() is var whole && Sign < 0 && whole.CompareTo(this) != 0 ? whole - From(1) : whole;

    public BigFloat Ceiling() => -(-this).Floor();

    public bool TryToInt32(out int value)
    {
        var whole = Truncate();
        var fits = whole.CompareTo(this) == 0 && whole.CompareTo(From(int.MaxValue)) <= 0 && whole.CompareTo(From(int.MinValue)) >= 0;
        value = fits ? (int)(whole._mantissa << whole._exponent) : 0;
        return fits;
    }

    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    public int CompareTo(BigFloat other) => (this - other).Sign;

    public ConfigValue ToValue(SourcePosition position = default) => ConfigValue.Number(ToString(), position);

    /// <summary>Writes the shortest digits that read back to the same number.</summary>
    public override string ToString()
    {
        if (_exponent >= 0)
        {
            return (_mantissa << _exponent).ToString(CultureInfo.InvariantCulture);
        }
        // m * 2^-k is m * 5^k / 10^k, so the decimal form is exact.
        var scale = -_exponent;
        var exact = BigInteger.Abs(_mantissa) * BigInteger.Pow(5, scale);
        var digits = exact.ToString(CultureInfo.InvariantCulture);
        foreach (var keep in (ReadOnlySpan<int>)[20, 80, 155, 157])
        {
            if (digits.Length > keep)
            {
                var cut = BigInteger.Pow(10, digits.Length - keep);
                var text = Place((exact + (cut / 2)) / cut * cut, scale);
                if (TryParse(text, out var back) && back.CompareTo(this) == 0)
                {
                    return text;
                }
            }
        }
        return Place(exact, scale);
    }

    private string Place(BigInteger value, int scale)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var fraction = digits[^scale..].TrimEnd('0');
        return (Sign < 0 ? "-" : string.Empty) + digits[..^scale] + (fraction.Length > 0 ? "." + fraction : string.Empty);
    }

    private static BigFloat Quotient(BigInteger a, BigInteger b, int exponent)
    {
        // Two guard bits beyond the precision, and a sticky bit for what is left over.
        var shift = (int)Math.Max(0, Precision + 2 - a.GetBitLength() + b.GetBitLength());
        var quotient = BigInteger.DivRem(a << shift, b, out var rest);
        quotient = (quotient << 1) + (rest.IsZero ? 0 : (a.Sign * b.Sign));
        return Round(quotient, exponent - shift - 1);
    }

    private static BigFloat Round(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero)
        {
            return default;
        }
        var magnitude = BigInteger.Abs(mantissa);
        var excess = (int)(magnitude.GetBitLength() - Precision);
        if (excess > 0)
        {
            var half = BigInteger.One << (excess - 1);
            var kept = magnitude >> excess;
            var rest = magnitude - (kept << excess);
            if (rest > half || (rest == half && !kept.IsEven))
            {
                kept += 1;
            }
            magnitude = kept;
            exponent += excess;
        }
        var zeros = (int)BigInteger.TrailingZeroCount(magnitude);
        return new BigFloat((magnitude >> zeros) * mantissa.Sign, exponent + zeros);
    }
}
