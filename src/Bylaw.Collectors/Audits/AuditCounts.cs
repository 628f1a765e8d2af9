using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Audits;

/// <summary>One cell of an audit: people of one sex and one race or ethnicity.</summary>
/// <param name="Sex">As the file names it.</param>
/// <param name="Race">As the file names it.</param>
/// <param name="Applicants">0 or more.</param>
/// <param name="Selected">At most as many.</param>
/// <param name="Reason">Why the cell is left out of ratios; null when nothing is said.</param>
internal sealed record AuditCell(string Sex, string Race, long Applicants, long Selected, string? Reason);

/// <summary>Counts of a bias audit: rates and ratios by sex, by race or ethnicity, and by both.</summary>
/// <remarks>Source: 6 RCNY 5-300 and 5-301: the impact ratio is the rate over the highest rate; a category of less than 2 % of the people may be left out.</remarks>
internal sealed class AuditCounts
{
    /// <summary>The share of known applicants below which a category may be left out.</summary>
    public const double SmallShare = 0.02;

    private readonly List<AuditCell> _cells;

    private AuditCounts(List<AuditCell> cells, long unknown)
    {
        _cells = cells;
        Unknown = unknown;
    }

    /// <summary>Gets how many people gave no category.</summary>
    public long Unknown { get; }

    private long Known => _cells.Sum(c => c.Applicants);

    /// <summary>Reads <c>sex,race_ethnicity,applicants,selected</c> with an optional <c>excluded_reason</c>; rows of <c>unknown</c> count people without category.</summary>
    /// <remarks>With <c>above_median</c> in place of <c>selected</c> the rate is the share above the sample's median score.</remarks>
    /// <exception cref="InvalidDataException">A column or number is missing or wrong; the message names the line.</exception>
    public static AuditCounts Read(string csv)
    {
        var lines = csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var header = lines.Length == 0 ? [] : lines[0].Split(',').Select(h => h.Trim()).ToList();
        int Column(params string[] names) => names.Select(n => header.IndexOf(n)).Where(i => i >= 0).DefaultIfEmpty(-1).First();
        var (sex, race, applicants, selected, reason) =
            (Column("sex"), Column("race_ethnicity"), Column("applicants"), Column("selected", "above_median"), Column("excluded_reason"));
        if (sex < 0 || race < 0 || applicants < 0 || selected < 0)
        {
            throw new InvalidDataException("the counts need the columns sex, race_ethnicity, applicants and selected (or above_median)");
        }
        var cells = new List<AuditCell>();
        long unknown = 0;
        for (var i = 1; i < lines.Length; i++)
        {
            var parts = lines[i].Split(',');
            if (parts.Length < header.Count || !long.TryParse(parts[applicants], NumberStyles.None, CultureInfo.InvariantCulture, out var people))
            {
                throw new InvalidDataException($"line {i + 1} of the counts has no number of applicants");
            }
            if (parts[sex].Trim() == "unknown" || parts[race].Trim() == "unknown")
            {
                unknown += people;
                continue;
            }
            if (!long.TryParse(parts[selected], NumberStyles.None, CultureInfo.InvariantCulture, out var taken) || taken > people)
            {
                throw new InvalidDataException($"line {i + 1} of the counts has no number of selected, or more than applicants");
            }
            cells.Add(new AuditCell(parts[sex].Trim(), parts[race].Trim(), people, taken, reason < 0 || parts[reason].Trim().Length == 0 ? null : parts[reason].Trim()));
        }
        return new AuditCounts(cells, unknown);
    }

    /// <summary>Writes groups by each attribute and by both; small ones stand under <c>excluded</c>.</summary>
    public void AddTo(JsonObject spec)
    {
        var excluded = new JsonArray();
        var groups = new JsonArray();
        var cross = new JsonArray();
        AddGroups("sex", _cells.GroupBy(c => c.Sex, StringComparer.Ordinal), groups, excluded);
        AddGroups("race_ethnicity", _cells.GroupBy(c => c.Race, StringComparer.Ordinal), groups, excluded);
        AddGroups("sex x race_ethnicity", _cells.GroupBy(c => $"{c.Sex} x {c.Race}", StringComparer.Ordinal), cross, excluded);
        spec["groups"] = groups;
        spec["intersections"] = cross;
        spec["excluded"] = excluded;
        spec["unknown_category_count"] = Unknown;
    }

    private void AddGroups(string attribute, IEnumerable<IGrouping<string, AuditCell>> parts, JsonArray groups, JsonArray excluded)
    {
        var all = parts.Select(p => (Name: p.Key, N: p.Sum(c => c.Applicants), Selected: p.Sum(c => c.Selected), Reasons: p.Select(c => c.Reason).OfType<string>().Distinct().ToList())).ToList();
        var counted = all.Where(g => (double)g.N / Known >= SmallShare && g.N > 0).ToList();
        var best = counted.Count == 0 ? 0 : counted.Max(g => (double)g.Selected / g.N);
        foreach (var (name, n, selected, reasons) in all)
        {
            var share = Known == 0 ? 0 : (double)n / Known;
            var isSmall = share < SmallShare;
            if (isSmall)
            {
                var entry = new JsonObject { ["group"] = $"{attribute}={name}", ["share"] = share };
                if (reasons.Count > 0)
                {
                    entry["reason"] = string.Join("; ", reasons);
                }
                excluded.Add(entry);
                if (attribute is not "sex x race_ethnicity")
                {
                    continue;
                }
            }
            var rate = n == 0 ? 0 : (double)selected / n;
            groups.Add(new JsonObject
            {
                ["attribute"] = attribute,
                ["group"] = name,
                ["n"] = n,
                ["share"] = share,
                ["selected"] = selected,
                ["rate"] = rate,
                ["impact_ratio"] = isSmall || best <= 0 ? null : rate / best,
                ["insufficient"] = isSmall ? "less than 2 % of the known applicants" : null,
            });
        }
    }
}
