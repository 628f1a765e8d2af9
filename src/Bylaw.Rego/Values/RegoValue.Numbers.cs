using System.Numerics;

namespace Bylaw.Rego.Values;

/// <content>Numbers in and out.</content>
public readonly partial struct RegoValue
{
    /// <summary>Makes a number out of JSON number text, keeping what was written.</summary>
    /// <param name="text">For example <c>1</c>, <c>-2.50</c>, <c>1e400</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is not a JSON number.</exception>
    public static RegoValue FromNumberText(ReadOnlySpan<char> text) =>
        NumberText.TryParse(text, out var value) ? value : throw new FormatException($"`{text}` is not a JSON number");

    /// <summary>Makes a number out of JSON number text.</summary>
    /// <param name="text">The candidate text.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the text is not a JSON number.</returns>
    public static bool TryParseNumber(ReadOnlySpan<char> text, out RegoValue value) => NumberText.TryParse(text, out value);

    /// <summary>Makes a number.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The number.</returns>
    public static RegoValue From(in BigInteger value) => NumberText.From(value);

    /// <summary>Makes a number out of a finite double, by the shortest decimal that reads back the same.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static RegoValue From(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "must be finite");
        }
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
        {
            return From((long)value);
        }
        return FromNumberText(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Returns the number as JSON text, as it was written or computed.</summary>
    /// <returns>JSON number text.</returns>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public string NumberAsText() => IsNumber ? NumberText.Write(this) : throw WrongKind("number");

    /// <summary>Returns the number when it is a whole number that fits 64 bits (1.0 and 1e3 are whole).</summary>
    /// <param name="value">The integer.</param>
    /// <returns>True when it is.</returns>
    public bool TryGetInt64(out long value)
    {
        if (IsInteger)
        {
            value = Bits;
            return true;
        }
        value = 0;
        if (!IsNumber)
        {
            return false;
        }
        if (!TryGetInteger(out var whole, 20) || whole < long.MinValue || whole > long.MaxValue)
        {
            return false;
        }
        value = (long)whole;
        return true;
    }

    /// <summary>Returns the number when it is whole.</summary>
    /// <param name="value">The integer.</param>
    /// <param name="maxDigits">Beyond this many digits the answer is no, so that 1e1000000 costs nothing.</param>
    /// <returns>True when it is whole and not longer than the limit.</returns>
    public bool TryGetInteger(out BigInteger value, int maxDigits = 100_000)
    {
        value = default;
        if (!IsNumber)
        {
            return false;
        }
        var (mantissa, exponent, digits) = NumberComparison.Exact(this);
        while (exponent < 0 && !mantissa.IsZero)
        {
            var (quotient, remainder) = BigInteger.DivRem(mantissa, 10);
            if (!remainder.IsZero)
            {
                return false;
            }
            mantissa = quotient;
            exponent++;
        }
        if (mantissa.IsZero)
        {
            return true;
        }
        if (exponent + digits > maxDigits)
        {
            return false;
        }
        value = exponent == 0 ? mantissa : mantissa * BigInteger.Pow(10, (int)exponent);
        return true;
    }

    /// <summary>Returns the nearest double.</summary>
    /// <returns>A double; infinite when the number is beyond its range.</returns>
    /// <exception cref="InvalidOperationException">The value is not a number.</exception>
    public double AsDouble() =>
        IsInteger ? Bits : double.Parse(NumberAsText(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns an array index when the value is a whole number kept in 64 bits.</summary>
    internal bool TryGetIndex(out long index)
    {
        if (IsInteger)
        {
            index = Bits;
            return true;
        }
        return TryGetInt64(out index);
    }
}
