using System.Globalization;
using System.Numerics;
using System.Text;

namespace Bylaw.Evidence.Json;

/// <summary>Writes a number as ECMAScript prints it, which is what RFC 8785 asks for.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>Appends one number.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="raw">The number as JSON text has it.</param>
    /// <exception cref="CanonicalJsonException">The number is too large, or an integer that a double cannot hold exactly.</exception>
    public static void Write(StringBuilder text, string raw)
    {
        var value = double.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value))
        {
            throw new CanonicalJsonException($"number {raw} is out of range");
        }

        // Two different integers must never share a digest, so one that a double would round is refused, not rounded.
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && Math.Abs(value) >= (1L << 53) &&
            BigInteger.Parse(raw, CultureInfo.InvariantCulture) != new BigInteger(value))
        {
            throw new CanonicalJsonException($"integer {raw} is not exact as a double; write it as a string");
        }
        text.Append(Format(value));
    }

    /// <summary>Formats a finite double: shortest digits that round-trip, exponent form outside 1e-7 to 1e21.</summary>
    private static string Format(double value)
    {
        if (value == 0)
        {
            return "0"; // also for -0
        }
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest[0] == '-' ? "-" : "";
        var body = shortest.AsSpan(sign.Length);

        var exponentAt = body.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(body[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? body : body[..exponentAt];
        var pointAt = mantissa.IndexOf('.');
        var digits = pointAt < 0 ? mantissa.ToString() : string.Concat(mantissa[..pointAt], mantissa[(pointAt + 1)..]);
        var point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits[leading..].TrimEnd('0');
        point -= leading;

        // ECMA-262, Number::toString: k digits, the point after n of them.
        var (k, n) = (digits.Length, point);
        if (k <= n && n <= 21)
        {
            return sign + digits + new string('0', n - k);
        }
        if (n is > 0 and <= 21)
        {
            return $"{sign}{digits[..n]}.{digits[n..]}";
        }
        if (n is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -n)}{digits}";
        }
        var power = n - 1;
        var tail = k == 1 ? "" : "." + digits[1..];
        return $"{sign}{digits[0]}{tail}e{(power < 0 ? '-' : '+')}{Math.Abs(power)}";
    }
}
