using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Values;

/// <summary>Reads and writes numbers as JSON text. What was written is kept: 1.0 stays 1.0, 1e3 stays 1e3.</summary>
internal static class NumberText
{
    /// <summary>The largest scale of a packed decimal.</summary>
    public const int MaxPackedScale = 18;

    /// <summary>The longest text of a number: what is longer is refused, since each operation on it takes long.</summary>
    public const int MaxLength = 400_000;

    /// <summary>From this many bits on an integer is written in halves: .NET's own way takes the square of the length.</summary>
    private const int WrittenInHalves = 30_000;

    private const long MaxPackedMantissa = (1L << 55) - 1;

    private static readonly long[] _powersOfTen = MakePowers();

    /// <summary>Returns 10^n for n from 0 to 18.</summary>
    public static long PowerOfTen(int exponent) => _powersOfTen[exponent];

    /// <summary>Reads a JSON number.</summary>
    /// <param name="text">The candidate text.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the text is not a JSON number, or longer than <see cref="MaxLength"/>.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RegoValue value)
    {
        if (text.Length > MaxLength || !IsJsonNumber(text))
        {
            value = default;
            return false;
        }
        value = TryPack(text, out var packed) ? packed : RegoValue.FromBigNumber(new BigNumber(text.ToString()));
        return true;
    }

    /// <summary>Reads a number that is known to be JSON number text in ASCII.</summary>
    /// <param name="utf8">Valid JSON number text.</param>
    /// <returns>The number.</returns>
    public static RegoValue FromJson(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length <= 20)
        {
            Span<char> text = stackalloc char[20];
            for (var i = 0; i < utf8.Length; i++)
            {
                text[i] = (char)utf8[i];
            }
            if (TryPack(text[..utf8.Length], out var packed))
            {
                return packed;
            }
        }
        return RegoValue.FromBigNumber(new BigNumber(System.Text.Encoding.ASCII.GetString(utf8)));
    }

    /// <summary>Writes a number as JSON text.</summary>
    /// <param name="value">A number.</param>
    /// <returns>The text as it was written or computed.</returns>
    public static string Write(in RegoValue value)
    {
        if (value.IsInteger)
        {
            return value.Bits.ToString(CultureInfo.InvariantCulture);
        }
        if (value.Reference is BigNumber big)
        {
            return big.Text;
        }
        Span<char> buffer = stackalloc char[24];
        return buffer[..FormatDecimal(value.Bits, buffer)].ToString();
    }

    /// <summary>Writes a packed decimal.</summary>
    /// <param name="bits">The packed decimal.</param>
    /// <param name="target">At least 24 characters.</param>
    /// <returns>The number of characters written.</returns>
    public static int FormatDecimal(long bits, Span<char> target)
    {
        var mantissa = bits >> 8;
        var scale = (int)(byte)bits;
        var length = 0;
        if (mantissa < 0)
        {
            target[length++] = '-';
            mantissa = -mantissa;
        }
        var (whole, fraction) = Math.DivRem(mantissa, PowerOfTen(scale));
        whole.TryFormat(target[length..], out var written, provider: CultureInfo.InvariantCulture);
        length += written;
        target[length++] = '.';
        for (var i = scale - 1; i >= 0; i--)
        {
            target[length + i] = (char)('0' + (fraction % 10));
            fraction /= 10;
        }
        return length + scale;
    }

    /// <summary>Makes a number out of a big integer.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The number.</returns>
    public static RegoValue From(in BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue
            ? RegoValue.From((long)value)
            : RegoValue.FromBigNumber(new BigNumber(WriteInteger(value)));

    /// <summary>Writes an integer in decimal digits.</summary>
    /// <param name="value">Any integer.</param>
    /// <returns>The digits, a minus sign in front where it applies.</returns>
    public static string WriteInteger(in BigInteger value)
    {
        var bits = value.GetBitLength();
        if (bits < WrittenInHalves)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }
        var digits = (int)(bits * 0.30103 / 2);
        var (high, low) = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Pow(10, digits));
        return $"{(value.Sign < 0 ? "-" : "")}{WriteInteger(high)}{WriteInteger(low).PadLeft(digits, '0')}";
    }

    private static bool TryPack(ReadOnlySpan<char> text, out RegoValue value)
    {
        value = default;
        var i = 0;
        var negative = text[0] == '-';
        if (negative)
        {
            i++;
        }
        if (text.Length - i > 19)
        {
            return false;
        }
        ulong mantissa = 0;
        var scale = -1;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.')
            {
                scale = 0;
                continue;
            }
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
            mantissa = (mantissa * 10) + (ulong)(c - '0');
            if (scale >= 0)
            {
                scale++;
            }
        }
        // Minus zero has no packed form: its sign would be lost.
        if (negative && mantissa == 0)
        {
            return false;
        }
        if (scale < 0)
        {
            if (mantissa > long.MaxValue && !(negative && mantissa == 1UL << 63))
            {
                return false;
            }
            value = RegoValue.From(negative ? (long)(0UL - mantissa) : (long)mantissa);
            return true;
        }
        if (mantissa > MaxPackedMantissa || scale > MaxPackedScale)
        {
            return false;
        }
        value = RegoValue.FromPackedDecimal(negative ? -(long)mantissa : (long)mantissa, scale);
        return true;
    }

    private static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        var i = 0;
        if (i < text.Length && text[i] == '-')
        {
            i++;
        }
        var wholeStart = i;
        SkipDigits(text, ref i);
        if (i == wholeStart || (text[wholeStart] == '0' && i - wholeStart > 1))
        {
            return false;
        }
        if (i < text.Length && text[i] == '.')
        {
            var start = ++i;
            SkipDigits(text, ref i);
            if (i == start)
            {
                return false;
            }
        }
        if (i < text.Length && (text[i] is 'e' or 'E'))
        {
            i++;
            if (i < text.Length && (text[i] is '+' or '-'))
            {
                i++;
            }
            var start = i;
            SkipDigits(text, ref i);
            if (i == start)
            {
                return false;
            }
        }
        return i == text.Length;
    }

    private static void SkipDigits(ReadOnlySpan<char> text, ref int i)
    {
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }
    }

    private static long[] MakePowers()
    {
        var powers = new long[19];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
