using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Calibration;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Reads the receiver operating characteristic of all rows and of every group.</summary>
public static class CurveReader
{
    /// <summary>The number of rows up to which every distinct score is kept; above it scores are rounded to 1/65,536.</summary>
    public const long ExactRows = 2_000_000;

    private const int Grid = 65_536;

    /// <summary>Reads the curves for the cross of some attributes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="layout">Which column is what; score and label are needed.</param>
    /// <param name="cells">The cells of the same table.</param>
    /// <param name="attributes">Which attributes; none for all rows together.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>A curve by group, for groups with both classes.</returns>
    public static ImmutableArray<(ImmutableArray<string?> Group, RocCurve Curve)> Read(
        TableSource table, PredictionLayout layout, PredictionCells cells, IReadOnlyList<string> attributes, CancellationToken cancellationToken = default)
    {
        if (!cells.HasLabels || !cells.IsBinary || layout.Score is null || layout.Weight is not null)
        {
            return [];
        }
        var places = attributes.Select(a => cells.Attributes.IndexOf(a)).ToArray();
        var positive = layout.Positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        var groups = new Dictionary<ImmutableArray<string?>, List<ScoreCount>>(GroupComparer.Instance);
        var sql = new PredictionQuery(table, layout).CurveSql(places, cells.Rows > ExactRows ? Grid : null);
        table.Query(sql, reader =>
        {
            ImmutableArray<string?> group = [.. places.Select((_, i) => reader.IsDBNull(i) ? null : reader.GetString(i))];
            var label = positive.Contains(LabelSet.Canonical(reader.GetString(places.Length)));
            var score = reader.GetDouble(places.Length + 1);
            var count = reader.GetInt64(places.Length + 2);
            if (!groups.TryGetValue(group, out var counts))
            {
                groups[group] = counts = [];
            }
            if (counts.Count > 0 && counts[^1].Score == score)
            {
                counts[^1] = new(score, counts[^1].Positives + (label ? count : 0), counts[^1].Negatives + (label ? 0 : count));
            }
            else
            {
                counts.Add(new(score, label ? count : 0, label ? 0 : count));
            }
        }, cancellationToken);
        return [.. groups.Select(g => (g.Key, Curve: RocCurve.OfCounts(g.Value))).Where(g => g.Curve is not null).Select(g => (g.Key, g.Curve!))];
    }
}
