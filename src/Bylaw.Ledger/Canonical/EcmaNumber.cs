using System.Globalization;

namespace Bylaw.Ledger.Canonical;

/// <summary>Writes a double as ECMAScript's <c>Number::toString</c> does.</summary>
/// <remarks>Source: ECMA-262, section 6.1.6.1.20, which RFC 8785 takes over.</remarks>
public static class EcmaNumber
{
    /// <summary>Formats a finite number.</summary>
    /// <param name="value">A finite double.</param>
    /// <returns>The shortest decimal digits that read back as the same double, laid out by ECMAScript's rules.</returns>
    /// <exception cref="FormatException">The value is infinite or not a number.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FormatException("infinity and NaN are not JSON numbers");
        }
        if (value == 0)
        {
            return "0"; // minus zero too
        }
        var sign = value < 0 ? "-" : "";
        // "R" gives the shortest digits that round-trip; only their layout differs from ECMAScript's.
        var (digits, point) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var count = digits.Length;
        if (point is > 0 and <= 21)
        {
            return count <= point
                ? $"{sign}{digits}{new string('0', point - count)}"
                : $"{sign}{digits[..point]}.{digits[point..]}";
        }
        if (point is > -6 and <= 0)
        {
            return $"{sign}0.{new string('0', -point)}{digits}";
        }
        var exponent = point - 1;
        var tail = string.Create(CultureInfo.InvariantCulture, $"e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
        return count == 1 ? $"{sign}{digits}{tail}" : $"{sign}{digits[..1]}.{digits[1..]}{tail}";
    }

    /// <summary>Takes apart .NET's form: significant digits without zeros around them, and where the point stands among them.</summary>
    private static (string Digits, int Point) Digits(string text)
    {
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var point = dot < 0 ? text.Length : dot;
        var all = dot < 0 ? text : text.Remove(dot, 1);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all[leading..].TrimEnd('0'), point - leading + exponent);
    }
}
