using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>Finds the sections that a model card is asked for, under the headings and labels that cards really use.</summary>
internal static partial class CardSections
{
    private const int MaxSectionLength = 2_000;
    private const int MinContentLength = 12;

    /// <summary>Section names as evidence has them, each with words that a heading or a label shows. A heading may announce several.</summary>
    private static readonly (string Name, string[] Words)[] _headings =
    [
        ("out_of_scope", ["out-of-scope", "out of scope", "misuse", "not intended", "prohibited use", "unsupported use"]),
        ("limitations", ["limitation", "caveat", "known issue", "recommendations", "technical limit"]),
        ("ethical", ["ethical", "bias", "fairness", "societal", "risk"]),
        ("training_data", ["training data", "training dataset", "training set", "pretraining data", "fine-tuning data", "data used for training"]),
        ("metrics", ["metric", "performance measure"]),
        ("evaluation", ["evaluation", "testing data", "results", "benchmark", "performance"]),
        ("intended_use", ["intended use", "intended uses", "direct use", "primary use", "use cases", "purpose", "uses"]),
        ("owner", ["owner", "developed by", "contact", "model card authors", "authors", "maintainer", "developer", "person or organization"]),
        ("licence", ["license", "licence"]),
        ("version", ["version", "model date"]),
    ];

    /// <summary>Reads the sections of a card's body.</summary>
    /// <param name="body">Markdown without front matter.</param>
    /// <param name="placeholders">Takes the headings under which only a placeholder stands.</param>
    public static SortedDictionary<string, string> Read(string body, ICollection<string> placeholders)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var text = Comments().Replace(body, "");
        foreach (var (heading, content) in Split(text))
        {
            Take(found, placeholders, heading, content);
            foreach (Match label in Labels().Matches(content))
            {
                Take(found, placeholders, label.Groups["label"].Value, label.Groups["value"].Value, isLabel: true);
            }
        }
        return found;
    }

    private static void Take(SortedDictionary<string, string> found, ICollection<string> placeholders, string heading, string content, bool isLabel = false)
    {
        var names = NamesOf(heading);
        if (names.Length == 0)
        {
            return;
        }
        var clean = Whitespace().Replace(Placeholder().Replace(content, ""), " ").Trim(' ', '-', '*', ':', '|');
        if (clean.Length >= (isLabel ? 1 : MinContentLength))
        {
            foreach (var name in names)
            {
                found.TryAdd(name, clean.Length > MaxSectionLength ? clean[..MaxSectionLength] : clean);
            }
        }
        else if (Placeholder().IsMatch(content))
        {
            placeholders.Add(heading.Trim());
        }
    }

    /// <summary>Names what a heading announces: "Bias, Risks, and Limitations" is two sections in one.</summary>
    private static string[] NamesOf(string heading)
    {
        var text = heading.Trim().Trim('#', '*', ':', ' ').ToLowerInvariant();
        var names = _headings.Where(h => h.Words.Any(w => text.Contains(w, StringComparison.Ordinal))).Select(h => h.Name).ToArray();
        return names.Contains("out_of_scope") ? ["out_of_scope"] : names;
    }

    /// <summary>Cuts the text at its headings; a section holds its sub-sections too.</summary>
    private static IEnumerable<(string Heading, string Content)> Split(string text)
    {
        var headings = Headings().Matches(text);
        if (headings.Count == 0)
        {
            yield return ("", text);
        }
        for (var i = 0; i < headings.Count; i++)
        {
            var level = headings[i].Groups["level"].Length;
            var start = headings[i].Index + headings[i].Length;
            var next = i + 1;
            while (next < headings.Count && headings[next].Groups["level"].Length > level)
            {
                next++;
            }
            var end = next < headings.Count ? headings[next].Index : text.Length;
            yield return (headings[i].Groups["title"].Value, Headings().Replace(text[start..end], ""));
        }
    }

    [GeneratedRegex(@"^(?<level>\#{1,6})[ \t]+(?<title>[^\n]+?)[ \t#]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^[ \t]*(?:[-*][ \t]*)?\*\*(?<label>[^*\n]{2,60}?):?\*\*:?[ \t]*(?<value>[^\n]*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Labels();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\[?\s*more information needed\s*\]?|\{\{[^}]*\}\}|\b(todo|tbd|fixme|to be (added|completed|determined|written)|coming soon|lorem ipsum|placeholder)\b[^\n]*|\[(insert|your|add|describe|fill)[^\]\n]*\]|<(insert|your|add)[^>\n]*>|\bn/?a\b|\bxxx+\b|\[optional\]:?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Whitespace();
}
