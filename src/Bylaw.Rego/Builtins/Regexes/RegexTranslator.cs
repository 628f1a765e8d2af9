using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>Writes a parsed expression in .NET's syntax, for texts where each UTF-16 code unit is one code point.</summary>
internal static class RegexTranslator
{
    /// <summary>Writes the expression.</summary>
    /// <param name="node">The parsed expression.</param>
    /// <param name="usesWordBoundary">Whether it looks for word boundaries, which .NET draws by Unicode and RE2 by ASCII.</param>
    /// <returns>A .NET pattern whose groups bear their numbers.</returns>
    public static string Write(RegexNode node, out bool usesWordBoundary)
    {
        var text = new StringBuilder();
        usesWordBoundary = false;
        Append(text, node, ref usesWordBoundary);
        return text.ToString();
    }

    private static void Append(StringBuilder text, RegexNode node, ref bool usesWordBoundary)
    {
        switch (node)
        {
            case RegexNode.Empty empty:
                usesWordBoundary |= empty.Anchor is RegexAnchor.WordBoundary or RegexAnchor.NoWordBoundary;
                text.Append(empty.Anchor switch
                {
                    RegexAnchor.BeginText => @"\A",
                    RegexAnchor.EndText => @"\z",
                    RegexAnchor.BeginLine => "(?m:^)",
                    RegexAnchor.EndLine => "(?m:$)",
                    RegexAnchor.WordBoundary => @"\b",
                    RegexAnchor.NoWordBoundary => @"\B",
                    _ => "(?:)",
                });
                break;
            case RegexNode.Class set:
                AppendClass(text, set.Set);
                break;
            case RegexNode.Concat concat:
                foreach (var part in concat.Parts)
                {
                    AppendGrouped(text, part, part is RegexNode.Alternate, ref usesWordBoundary);
                }
                break;
            case RegexNode.Alternate alternate:
                for (var i = 0; i < alternate.Choices.Count; i++)
                {
                    text.Append(i > 0 ? "|" : "");
                    Append(text, alternate.Choices[i], ref usesWordBoundary);
                }
                break;
            case RegexNode.Capture capture:
                text.Append('(');
                Append(text, capture.Body, ref usesWordBoundary);
                text.Append(')');
                break;
            case RegexNode.Repeat repeat:
                AppendGrouped(text, repeat.Body, repeat.Body is not (RegexNode.Class or RegexNode.Capture), ref usesWordBoundary);
                text.Append((repeat.Min, repeat.Max) switch
                {
                    (0, -1) => "*",
                    (1, -1) => "+",
                    (0, 1) => "?",
                    var (min, max) => max < 0 ? FormattableString.Invariant($"{{{min},}}") : FormattableString.Invariant($"{{{min},{max}}}"),
                });
                text.Append(repeat.IsGreedy ? "" : "?");
                break;
        }
    }

    private static void AppendGrouped(StringBuilder text, RegexNode node, bool isGrouped, ref bool usesWordBoundary)
    {
        text.Append(isGrouped ? "(?:" : "");
        Append(text, node, ref usesWordBoundary);
        text.Append(isGrouped ? ")" : "");
    }

    private static void AppendClass(StringBuilder text, RuneSet set)
    {
        var ranges = set.Ranges;
        if (ranges.Length == 1 && ranges[0].First == ranges[0].Last && ranges[0].First <= 0xFFFF)
        {
            AppendUnit(text, ranges[0].First);
            return;
        }
        text.Append('[');
        var start = text.Length;
        foreach (var (first, last) in ranges)
        {
            if (first > 0xFFFF)
            {
                break;
            }
            AppendUnit(text, first);
            if (last > first)
            {
                text.Append('-');
                AppendUnit(text, Math.Min(last, 0xFFFF));
            }
        }
        // A class that holds nothing below U+10000 matches nothing here.
        text.Append(text.Length == start ? @"^\u0000-\uFFFF]" : "]");
    }

    private static void AppendUnit(StringBuilder text, int unit)
    {
        if (char.IsAsciiLetterOrDigit((char)unit))
        {
            text.Append((char)unit);
        }
        else
        {
            text.Append("\\u").Append(unit.ToString("X4", CultureInfo.InvariantCulture));
        }
    }
}
