using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Values;

/// <summary>
/// A number that fits neither 64 bits nor a packed decimal, kept as its JSON text. The exact value is Mantissa × 10^Exponent,
/// with no trailing zero in the mantissa; both are worked out when first asked for.
/// </summary>
internal sealed class BigNumber : Payload
{
    private readonly Lazy<(BigInteger Mantissa, long Exponent, int Digits)> _exact;

    /// <summary>Makes a number out of JSON number text.</summary>
    /// <param name="text">Valid JSON number text.</param>
    public BigNumber(string text)
        : base(ValueKind.Number)
    {
        Text = text;
        _exact = new(() => Normalize(text), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Gets the JSON text, as written.</summary>
    public string Text { get; }

    /// <summary>Gets the mantissa: no factor ten, 0 for zero.</summary>
    public BigInteger Mantissa => _exact.Value.Mantissa;

    /// <summary>Gets the power of ten.</summary>
    public long Exponent => _exact.Value.Exponent;

    /// <summary>Gets the number of decimal digits of the mantissa.</summary>
    public int Digits => _exact.Value.Digits;

    /// <inheritdoc/>
    public override int GetHashCode() => NumberComparison.Hash(Mantissa, Exponent);

    private static (BigInteger Mantissa, long Exponent, int Digits) Normalize(string text)
    {
        var exponentAt = text.AsSpan().IndexOfAny('e', 'E');
        var body = exponentAt < 0 ? text.AsSpan() : text.AsSpan(0, exponentAt);
        var exponent = exponentAt < 0 ? 0 : ParseExponent(text.AsSpan(exponentAt + 1));
        var negative = body[0] == '-';
        if (negative)
        {
            body = body[1..];
        }
        var point = body.IndexOf('.');
        var digits = point < 0 ? body.ToString() : string.Concat(body[..point], body[(point + 1)..]);
        if (point >= 0)
        {
            exponent -= body.Length - point - 1;
        }
        var trimmed = digits.AsSpan().TrimStart('0');
        var kept = trimmed.TrimEnd('0');
        exponent += trimmed.Length - kept.Length;
        if (kept.IsEmpty)
        {
            return (BigInteger.Zero, 0, 1);
        }
        var mantissa = BigInteger.Parse(kept, NumberStyles.None, CultureInfo.InvariantCulture);
        return (negative ? -mantissa : mantissa, exponent, kept.Length);
    }

    /// <summary>Reads an exponent; one beyond 18 digits is held at a bound that no other number reaches.</summary>
    private static long ParseExponent(ReadOnlySpan<char> text)
    {
        const long Bound = 1_000_000_000_000_000_000;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return Math.Clamp(value, -Bound, Bound);
        }
        return text[0] == '-' ? -Bound : Bound;
    }
}
