using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>Writes 64-bit floats by the fewest decimal digits that read back the same, in the forms that Rego prints.</summary>
internal static class BinaryFloatText
{
    /// <summary>Whole numbers longer than this are written with an exponent, so that a short expression never makes a huge text.</summary>
    private const int MaxWholeDigits = 10_000;

    private const int ExactExponent = 6_000;

    /// <summary>Makes a number: whole ones in full, others with an exponent when it is below -4 or above 5.</summary>
    /// <param name="value">The float.</param>
    /// <returns>The number; undefined when it is out of range.</returns>
    public static RegoValue ToNumber(in BinaryFloat value)
    {
        if (value.Sign == 0)
        {
            return RegoValue.From(0);
        }
        if (value.IsOutOfRange)
        {
            return default;
        }
        if (value.IsInteger && value.Exponent <= 0)
        {
            // At most 64 bits: the shortest text is the number itself.
            return RegoValue.From((BigInteger)(value.Mantissa >> (int)-value.Exponent) * value.Sign);
        }
        var (digits, point) = Shortest(value);
        return RegoValue.FromNumberText(value.IsInteger && point <= MaxWholeDigits
            ? Sign(value) + digits.PadRight((int)point, '0')
            : Sign(value) + WriteGeneral(digits, point));
    }

    private static string Sign(in BinaryFloat value) => value.Sign < 0 ? "-" : "";

    /// <summary>Writes digits whose decimal point stands after the first <paramref name="point"/> of them.</summary>
    private static string WriteGeneral(string digits, long point)
    {
        var exponent = point - 1;
        if (exponent is < -4 or >= 6)
        {
            var text = new StringBuilder().Append(digits[0]);
            if (digits.Length > 1)
            {
                text.Append('.').Append(digits, 1, digits.Length - 1);
            }
            text.Append('e').Append(exponent < 0 ? '-' : '+');
            return text.Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)).ToString();
        }
        if (point <= 0)
        {
            return "0." + new string('0', (int)-point) + digits;
        }
        return point >= digits.Length ? digits.PadRight((int)point, '0') : string.Concat(digits.AsSpan(0, (int)point), ".", digits.AsSpan((int)point));
    }

    /// <summary>Finds the fewest digits within half a unit of the last bit; at the very edge only when the mantissa is even.</summary>
    private static (string Digits, long Point) Shortest(in BinaryFloat value)
    {
        // In units of half the last bit: the number is 2m, its neighbourhood reaches from 2m - 1 to 2m + 1.
        var middle = (BigInteger)value.Mantissa * 2;
        var (scale, shift) = Scale(value.Exponent - 1);
        var (x, point) = ToDigits(middle * scale, shift);
        var (lower, _) = ToDigits((middle - 1) * scale, shift);
        var (upper, _) = ToDigits((middle + 1) * scale, shift);
        var isInclusive = (value.Mantissa & 1) == 0;
        for (var i = 0; i < x.Length; i++)
        {
            var l = i < lower.Length ? lower[i] : '0';
            var u = i < upper.Length ? upper[i] : '0';
            var canCutDown = l != x[i] || (isInclusive && i + 1 == lower.Length);
            var canCutUp = x[i] != u && (isInclusive || x[i] + 1 < u || i + 1 < upper.Length);
            if (canCutDown && canCutUp)
            {
                return RoundAt(x, point, i + 1, IsUpperHalf(x, i + 1));
            }
            if (canCutDown || canCutUp)
            {
                return RoundAt(x, point, i + 1, canCutUp);
            }
        }
        return (x, point);
    }

    /// <summary>Returns what brings 2^exponent to a whole number: the factor, and the power of ten that it leaves.</summary>
    private static (BigInteger Factor, long PowerOfTen) Scale(long exponent)
    {
        if (Math.Abs(exponent) <= ExactExponent)
        {
            return exponent >= 0 ? (BigInteger.One << (int)exponent, 0) : (BigInteger.Pow(5, (int)-exponent), exponent);
        }
        // 2^e = 10^d × 2^(e-d) / 5^d, with d near e × log10(2): worked out to some 180 bits, far beyond the 64 that matter.
        var d = (long)Math.Round(exponent * 0.30102999566398119521) - 40;
        var (power, powerExponent) = BinaryFloat.PowerOfFive(Math.Abs(d));
        var rest = exponent - d;
        if (d >= 0)
        {
            var up = rest - powerExponent;
            return (up >= 0 ? (BigInteger.One << (int)up) / power : BigInteger.One / (power << (int)-up), d);
        }
        var total = rest + powerExponent;
        return (total >= 0 ? power << (int)total : power >> (int)-total, d);
    }

    private static (string Digits, long Point) ToDigits(in BigInteger value, long powerOfTen)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return (text.TrimEnd('0'), text.Length + powerOfTen);
    }

    private static bool IsUpperHalf(string digits, int length)
    {
        if (length >= digits.Length)
        {
            return false;
        }
        if (digits[length] == '5' && length + 1 == digits.Length)
        {
            return length > 0 && (digits[length - 1] - '0') % 2 != 0;
        }
        return digits[length] >= '5';
    }

    private static (string Digits, long Point) RoundAt(string digits, long point, int length, bool up)
    {
        var kept = digits.AsSpan(0, Math.Min(length, digits.Length)).ToArray();
        if (!up)
        {
            return (new string(kept).TrimEnd('0'), point);
        }
        for (var i = kept.Length - 1; i >= 0; i--)
        {
            if (kept[i] != '9')
            {
                kept[i]++;
                return (new string(kept, 0, i + 1), point);
            }
        }
        return ("1", point + 1);
    }
}
