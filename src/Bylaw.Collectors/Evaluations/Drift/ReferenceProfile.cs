using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Holds what is kept of a reference: bins that never move, counts, distributions, and how the model did on it.</summary>
/// <remarks>Windows are compared with this and with nothing else, so the same window gives the same numbers for ever.</remarks>
public sealed record ReferenceProfile
{
    /// <summary>The most rows that are kept in memory for measures over all columns together.</summary>
    internal const int SampledRows = 4000;

    /// <summary>Gets the rows of the reference.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the watched columns in order.</summary>
    public required ImmutableArray<ReferenceColumn> Columns { get; init; }

    /// <summary>Gets which column was what.</summary>
    public required DriftLayout Layout { get; init; }

    /// <summary>Gets what is not watched and why, one line each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Gets the four counts over labelled rows with a prediction; null without labels or predictions.</summary>
    public ConfusionCell? Cell { get; init; }

    /// <summary>Gets the area under the curve; null without labels, scores or one of the classes.</summary>
    public double? Area { get; init; }

    /// <summary>Gets the map from scores to probabilities; null without labels or scores.</summary>
    public IsotonicCalibration? Calibration { get; init; }

    /// <summary>Gets the main directions of the columns of numbers; null with fewer than two of them.</summary>
    public PrincipalProfile? Principal { get; init; }

    /// <summary>Gets rows of the reference for the domain classifier; empty when the profile was read from a file.</summary>
    internal ImmutableArray<double[]> Sample { get; init; } = [];

    /// <summary>Gets the columns that measures over all columns together read.</summary>
    internal IEnumerable<ReferenceColumn> Numeric => Columns.Where(c => c.Bins.IsNumeric && c.Distribution is { Rows: > 0 });

    /// <summary>Takes the profile of a table.</summary>
    /// <param name="table">The reference.</param>
    /// <param name="layout">Which column is what.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The profile.</returns>
    /// <exception cref="EvaluationInputException">A column is missing, labels are outside the set, or there are no rows.</exception>
    public static ReferenceProfile Of(TableSource table, DriftLayout layout, Action<string> progress, CancellationToken cancellationToken = default)
    {
        var watched = new WatchedTable(table, cancellationToken);
        var notes = ImmutableArray.CreateBuilder<string>();
        var columns = ImmutableArray.CreateBuilder<ReferenceColumn>();
        var numbers = new List<double[]>();
        string?[] special = [layout.Label, layout.Time, layout.Key];
        var names = layout.Columns.IsEmpty
            ? watched.Columns.Where(c => !special.Contains(c, StringComparer.OrdinalIgnoreCase)).ToArray()
            : [.. layout.Columns];
        var rows = 0;
        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"profiling {name}");
            var texts = watched.Texts(name, "drift");
            rows = texts.Length;
            if (ReferenceColumn.Of(name, texts, layout.Bins, wanted: layout.Columns.Length > 0, out var values) is { } column)
            {
                columns.Add(column);
                if (values is not null)
                {
                    numbers.Add(values);
                }
            }
            else
            {
                notes.Add($"column `{name}` is not watched: nearly every value is different, as in a name or number of a row");
            }
        }
        if (columns.Count == 0)
        {
            throw new EvaluationInputException($"'{watched.Name}' holds no column that can be watched");
        }
        var sample = CompleteRows(numbers, rows, layout.Seed, _ => true);
        var profile = new ReferenceProfile
        {
            Rows = rows,
            Columns = columns.ToImmutable(),
            Layout = layout,
            Notes = notes.ToImmutable(),
            Principal = numbers.Count < 2 ? null : PrincipalProfile.Of(sample),
            Sample = [.. sample],
        };
        return layout.Label is null ? profile : ReferencePerformance.Add(profile, watched);
    }

    /// <summary>Picks complete rows of columns, at most <see cref="SampledRows"/> spread evenly.</summary>
    internal static List<double[]> CompleteRows(IReadOnlyList<double[]> columns, int rows, long seed, Func<int, bool> keep)
    {
        var complete = Enumerable.Range(0, columns.Count == 0 ? 0 : rows).Where(r => keep(r) && columns.All(c => double.IsFinite(c[r]))).ToArray();
        if (complete.Length > SampledRows)
        {
            new Metrics.Numerics.SeededRandom(seed).Shuffle<int>(complete);
            complete = [.. complete.Take(SampledRows).Order()];
        }
        return [.. complete.Select(r => columns.Select(c => c[r]).ToArray())];
    }
}
