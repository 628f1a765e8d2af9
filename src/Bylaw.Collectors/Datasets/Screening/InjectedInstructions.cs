using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Datasets.Screening;

/// <summary>Tells texts that speak to a model instead of to a reader, and texts that hold what no reader sees.</summary>
internal static class InjectedInstructions
{
    private static readonly SearchValues<string> _signs = SearchValues.Create(
        ["ignore", "disregard", "forget", "override", "bypass", "you are now", "act as", "pretend", "system prompt", "<|", "[inst", "<system>", "ignorez", "oubliez", "ignorier", "vergiss", "ignora", "olvida"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly Regex _override = new(
        string.Join('|',
            @"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|system|safety)\b[^.\n]{0,30}\b(?:instruction|prompt|rule|guideline|polic|restriction|filter)\w*",
            @"\b(?:ignorez|oubliez|ignora|olvida|ignoriere?n?|vergiss)\b[^.\n]{0,40}\b(?:instructions?|consignes|instrucciones|istruzioni|anweisungen|regeln|vorgaben)\b",
            @"\b(?:you are now|act as|pretend to be)\b[^.\n]{0,30}\b(?:dan|jailbr\w+|unrestricted|uncensored|developer mode|without (?:any )?(?:rules|restrictions|limits))",
            @"\b(?:reveal|print|repeat|show)\b[^.\n]{0,20}\b(?:your|the) (?:system prompt|hidden instructions|initial instructions)\b",
            @"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?inst\]|</?system>"),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>Tells whether a text tries to override instructions or marks itself as the words of a system.</summary>
    public static bool Speaks(string text)
    {
        if (!Ascii.IsValid(text))
        {
            text = Plain(text); // look-alike signs and signs that print nothing must not hide the words
        }
        return text.AsSpan().ContainsAny(_signs) && _override.IsMatch(text);
    }

    /// <summary>Tells whether a text holds signs that print nothing and have no use in writing: the tag block, overrides of direction, zero-width blanks inside words.</summary>
    public static bool Hides(string text)
    {
        if (Ascii.IsValid(text))
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var tag = c == 0xDB40 && i + 1 < text.Length && text[i + 1] is >= '\uDC20' and <= '\uDC7F';
            var inside = c is '\u200B' or '\u2060' or '\uFEFF' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
            if (tag || inside || c is >= '\u202A' and <= '\u202E')
            {
                return true;
            }
        }
        return false;
    }

    private const string LookAlikes = "аaеeоoрpсcхxіiѕsуyԁdАAВBЕEІIКKМMНHОOРPЅSСCТTХX"; // letters of another script with the Latin one that each looks like

    /// <summary>Writes look-alike letters as those they look like and leaves out signs that print nothing.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            {
                continue;
            }
            if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            {
                plain.Append((char)(rune.Value - 0xFF01 + '!')); // full width
            }
            else if (rune.Value is >= 0x1D400 and <= 0x1D6A3)
            {
                var letter = (rune.Value - 0x1D400) % 52; // bold, italic, script and the like of mathematics
                plain.Append((char)(letter < 26 ? 'A' + letter : 'a' + letter - 26));
            }
            else if (rune.IsBmp && LookAlikes.IndexOf((char)rune.Value) is var at and >= 0 && rune.Value > 0x7F)
            {
                plain.Append(LookAlikes[at + 1]);
            }
            else
            {
                plain.Append(rune.ToString());
            }
        }
        return plain.ToString();
    }
}
