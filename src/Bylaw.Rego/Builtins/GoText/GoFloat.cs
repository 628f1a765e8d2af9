using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Writes doubles as Go does: exact digits, halves to even, and the fewest digits where no precision is asked for.</summary>
/// <remarks>Source: the format rules of Go's strconv.FormatFloat.</remarks>
internal static class GoFloat
{
    /// <summary>Writes a number.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="verb">One of e, E, f, F, g, G.</param>
    /// <param name="precision">Digits after the point (e, f) or in all (g); -1 for the fewest that read back the same.</param>
    /// <returns>Text with a minus sign where it applies.</returns>
    public static string Write(double value, char verb, int precision)
    {
        var sign = double.IsNegative(value) ? "-" : "";
        var lower = char.ToLowerInvariant(verb);
        var isShortest = precision < 0;
        var (digits, point) = isShortest ? Shortest(Math.Abs(value)) : Exact(Math.Abs(value));
        if (!isShortest)
        {
            var count = lower switch
            {
                'e' => precision + 1,
                'f' => point + precision,
                _ => Math.Max(1, precision),
            };
            (digits, point) = Round(digits, point, count);
        }
        return sign + lower switch
        {
            'e' => WriteExponent(digits, point, isShortest ? Math.Max(0, digits.Length - 1) : precision, verb),
            'f' => WriteFixed(digits, point, isShortest ? Math.Max(0, digits.Length - point) : precision),
            _ => WriteGeneral(digits, point, isShortest ? -1 : Math.Max(1, precision), verb == 'g' ? 'e' : 'E'),
        };
    }

    private static string WriteGeneral(string digits, int point, int precision, char exponentVerb)
    {
        var limit = precision;
        if (limit > digits.Length && digits.Length >= point)
        {
            limit = digits.Length;
        }
        if (precision < 0)
        {
            limit = 6;
        }
        var exponent = digits.Length == 0 ? 0 : point - 1;
        if (exponent < -4 || exponent >= limit)
        {
            return WriteExponent(digits, point, Math.Max(0, digits.Length - 1), exponentVerb);
        }
        return WriteFixed(digits, point, Math.Max(0, digits.Length - point));
    }

    private static string WriteExponent(string digits, int point, int fraction, char verb)
    {
        var exponent = digits.Length == 0 ? 0 : point - 1;
        var all = digits.PadRight(fraction + 1, '0');
        var mantissa = fraction == 0 ? all[..1] : string.Concat(all.AsSpan(0, 1), ".", all.AsSpan(1, fraction));
        return mantissa + verb + (exponent < 0 ? '-' : '+') + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
    }

    private static string WriteFixed(string digits, int point, int fraction)
    {
        var whole = point <= 0 || digits.Length == 0 ? "0" : digits[..Math.Min(point, digits.Length)].PadRight(point, '0');
        if (fraction == 0)
        {
            return whole;
        }
        var zeros = Math.Min(fraction, Math.Max(0, -point));
        var rest = digits.Length > Math.Max(0, point) ? digits[Math.Max(0, point)..] : "";
        var tail = (new string('0', zeros) + rest).PadRight(fraction, '0');
        return $"{whole}.{tail[..fraction]}";
    }

    private static (string Digits, int Point) Shortest(double value)
    {
        if (value == 0)
        {
            return ("", 0);
        }
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        var body = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var digits = body.Replace(".", "", StringComparison.Ordinal).Trim('0');
        // The place of the first digit is the same in every form, save where rounding carries: then 17 digits would not end in a carry.
        return (digits, int.Parse(text.AsSpan(text.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1);
    }

    private static (string Digits, int Point) Exact(double value)
    {
        if (value == 0)
        {
            return ("", 0);
        }
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)((bits >> 52) & 0x7FF);
        var mantissa = (BigInteger)((bits & 0xFFFFFFFFFFFFF) | (biased == 0 ? 0 : 1L << 52));
        var exponent = Math.Max(biased, 1) - 1075;
        var scaled = exponent >= 0 ? mantissa << exponent : mantissa * BigInteger.Pow(5, -exponent);
        var text = scaled.ToString(CultureInfo.InvariantCulture);
        return (text.TrimEnd('0'), text.Length + Math.Min(exponent, 0));
    }

    private static (string Digits, int Point) Round(string digits, int point, int count)
    {
        if (count >= digits.Length)
        {
            return (digits, point);
        }
        if (count < 0)
        {
            return ("", 0);
        }
        var next = digits[count];
        var up = next > '5' || (next == '5' && (count + 1 < digits.Length || (count > 0 && (digits[count - 1] - '0') % 2 != 0)));
        var kept = digits[..count];
        if (!up)
        {
            kept = kept.TrimEnd('0');
            return (kept, kept.Length == 0 ? 0 : point);
        }
        var number = kept.ToCharArray();
        for (var i = count - 1; i >= 0; i--)
        {
            if (number[i] != '9')
            {
                number[i]++;
                return (new string(number, 0, i + 1), point);
            }
        }
        return ("1", point + 1);
    }
}
