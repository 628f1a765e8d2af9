using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Reads numbers that are looser than JSON's: a plus sign, leading zeros, no digit before or after the point.</summary>
internal static class LooseNumber
{
    /// <summary>Reads a number that a double can hold.</summary>
    /// <param name="text">The candidate text.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the text is not a decimal number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out RegoValue value)
    {
        value = default;
        return TryNormalize(text, out var normal) && RegoValue.TryParseNumber(normal, out value) && double.IsFinite(value.AsDouble());
    }

    /// <summary>Reads a number exactly.</summary>
    /// <param name="text">The candidate text.</param>
    /// <param name="mantissa">The digits.</param>
    /// <param name="exponent">The power of ten.</param>
    /// <returns>False when the text is not a decimal number.</returns>
    public static bool TryParseExact(ReadOnlySpan<char> text, out BigInteger mantissa, out long exponent)
    {
        (mantissa, exponent) = (default, 0);
        if (!TryNormalize(text, out var normal) || !RegoValue.TryParseNumber(normal, out var value))
        {
            return false;
        }
        (mantissa, exponent, _) = NumberComparison.Exact(value);
        return true;
    }

    private static bool TryNormalize(ReadOnlySpan<char> text, out string normal)
    {
        normal = "";
        var sign = "";
        if (!text.IsEmpty && text[0] is '+' or '-')
        {
            sign = text[0] == '-' ? "-" : "";
            text = text[1..];
        }
        var exponentAt = text.IndexOfAny('e', 'E');
        var exponent = exponentAt < 0 ? default : text[exponentAt..];
        var body = exponentAt < 0 ? text : text[..exponentAt];
        var point = body.IndexOf('.');
        var whole = point < 0 ? body : body[..point];
        var fraction = point < 0 ? default : body[(point + 1)..];
        if (whole.IsEmpty && fraction.IsEmpty)
        {
            return false;
        }
        var start = whole.TrimStart('0');
        normal = $"{sign}{(start.IsEmpty ? "0" : start)}{(fraction.IsEmpty ? "" : ".")}{fraction}{exponent}";
        return true;
    }
}
