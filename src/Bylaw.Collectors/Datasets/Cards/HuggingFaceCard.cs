using System.Text.RegularExpressions;
using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Datasets.Cards;

/// <summary>Reads a dataset's README: the front matter that the hub defines, and the sections of the dataset card template.</summary>
internal static partial class HuggingFaceCard
{
    private const int MinContentLength = 12;

    private static readonly (string Name, string[] Words)[] _headings =
    [
        ("known_gaps", ["limitation", "known gap", "bias", "caveat", "missing"]),
        ("preprocessing", ["preprocess", "processing", "cleaning", "normalization", "annotation process"]),
        ("collection_period", ["collection period", "timeframe", "time frame", "collected between", "temporal"]),
        ("source", ["source data", "data collection", "source", "provenance", "curation rationale"]),
        ("purpose", ["direct use", "intended use", "uses", "purpose", "supported tasks", "use cases"]),
        ("owner", ["curated by", "owner", "contact", "maintainer", "authors", "point of contact", "curators"]),
        ("licence", ["license", "licence", "licensing"]),
        ("description", ["description", "summary", "overview", "dataset details"]),
    ];

    /// <summary>Reads a card.</summary>
    public static DatasetCard Parse(string markdown)
    {
        var card = new DatasetCard();
        var head = FrontMatter.Split(markdown, out var body, out var problem);
        if (problem is not null)
        {
            card.Problems.Add(problem);
        }
        ReadHead(card, head);
        try
        {
            ReadBody(card, Comments().Replace(body, ""));
        }
        catch (RegexMatchTimeoutException)
        {
            card.Problems.Add("the text is too intricate to be read");
        }
        return card;
    }

    private static void ReadHead(DatasetCard card, FrontMatter head)
    {
        card.Name = head.Text("pretty_name") ?? head.Text("name");
        card.Version = head.Text("version");
        card.Licence = Licence.Find(head.Texts("license").FirstOrDefault() ?? head.Text("licence"), head.Text("license_name"), head.Text("license_link"));
        card.SourceUri = head.Text("source_url") ?? head.Text("homepage");
        var sources = head.Texts("source_datasets");
        var annotators = head.Texts("annotations_creators");
        if (annotators.Count > 0)
        {
            card.HumanLabelled = annotators.Any(a => a is "crowdsourced" or "expert-generated" or "found" or "human-annotated");
        }
        card.SourceKind = sources.Contains("original") && head.Texts("language_creators").Contains("machine-generated") ? "synthetic" : head.Texts("tags").Contains("synthetic") ? "synthetic" : null;
        card.Purposes = head.Texts("task_categories");
        Mark("licence", card.Licence is not null);
        Mark("source", card.SourceUri is not null || sources.Any(s => s != "original"));
        Mark("purpose", card.Purposes.Count > 0);

        void Mark(string section, bool present)
        {
            if (present)
            {
                card.Sections.Add(section);
            }
        }
    }

    private static void ReadBody(DatasetCard card, string body)
    {
        var headings = Headings().Matches(body);
        for (var i = 0; i < headings.Count; i++)
        {
            var level = headings[i].Groups["level"].Length;
            var start = headings[i].Index + headings[i].Length;
            var next = i + 1;
            while (next < headings.Count && headings[next].Groups["level"].Length > level)
            {
                next++;
            }
            Take(card, headings[i].Groups["title"].Value, Headings().Replace(body[start..(next < headings.Count ? headings[next].Index : body.Length)], ""), MinContentLength);
        }
        foreach (Match label in Labels().Matches(body))
        {
            Take(card, label.Groups["label"].Value, label.Groups["value"].Value, 2);
        }
        if (Period().Match(body) is { Success: true } period && card.Sections.Contains("collection_period"))
        {
            (card.CollectedFrom, card.CollectedTo) = (period.Groups["from"].Value, period.Groups["to"].Value);
        }
    }

    private static void Take(DatasetCard card, string heading, string content, int least)
    {
        var text = heading.Trim().Trim('#', '*', ':', ' ').ToLowerInvariant();
        var clean = Placeholder().Replace(content, "").Trim(' ', '-', '*', ':', '|', '\n', '\r', '\t');
        if (clean.Length < least)
        {
            return;
        }
        foreach (var (name, words) in _headings)
        {
            if (words.Any(w => text.Contains(w, StringComparison.Ordinal)))
            {
                card.Sections.Add(name);
                if (name == "owner" && card.Owner is null && clean.Length <= 200 && !clean.Contains('\n'))
                {
                    card.Owner = clean;
                }
            }
        }
    }

    [GeneratedRegex(@"^(?<level>\#{1,6})[ \t]+(?<title>[^\n]+?)[ \t#]*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"^[ \t]*(?:[-*][ \t]*)?\*\*(?<label>[^*\n]{2,60}?):?\*\*:?[ \t]*(?<value>[^\n]*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Labels();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\[?\s*more information needed\s*\]?|\{\{[^}]*\}\}|\b(todo|tbd|fixme|to be (added|completed|determined|written)|coming soon|lorem ipsum)\b[^\n]*|\[optional\]:?|\bn/?a\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<from>\d{4}-\d{2}-\d{2})\s*(?:to|until|through|–|-|/|and)\s*(?<to>\d{4}-\d{2}-\d{2})", RegexOptions.CultureInvariant, 2_000)]
    private static partial Regex Period();
}
