namespace Bylaw.Rego.Builtins.Time;

/// <summary>Reads lengths of time as Go writes them: <c>1h15m30.918s</c>, <c>-1.5h</c>, <c>300ms</c>.</summary>
internal static class GoDuration
{
    /// <summary>Reads a length of time.</summary>
    /// <returns>Nanoseconds.</returns>
    /// <exception cref="RefusedOperandException">The text is none, or does not fit 64 bits.</exception>
    internal static long Parse(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith("-", StringComparison.Ordinal);
        if (isNegative || rest.StartsWith("+", StringComparison.Ordinal))
        {
            rest = rest[1..];
        }
        if (rest is "0")
        {
            return 0;
        }
        if (rest.IsEmpty)
        {
            throw Invalid(text);
        }
        UInt128 total = 0;
        while (!rest.IsEmpty)
        {
            var part = Amount(ref rest, text);
            var length = 0;
            while (length < rest.Length && rest[length] != '.' && !char.IsAsciiDigit(rest[length]))
            {
                length++;
            }
            if (length == 0)
            {
                throw new RefusedOperandException($"time: missing unit in duration \"{text}\"");
            }
            total += Scale(part, Unit(rest[..length], text));
            if (total > 1UL << 63)
            {
                throw Invalid(text);
            }
            rest = rest[length..];
        }
        if (!isNegative && total > long.MaxValue)
        {
            throw Invalid(text);
        }
        return isNegative ? (long)-(Int128)total : (long)total;
    }

    private static (UInt128 Whole, UInt128 Fraction, UInt128 FractionScale) Amount(ref ReadOnlySpan<char> rest, string text)
    {
        UInt128 whole = 0;
        var digits = 0;
        while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
        {
            whole = whole * 10 + (uint)(rest[0] - '0');
            if (whole > 1UL << 63)
            {
                throw Invalid(text);
            }
            rest = rest[1..];
            digits++;
        }
        UInt128 fraction = 0;
        UInt128 scale = 1;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            rest = rest[1..];
            while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
            {
                // Digits past 18 cannot reach a nanosecond.
                if (scale < 1_000_000_000_000_000_000)
                {
                    fraction = fraction * 10 + (uint)(rest[0] - '0');
                    scale *= 10;
                }
                rest = rest[1..];
                digits++;
            }
        }
        return digits > 0 ? (whole, fraction, scale) : throw Invalid(text);
    }

    private static UInt128 Scale((UInt128 Whole, UInt128 Fraction, UInt128 FractionScale) amount, ulong unit) =>
        amount.Whole * unit + amount.Fraction * unit / amount.FractionScale;

    private static ulong Unit(ReadOnlySpan<char> unit, string text) => unit switch
    {
        "ns" => 1,
        "us" or "\u00b5s" or "\u03bcs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => throw new RefusedOperandException($"time: unknown unit \"{unit}\" in duration \"{text}\""),
    };

    private static RefusedOperandException Invalid(string text) => new($"time: invalid duration \"{text}\"");
}
