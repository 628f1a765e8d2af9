using System.Globalization;
using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>One way in which a document does not match its schema.</summary>
/// <param name="Type">The kind of fault, in the words of the library that OPA uses, for example <c>invalid_type</c>.</param>
/// <param name="Field">The place: keys and indexes joined by dots, or <c>(root)</c>.</param>
/// <param name="Description">What is wrong.</param>
internal sealed record SchemaFault(string Type, string Field, string Description)
{
    /// <summary>Writes place and description.</summary>
    public override string ToString() => $"{Field}: {Description}";

    /// <summary>Writes a bound as that library does: ten digits, an exponent beyond them.</summary>
    internal static string Number(in RegoValue number)
    {
        var value = number.AsDouble();
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : number.NumberAsText();
        }
        var parts = value.ToString("E9", CultureInfo.InvariantCulture).Split('E');
        var exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (exponent is < -4 or >= 10)
        {
            var digits = parts[0].Contains('.', StringComparison.Ordinal) ? parts[0].TrimEnd('0').TrimEnd('.') : parts[0];
            return string.Create(CultureInfo.InvariantCulture, $"{digits}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }
        var plain = value.ToString("F" + Math.Max(0, 9 - exponent).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return plain.Contains('.', StringComparison.Ordinal) ? plain.TrimEnd('0').TrimEnd('.') : plain;
    }

    /// <summary>Tells whether one number is a whole multiple of another, exactly.</summary>
    internal static bool IsMultiple(in RegoValue number, in RegoValue of)
    {
        var (a, aExponent, _) = NumberComparison.Exact(number);
        var (b, bExponent, _) = NumberComparison.Exact(of);
        var shift = aExponent - bExponent;
        if (a.IsZero)
        {
            return true;
        }
        // Powers of ten this far apart would cost more than any schema can mean.
        if (Math.Abs(shift) > 5_000)
        {
            return shift > 0 && BigInteger.Remainder(BigInteger.Pow(10, 5_000), b).IsZero;
        }
        var (left, right) = shift >= 0 ? (a * BigInteger.Pow(10, (int)shift), b) : (a, b * BigInteger.Pow(10, (int)-shift));
        return BigInteger.Remainder(left, right).IsZero;
    }
}
