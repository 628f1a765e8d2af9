using System.Globalization;
using System.Numerics;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Amounts with units.</summary>
internal static class UnitBuiltins
{
    private const int MaxExponentDigits = 6;

    private const int WorkPerDigit = 16;

    /// <summary>Reads an amount with a decimal or binary unit: `10k`, `1.5Mi`, `200m`; `m` is a thousandth, `M` a million.</summary>
    [Builtin("units.parse", "(x: string) -> number")]
    internal static RegoValue Parse(BuiltinContext context, string x)
    {
        var text = x.Replace("\"", "", StringComparison.Ordinal);
        if (!TrySplit(context, "units.parse", "no amount provided", text, out var amount, out var unit))
        {
            return default;
        }
        unit = unit.Length > 1 ? unit[..1] + unit[1..].ToLowerInvariant() : unit;
        var (factor, divisor) = unit switch
        {
            // The double nearest to 0.001, as OPA has it.
            "m" => (new BigInteger(1_152_921_504_606_847), BigInteger.One << 60),
            "M" => (BigInteger.Pow(1000, 2), BigInteger.One),
            _ => (Factor(unit.ToLowerInvariant(), isBytes: false), BigInteger.One),
        };
        if (factor.IsZero)
        {
            return context.Fail($"units.parse: unit {unit} not recognized");
        }
        if (!Rational.TryParse(amount, out var number))
        {
            return context.Fail("units.parse: could not parse amount to a number");
        }
        return new Rational(number.Numerator * factor, number.Denominator * divisor).ToNumber(fractionDigits: 10);
    }

    /// <summary>Reads an amount of bytes: `10KB` is 10,000, `10KiB` 10,240; a fraction of a byte is cut off.</summary>
    [Builtin("units.parse_bytes", "(x: string) -> number")]
    internal static RegoValue ParseBytes(BuiltinContext context, string x)
    {
        var text = x.ToLowerInvariant().Replace("\"", "", StringComparison.Ordinal);
        if (!TrySplit(context, "units.parse_bytes", "no byte amount provided", text, out var amount, out var unit))
        {
            return default;
        }
        var factor = Factor(unit.EndsWith('b') && unit.Length > 1 ? unit[..^1] : unit, isBytes: true);
        if (factor.IsZero)
        {
            return context.Fail($"units.parse_bytes: byte unit {unit} not recognized");
        }
        return LooseNumber.TryParseExact(amount, out var mantissa, out var exponent)
            && BinaryFloat.TryFromDecimal(mantissa, exponent, out var number)
            && BinaryFloat.Multiply(number, BinaryFloat.From(factor)).TryTruncate(out var whole)
                ? RegoValue.From(whole)
                : context.Fail("units.parse_bytes: could not parse byte amount to a number");
    }

    private static BigInteger Factor(string unit, bool isBytes)
    {
        if (unit.Length == 0)
        {
            return BigInteger.One;
        }
        var power = "kmgtpe".IndexOf(unit[0], StringComparison.Ordinal) + 1;
        if (power == 0 || (unit.Length == 2 && unit[1] != 'i') || unit.Length > 2)
        {
            return BigInteger.Zero;
        }
        // In units.parse a lone `m` or `M` was told apart before this.
        return !isBytes && unit == "m" ? BigInteger.Zero : BigInteger.Pow(unit.Length == 2 ? 1024 : 1000, power);
    }

    private static bool TrySplit(BuiltinContext context, string name, string noAmount, string text, out string amount, out string unit)
    {
        (amount, unit) = ("", "");
        if (text.Contains(' ', StringComparison.Ordinal))
        {
            context.Fail($"{name}: spaces not allowed in resource strings");
            return false;
        }
        var end = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is 'e' or 'E')
            {
                if (i == text.Length - 1 || (!char.IsAsciiDigit(text[i + 1]) && text[i + 1] is not ('+' or '-')))
                {
                    end = i;
                    break;
                }
                var start = text[i + 1] is '+' or '-' ? i + 2 : i + 1;
                var stop = start;
                while (stop < text.Length && char.IsAsciiDigit(text[stop]))
                {
                    stop++;
                }
                if (stop - start > MaxExponentDigits)
                {
                    context.Fail($"{name}: exponent too large");
                    return false;
                }
                i = start - 1;
            }
            else if (!char.IsAsciiDigit(c) && c is not ('.' or '+' or '-'))
            {
                end = i;
                break;
            }
        }
        (amount, unit) = (text[..end], text[end..]);
        if (amount.Length == 0)
        {
            context.Fail($"{name}: {noAmount}");
            return false;
        }
        return true;
    }

    /// <summary>An exact fraction.</summary>
    private readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
    {
        public static bool TryParse(string text, out Rational result)
        {
            result = default;
            if (!LooseNumber.TryParseExact(text, out var mantissa, out var exponent) || Math.Abs(exponent) > NumberText.MaxLength)
            {
                return false;
            }
            // Powers and their digits take longer than their length.
            WorkWatch.Spend(Math.Abs(exponent) * WorkPerDigit);
            var power = BigInteger.Pow(10, (int)Math.Abs(exponent));
            result = exponent >= 0 ? new Rational(mantissa * power, BigInteger.One) : new Rational(mantissa, power);
            return true;
        }

        /// <summary>Makes a number: whole ones in full, others with a fixed number of digits after the point, halves away from zero.</summary>
        public RegoValue ToNumber(int fractionDigits)
        {
            var (whole, remainder) = BigInteger.DivRem(Numerator, Denominator);
            if (remainder.IsZero)
            {
                return RegoValue.From(whole);
            }
            var scaled = BigInteger.Abs(Numerator) * BigInteger.Pow(10, fractionDigits) * 2;
            var rounded = (scaled + Denominator) / (Denominator * 2);
            var digits = rounded.ToString(CultureInfo.InvariantCulture).PadLeft(fractionDigits + 1, '0');
            var text = $"{(Numerator.Sign < 0 ? "-" : "")}{digits[..^fractionDigits]}.{digits[^fractionDigits..]}";
            return RegoValue.FromNumberText(text);
        }
    }
}
