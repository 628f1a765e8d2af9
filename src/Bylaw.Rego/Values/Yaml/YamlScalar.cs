using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Values.Yaml;

/// <summary>Finds out what a YAML scalar is, by the rules of YAML 1.1 as Go's reader takes them.</summary>
internal static class YamlScalar
{
    private const string CoreTag = "tag:yaml.org,2002:";

    /// <summary>Resolves a scalar.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="isPlain">Whether it stands without quotes and tag.</param>
    /// <param name="tag">Its tag, or nothing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The text does not fit the tag, or has no JSON form.</exception>
    public static RegoValue Resolve(string text, bool isPlain, string tag)
    {
        if (tag == CoreTag + "binary")
        {
            return Convert.TryFromBase64String(text, new byte[text.Length], out _)
                ? ByteText.FromBytes(Convert.FromBase64String(text))
                : throw new FormatException("yaml: !!binary value contains invalid base64 data");
        }
        var wanted = tag.StartsWith(CoreTag, StringComparison.Ordinal) ? tag[CoreTag.Length..] : "";
        if ((!isPlain && wanted.Length == 0) || wanted == "str")
        {
            return text;
        }
        var value = ResolvePlain(text);
        var kind = RegoValue.NameOf(value.Kind);
        return wanted switch
        {
            "" => value,
            "int" or "float" when value.IsNumber => value,
            "bool" when kind == "boolean" => value,
            "null" when kind == "null" => value,
            "int" or "float" or "bool" or "null" => throw new FormatException($"yaml: cannot decode `{text}` as a !!{wanted}"),
            _ => text,
        };
    }

    /// <summary>Tells whether a text without quotes would be read as that same string.</summary>
    public static bool IsPlainString(string text)
    {
        try
        {
            return ResolvePlain(text).IsString && text != "<<" && !LooksLikeTime(text);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static RegoValue ResolvePlain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return RegoValue.Null;
            case "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON":
                return true;
            case "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF":
                return false;
            case ".nan" or ".NaN" or ".NAN":
                throw new FormatException("json: unsupported value: NaN");
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                throw new FormatException("json: unsupported value: +Inf");
            case "-.inf" or "-.Inf" or "-.INF":
                throw new FormatException("json: unsupported value: -Inf");
        }
        return TryParseNumber(text, out var number) ? number : text;
    }

    private static bool TryParseNumber(string text, out RegoValue number)
    {
        number = default;
        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('+' or '-' or '.'))
        {
            return false;
        }
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        if (TryParseInteger(plain, out var integer))
        {
            number = RegoValue.From(integer);
            return true;
        }
        if (!IsFloat(plain) || !double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) || !double.IsFinite(real))
        {
            return false;
        }
        number = RegoValue.From(real);
        return true;
    }

    /// <summary>Reads integers of 64 bits, signed or not, with <c>0x</c>, <c>0o</c>, <c>0b</c> or a leading zero for octal.</summary>
    private static bool TryParseInteger(string text, out BigInteger value)
    {
        value = default;
        var digits = text.TrimStart('+', '-');
        if (digits.Length == 0 || text.Length - digits.Length > 1)
        {
            return false;
        }
        var (radix, body) = digits.Length > 1 && digits[0] == '0'
            ? char.ToLowerInvariant(digits[1]) switch
            {
                'x' => (16, digits[2..]),
                'o' => (8, digits[2..]),
                'b' => (2, digits[2..]),
                _ => (8, digits[1..]),
            }
            : (10, digits);
        if (body.Length is 0 or > 64)
        {
            return false;
        }
        foreach (var c in body)
        {
            var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
            if (digit >= radix)
            {
                return false;
            }
            value = (value * radix) + digit;
        }
        value = text[0] == '-' ? -value : value;
        return value >= long.MinValue && value <= ulong.MaxValue;
    }

    private static bool IsFloat(string text)
    {
        var i = text[0] is '+' or '-' ? 1 : 0;
        var start = i;
        i = SkipDigits(text, i);
        var hasDigits = i > start;
        if (i < text.Length && text[i] == '.')
        {
            var afterPoint = SkipDigits(text, i + 1);
            hasDigits |= afterPoint > i + 1;
            i = afterPoint;
        }
        if (hasDigits && i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            i += i < text.Length && text[i] is '+' or '-' ? 1 : 0;
            var afterExponent = SkipDigits(text, i);
            hasDigits &= afterExponent > i;
            i = afterExponent;
        }
        return hasDigits && i == text.Length;
    }

    private static int SkipDigits(string text, int index)
    {
        while (index < text.Length && char.IsAsciiDigit(text[index]))
        {
            index++;
        }
        return index;
    }

    /// <summary>Dates and sexagesimal numbers are quoted when written, because other readers take them for what they look like.</summary>
    private static bool LooksLikeTime(string text)
    {
        var isDate = text.Length >= 8 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 && text[4] == '-'
            && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        return isDate || (char.IsAsciiDigit(text[0]) && text.Contains(':', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c is ':' or '.' or '_'));
    }
}
