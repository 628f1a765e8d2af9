using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Undoes the escapes of Python text, so that a name cannot hide behind them.</summary>
internal static class PythonEscapes
{
    /// <summary>Undoes <c>\n</c>, <c>\x41</c>, <c>\101</c> and the like.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var next = text[++i];
            if (next == 'x' && TryHex(text, i + 1, 2, out var code))
            {
                result.Append((char)code);
                i += 2;
            }
            else if (next is >= '0' and <= '7')
            {
                var value = 0;
                var digits = 0;
                while (digits < 3 && i + digits < text.Length && text[i + digits] is >= '0' and <= '7')
                {
                    value = (value * 8) + (text[i + digits++] - '0');
                }
                result.Append((char)value);
                i += digits - 1;
            }
            else
            {
                result.Append(next switch
                {
                    'n' => "\n", 't' => "\t", 'r' => "\r", 'a' => "\a", 'b' => "\b", 'f' => "\f", 'v' => "\v",
                    '\\' or '\'' or '"' => next.ToString(),
                    _ => "\\" + next,
                });
            }
        }
        return result.ToString();
    }

    /// <summary>Undoes <c>\u0041</c> and <c>\U00000041</c>, the only escapes of the <c>UNICODE</c> instruction.</summary>
    public static string DecodeRawUnicode(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var width = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
            if (width > 0 && TryHex(text, i + 2, width, out var code) && code <= 0x10FFFF)
            {
                result.Append(code is < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
                i += 1 + width;
            }
            else
            {
                result.Append(text[i]);
            }
        }
        return result.ToString();
    }

    private static bool TryHex(string text, int start, int length, out int value)
    {
        value = 0;
        return start + length <= text.Length &&
            int.TryParse(text.AsSpan(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
    }
}
