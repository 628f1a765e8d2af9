using System.Globalization;
using System.Numerics;
using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GoText;

/// <content>The verbs.</content>
internal sealed partial class GoFormat
{
    private void Print(in Argument argument, Rune verb, Spec spec)
    {
        // Digits, padding and the whole stand side by side for a while.
        _context?.Reserve(3L * sizeof(char) * (spec.Width + spec.Precision + (argument.Text?.Length ?? 0)));
        if (verb.Value == 'T')
        {
            PrintText(argument.TypeName, 's', spec);
        }
        else if (argument.Integer is { } integer)
        {
            if (!PrintInteger(integer, argument.IsBig, verb.Value, spec))
            {
                PrintBad(argument, verb);
            }
        }
        else if (argument.Real is { } real)
        {
            if (verb.Value is not ('v' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G'))
            {
                PrintBad(argument, verb);
                return;
            }
            PrintReal(real, (char)verb.Value, spec);
        }
        else if (verb.Value is not ('s' or 'v' or 'q' or 'x' or 'X'))
        {
            PrintBad(argument, verb);
        }
        else
        {
            PrintText(argument.Text!, (char)verb.Value, spec);
        }
    }

    private void PrintBad(in Argument argument, Rune verb)
    {
        _output.Append("%!").Append(verb.ToString()).Append('(').Append(argument.IsBig ? "big.Int" : argument.TypeName).Append('=');
        Print(argument, new Rune('v'), new Spec());
        _output.Append(')');
    }

    private bool PrintInteger(in BigInteger value, bool isBig, int verb, Spec spec)
    {
        switch (verb)
        {
            case 'v' or 'd':
            case 's' when isBig:
                PrintDigits(value, 10, isUpper: false, "", spec);
                return true;
            case 'b':
                PrintDigits(value, 2, isUpper: false, spec.Sharp ? "0b" : "", spec);
                return true;
            case 'o':
                PrintDigits(value, 8, isUpper: false, spec.Sharp ? "0" : "", spec);
                return true;
            case 'O':
                PrintDigits(value, 8, isUpper: false, "0o", spec);
                return true;
            case 'x' or 'X':
                PrintDigits(value, 16, verb == 'X', spec.Sharp ? "0" + (char)verb : "", spec);
                return true;
            case 'c' when !isBig:
                var codePoint = value >= 0 && value <= 0x10FFFF ? (int)value : 0xFFFD;
                Pad((Rune.IsValid(codePoint) ? new Rune(codePoint) : Rune.ReplacementChar).ToString(), spec);
                return true;
            case 'q' when !isBig:
                Pad(GoQuote.QuoteRune(value >= 0 && value <= 0x10FFFF ? (int)value : 0xFFFD, spec.Plus), spec);
                return true;
            case 'U' when !isBig:
                PrintCodePoint((long)value, spec);
                return true;
            default:
                return false;
        }
    }

    private void PrintCodePoint(long value, Spec spec)
    {
        var digits = Math.Max(4, spec.HasPrecision ? spec.Precision : 0);
        var text = "U+" + ((ulong)value).ToString("X", CultureInfo.InvariantCulture).PadLeft(digits, '0');
        if (spec.Sharp && value is >= 0 and <= 0x10FFFF && Rune.IsValid((int)value))
        {
            text += $" '{new Rune((int)value)}'";
        }
        spec.Zero = false;
        Pad(text, spec);
    }

    private void PrintDigits(in BigInteger value, int radix, bool isUpper, string prefix, Spec spec)
    {
        var isNegative = value.Sign < 0;
        var length = 0;
        if (spec.HasPrecision)
        {
            length = spec.Precision;
            if (length == 0 && value.IsZero)
            {
                spec.Zero = false;
                Pad("", spec);
                return;
            }
        }
        else if (spec.Zero && !spec.Minus && spec.HasWidth)
        {
            length = spec.Width - (isNegative || spec.Plus || spec.Space ? 1 : 0);
        }
        var digits = Radix.Write(BigInteger.Abs(value), radix, isUpper).PadLeft(Math.Max(0, length), '0');
        if (prefix == "0" && digits[0] == '0')
        {
            prefix = "";
        }
        var sign = isNegative ? "-" : spec.Plus ? "+" : spec.Space ? " " : "";
        spec.Zero = false;
        Pad(sign + prefix + digits, spec);
    }

    private void PrintReal(double value, char verb, Spec spec)
    {
        var defaultPrecision = verb is 'v' or 'g' or 'G' ? -1 : 6;
        var text = GoFloat.Write(value, verb == 'v' ? 'g' : verb, spec.HasPrecision ? spec.Precision : defaultPrecision);
        if (text[0] != '-')
        {
            text = spec.Plus ? "+" + text : spec.Space ? " " + text : text;
        }
        var isSigned = text[0] is '-' or '+' or ' ';
        if (isSigned && spec.Zero && !spec.Minus && spec.HasWidth && spec.Width > text.Length)
        {
            _output.Append(text[0]).Append('0', spec.Width - text.Length).Append(text, 1, text.Length - 1);
            return;
        }
        Pad(text, spec);
    }

    private void PrintText(string text, char verb, Spec spec)
    {
        if (verb is 'x' or 'X')
        {
            PrintHex(text, verb == 'X', spec);
            return;
        }
        if (spec.HasPrecision)
        {
            text = CodePoints.Prefix(text, spec.Precision);
        }
        if (verb == 'q')
        {
            text = spec.Sharp && CanBackquote(text) ? $"`{text}`" : GoQuote.Quote(text, spec.Plus);
        }
        Pad(text, spec);
    }

    private static bool CanBackquote(string text)
    {
        foreach (var c in text)
        {
            if (c is '`' or '\uFEFF' or '\x7f' || (c < ' ' && c != '\t') || char.IsLowSurrogate(c))
            {
                return false;
            }
        }
        return true;
    }

    private void PrintHex(string text, bool isUpper, Spec spec)
    {
        var bytes = ByteText.ToBytes(text).AsSpan();
        if (spec.HasPrecision && spec.Precision < bytes.Length)
        {
            bytes = bytes[..spec.Precision];
        }
        var prefix = spec.Sharp ? (isUpper ? "0X" : "0x") : "";
        var hex = new StringBuilder();
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 0 && spec.Space)
            {
                hex.Append(' ');
            }
            if (i == 0 || spec.Space)
            {
                hex.Append(prefix);
            }
            hex.Append(bytes[i].ToString(isUpper ? "X2" : "x2", CultureInfo.InvariantCulture));
        }
        Pad(hex.ToString(), spec);
    }

    private void Pad(string text, in Spec spec)
    {
        var missing = spec.HasWidth ? spec.Width - ByteText.CountRunes(text) : 0;
        if (missing <= 0)
        {
            _output.Append(text);
        }
        else if (spec.Minus)
        {
            _output.Append(text).Append(' ', missing);
        }
        else
        {
            _output.Append(spec.Zero ? '0' : ' ', missing).Append(text);
        }
    }
}
