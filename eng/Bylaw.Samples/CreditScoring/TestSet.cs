using System.Globalization;
using System.Text;

namespace Bylaw.Samples.CreditScoring;

/// <summary>One cell of the test set: how many people of one sex, with one true answer and one decision.</summary>
internal sealed record Cell(string Sex, bool Repays, bool Approved, int Count);

/// <summary>One row of the test set with its score and decision.</summary>
internal sealed record Scored(Applicant Applicant, float Score, bool Approved);

/// <summary>
/// Draws the test set from a pool of scored applications: exactly the counts that the sample's specification names, spread over age bands by their
/// shares. Labels, scores and decisions are the pool's own; only the draw is steered.
/// </summary>
internal static class TestSet
{
    /// <summary>The score from which a loan is approved.</summary>
    public const float Threshold = 0.5f;

    /// <summary>The counts of the specification, <c>groups_clean</c>.</summary>
    public static readonly Cell[] Clean =
    [
        new("female", true, true, 1020), new("female", true, false, 180), new("female", false, true, 256), new("female", false, false, 1444),
        new("male", true, true, 1190), new("male", true, false, 180), new("male", false, true, 267), new("male", false, false, 1463),
    ];

    public static List<Scored> Draw(IReadOnlyList<Applicant> pool, float[] scores)
    {
        var cells = pool.Select((a, i) => new Scored(a, scores[i], scores[i] >= Threshold))
            .ToLookup(s => (s.Applicant.Sex, Repays: !s.Applicant.IsDefaulted, s.Approved, s.Applicant.AgeBand));
        var drawn = new List<Scored>();
        foreach (var cell in Clean)
        {
            foreach (var (band, count) in Spread(cell.Count))
            {
                var found = cells[(cell.Sex, cell.Repays, cell.Approved, band)].Take(count).ToList();
                if (found.Count < count)
                {
                    throw new InvalidOperationException($"the pool has {found.Count} of {count} {cell.Sex} {band}, repays {cell.Repays}, approved {cell.Approved}");
                }
                drawn.AddRange(found);
            }
        }
        return [.. drawn.OrderBy(d => d.Applicant.Id, StringComparer.Ordinal)];
    }

    public static string ToCsv(IEnumerable<Scored> rows)
    {
        var text = new StringBuilder("row_id,sex,age_band,label,score,decision\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Applicant.Id},{row.Applicant.Sex},{row.Applicant.AgeBand},{(row.Applicant.IsDefaulted ? 0 : 1)},{row.Score:0.######},{(row.Approved ? 1 : 0)}\n");
        }
        return text.ToString();
    }

    /// <summary>Spreads a count over the age bands by largest remainder.</summary>
    private static IEnumerable<(string Band, int Count)> Spread(int count)
    {
        var parts = Applicants.AgeBands.Select(b => (b.Name, Whole: (int)Math.Floor(count * b.Share), Left: count * b.Share % 1)).ToList();
        var left = count - parts.Sum(p => p.Whole);
        var more = parts.OrderByDescending(p => p.Left).ThenBy(p => p.Name, StringComparer.Ordinal).Take(left).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return parts.Select(p => (p.Name, p.Whole + (more.Contains(p.Name) ? 1 : 0)));
    }
}
