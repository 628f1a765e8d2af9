using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins;

/// <summary>Writes text as Go's <c>strconv.Quote</c> and its kin do, for messages that users know.</summary>
internal static class QuotedText
{
    /// <summary>Quotes a text: printable characters as they are, the others escaped.</summary>
    internal static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            Append(result, rune);
        }
        return result.Append('"').ToString();
    }

    private static void Append(StringBuilder result, Rune rune)
    {
        switch (rune.Value)
        {
            case '"' or '\\':
                result.Append('\\').Append((char)rune.Value);
                break;
            case 7 or 8 or 9 or 10 or 11 or 12 or 13:
                result.Append('\\').Append("abtnvfr"[rune.Value - 7]);
                break;
            case < ' ' or 0x7f:
                result.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                break;
            default:
                if (rune.Value < 0x7f || IsPrintable(rune))
                {
                    result.Append(rune.ToString());
                }
                else
                {
                    result.Append(rune.Value > 0xffff
                        ? string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}")
                        : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
                }
                break;
        }
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
