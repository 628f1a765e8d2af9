using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Puts text between quotes with the escapes that Go uses.</summary>
internal static class GoQuote
{
    /// <summary>Quotes a string.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="asciiOnly">Whether every character beyond ASCII is escaped.</param>
    /// <returns>Text between double quotes.</returns>
    public static string Quote(string text, bool asciiOnly = false)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                AppendRune(result, rune, '"', asciiOnly);
                i += rune.Utf16SequenceLength - 1;
            }
            else if (text[i] is >= '\uDC80' and <= '\uDCFF')
            {
                result.Append("\\x").Append(((int)text[i] - 0xDC00).ToString("x2", CultureInfo.InvariantCulture));
            }
            else
            {
                AppendRune(result, Rune.ReplacementChar, '"', asciiOnly);
            }
        }
        return result.Append('"').ToString();
    }

    /// <summary>Quotes a code point between single quotes; U+FFFD for what is none.</summary>
    public static string QuoteRune(int codePoint, bool asciiOnly = false)
    {
        var rune = Rune.IsValid(codePoint) ? new Rune(codePoint) : Rune.ReplacementChar;
        var result = new StringBuilder().Append('\'');
        AppendRune(result, rune, '\'', asciiOnly);
        return result.Append('\'').ToString();
    }

    private static void AppendRune(StringBuilder result, Rune rune, char quote, bool asciiOnly)
    {
        switch (rune.Value)
        {
            case '\a':
                result.Append("\\a");
                return;
            case '\b':
                result.Append("\\b");
                return;
            case '\f':
                result.Append("\\f");
                return;
            case '\n':
                result.Append("\\n");
                return;
            case '\r':
                result.Append("\\r");
                return;
            case '\t':
                result.Append("\\t");
                return;
            case '\v':
                result.Append("\\v");
                return;
            case '\\':
                result.Append("\\\\");
                return;
        }
        if (rune.Value == quote)
        {
            result.Append('\\').Append(quote);
        }
        else if (rune.Value is >= 0x20 and < 0x7F || (!asciiOnly && IsPrintable(rune)))
        {
            result.Append(rune.ToString());
        }
        else if (rune.Value is < 0x20 or 0x7F)
        {
            result.Append("\\x").Append(rune.Value.ToString("x2", CultureInfo.InvariantCulture));
        }
        else
        {
            result.Append(rune.Value < 0x10000 ? "\\u" : "\\U")
                .Append(rune.Value.ToString(rune.Value < 0x10000 ? "x4" : "x8", CultureInfo.InvariantCulture));
        }
    }

    private static bool IsPrintable(Rune rune) => rune.Value >= 0x7F && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
