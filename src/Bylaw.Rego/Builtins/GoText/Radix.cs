using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Writes integers in other bases.</summary>
internal static class Radix
{
    /// <summary>Writes an integer.</summary>
    /// <param name="value">Any integer.</param>
    /// <param name="radix">2, 8, 10 or 16.</param>
    /// <param name="isUpper">Whether hexadecimal digits are upper case.</param>
    /// <returns>Digits without prefix, a minus sign in front where it applies.</returns>
    public static string Write(in BigInteger value, int radix, bool isUpper = false)
    {
        if (radix == 10)
        {
            return Bylaw.Rego.Values.NumberText.WriteInteger(value);
        }
        if (value.IsZero)
        {
            return "0";
        }
        var bitsPerDigit = radix switch
        {
            2 => 1,
            8 => 3,
            16 => 4,
            _ => throw new ArgumentOutOfRangeException(nameof(radix), radix, "must be 2, 8, 10 or 16"),
        };
        var magnitude = BigInteger.Abs(value);
        var bytes = magnitude.ToByteArray(isUnsigned: true, isBigEndian: false);
        var count = (int)((magnitude.GetBitLength() + bitsPerDigit - 1) / bitsPerDigit);
        var digits = new char[count];
        for (var i = 0; i < count; i++)
        {
            var digit = 0;
            for (var bit = 0; bit < bitsPerDigit; bit++)
            {
                var at = (i * bitsPerDigit) + bit;
                if (at / 8 < bytes.Length)
                {
                    digit |= ((bytes[at / 8] >> (at % 8)) & 1) << bit;
                }
            }
            digits[count - 1 - i] = (isUpper ? "0123456789ABCDEF" : "0123456789abcdef")[digit];
        }
        return (value.Sign < 0 ? "-" : "") + new string(digits);
    }
}
