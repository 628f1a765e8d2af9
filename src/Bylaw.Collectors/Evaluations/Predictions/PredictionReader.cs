using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Calibration;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Reads a predictions file into cells with one GROUP BY, whatever its size.</summary>
public static class PredictionReader
{
    private const int MaxCells = 500_000;

    /// <summary>Counts a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="layout">Which column is what.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The cells.</returns>
    /// <exception cref="EvaluationInputException">A column is missing, a label is outside the set, a score is no number, one class occurs only, or there are no rows.</exception>
    public static PredictionCells Read(TableSource table, PredictionLayout layout, CancellationToken cancellationToken = default)
    {
        var query = new PredictionQuery(table, layout);
        var rows = new List<RawCell>();
        table.Query(query.CellSql, reader => rows.Add(Raw(reader, query)), cancellationToken);
        if (rows.Count > MaxCells)
        {
            throw new EvaluationInputException($"the attributes split the rows into more than {MaxCells} cells; name fewer of them, or group their values first");
        }
        if (rows.Sum(r => r.Rows) == 0)
        {
            throw new EvaluationInputException($"'{Path.GetFileName(table.File)}' holds no rows");
        }
        if (rows.Any(r => r.Rows < 0))
        {
            throw new EvaluationInputException($"the weight column `{layout.Weight}` holds a negative number");
        }
        CheckScores(rows, layout);
        return Build(rows, layout, query);
    }

    private static RawCell Raw(DuckDBDataReader reader, PredictionQuery query)
    {
        var at = 0;
        var group = ImmutableArray.CreateBuilder<string?>(query.AttributeCount);
        for (; at < query.AttributeCount; at++)
        {
            group.Add(reader.IsDBNull(at) ? null : reader.GetString(at));
        }
        var label = reader.IsDBNull(at) ? null : reader.GetString(at);
        var prediction = reader.IsDBNull(at + 1) ? null : reader.GetString(at + 1);
        var bin = reader.IsDBNull(at + 2) ? ScoreState.None : reader.GetInt32(at + 2);
        if (reader.IsDBNull(at + 3))
        {
            throw new EvaluationInputException("the weight column holds something that is not a whole number");
        }
        return new(group.ToImmutable(), label, prediction, bin, (long)Big(reader, at + 3),
            Big(reader, at + 4), Big(reader, at + 5), Big(reader, at + 6), Big(reader, at + 7));
    }

    private static BigInteger Big(DuckDBDataReader reader, int at) => reader.IsDBNull(at) ? 0 : reader.GetFieldValue<BigInteger>(at);

    private static void CheckScores(List<RawCell> rows, PredictionLayout layout)
    {
        if (layout.Score is null)
        {
            return;
        }
        if (rows.Where(r => r.Bin == ScoreState.NotANumber).Sum(r => r.Rows) is > 0 and var bad)
        {
            throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"{bad} rows hold a score that is missing or not a number (column `{layout.Score}`)"));
        }
    }

    private static PredictionCells Build(List<RawCell> rows, PredictionLayout layout, PredictionQuery query)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        var unlabelled = layout.Label is null ? 0 : rows.Where(r => r.Label is null).Sum(r => r.Rows);
        var unpredicted = rows.Where(r => r.Prediction is null).Sum(r => r.Rows);
        if (unpredicted > 0)
        {
            throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"{unpredicted} rows hold no prediction"));
        }
        var kept = layout.Label is null ? rows : rows.Where(r => r.Label is not null).ToList();
        if (kept.Count == 0)
        {
            throw new EvaluationInputException($"no row holds a label (column `{layout.Label}`)");
        }
        var labels = LabelSet.Of(layout, Count(kept, r => r.Label), query.DecidesByScore ? new Dictionary<string, long>() : Count(kept, r => r.Prediction));
        var outOfRange = kept.Where(r => r.Bin == ScoreState.OutOfRange).Sum(r => r.Rows);
        var bins = layout.Score is null || layout.Label is null || layout.MultiClass || outOfRange > 0 ? 0 : layout.Bins;
        if (outOfRange > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"calibration does not apply: {outOfRange} scores are not between 0 and 1"));
        }
        if (unlabelled > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{unlabelled} rows have no label and were left out"));
        }
        var cells = kept
            .GroupBy(r => (r.Group, Label: r.Label is null ? -1 : labels.ClassOf(r.Label), Prediction: query.DecidesByScore ? (r.Prediction == "1" ? 1 : 0) : labels.ClassOf(r.Prediction!)), RawKeyComparer.Instance)
            .Select(g => new PredictionCell(g.Key.Group, g.Key.Label, g.Key.Prediction, g.Sum(r => r.Rows), bins == 0
                ? ImmutableSortedDictionary<int, ScoreBin>.Empty
                : g.GroupBy(r => r.Bin).ToImmutableSortedDictionary(b => b.Key, b => b.Aggregate(default(ScoreBin), (sum, r) => sum + ToBin(r, g.Key.Label == 1)))))
            .OrderBy(c => string.Join('\u001f', c.Group.Select(v => v ?? "\0")), StringComparer.Ordinal).ThenBy(c => c.Label).ThenBy(c => c.Prediction);
        return new()
        {
            Attributes = layout.Attributes,
            Classes = labels.Classes,
            Cells = [.. cells],
            HasLabels = layout.Label is not null,
            Bins = bins,
            UnlabelledRows = unlabelled,
            Notes = notes.ToImmutable(),
        };
    }

    /// <summary>(1 − s)² is 1 − 2s + s², so the sums of s and s² serve both labels.</summary>
    private static ScoreBin ToBin(RawCell raw, bool positive) => new(
        raw.Rows,
        positive ? raw.Rows : 0,
        raw.ScoreSum,
        positive ? (raw.Rows * new BigInteger(ScoreBin.Units)) - (2 * raw.ScoreSum) + raw.SquareSum : raw.SquareSum,
        positive ? raw.LossIfPositive : raw.LossIfNegative);

    private static Dictionary<string, long> Count(IEnumerable<RawCell> rows, Func<RawCell, string?> value) => rows
        .Where(r => value(r) is not null)
        .GroupBy(r => value(r)!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(r => r.Rows), StringComparer.Ordinal);

    private sealed record RawCell(
        ImmutableArray<string?> Group, string? Label, string? Prediction, int Bin, long Rows,
        BigInteger ScoreSum, BigInteger SquareSum, BigInteger LossIfPositive, BigInteger LossIfNegative);

    private sealed class RawKeyComparer : IEqualityComparer<(ImmutableArray<string?> Group, int Label, int Prediction)>
    {
        public static RawKeyComparer Instance { get; } = new();

        public bool Equals((ImmutableArray<string?> Group, int Label, int Prediction) a, (ImmutableArray<string?> Group, int Label, int Prediction) b) =>
            a.Label == b.Label && a.Prediction == b.Prediction && GroupComparer.Instance.Equals(a.Group, b.Group);

        public int GetHashCode((ImmutableArray<string?> Group, int Label, int Prediction) key) =>
            HashCode.Combine(GroupComparer.Instance.GetHashCode(key.Group), key.Label, key.Prediction);
    }
}
