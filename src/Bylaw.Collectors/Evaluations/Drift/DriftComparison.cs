using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Compares windows with a reference.</summary>
public static class DriftComparison
{
    /// <summary>Compares a table, cut into windows.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="referenceDigest">The digest of its profile, which the alarms of earlier runs must share.</param>
    /// <param name="table">The rows that came later.</param>
    /// <param name="earlier">Windows that the alarms have already seen; one of the same name is not counted twice.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="EvaluationInputException">A column is missing, labels are outside the set, or there are no rows.</exception>
    public static DriftResult Run(
        ReferenceProfile reference, string referenceDigest, TableSource table, ImmutableArray<SeenWindow> earlier, Action<string> progress, CancellationToken cancellationToken = default)
    {
        var watched = new WatchedTable(table, cancellationToken);
        var cut = WindowCut.Cut(watched, reference.Layout);
        var columns = new List<ColumnDrift[]>();
        var numbers = new List<double[]>();
        foreach (var column in reference.Columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"comparing {column.Name}");
            var texts = watched.Texts(column.Name, "drift");
            double[]? values = null;
            long[] bad = new long[cut.Windows.Length];
            if (column.Bins.IsNumeric)
            {
                values = ReadNumbers(texts, cut, bad);
                if (column.Distribution is { Rows: > 0 })
                {
                    numbers.Add(values);
                }
            }
            columns.Add([.. Enumerable.Range(0, cut.Windows.Length).Select(w => ColumnComparison.Of(column, RowsOf(cut, w), texts, values, bad[w]))]);
        }
        var performance = new WindowPerformance(reference, watched, cut, cancellationToken);
        var alarms = new DriftAlarms(reference);
        var fresh = cut.Windows.Select(w => w.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<SeenWindow> before = [.. earlier.Where(e => !fresh.Contains(e.Name))];
        foreach (var window in before)
        {
            alarms.Observe(window);
        }
        var windows = ImmutableArray.CreateBuilder<WindowDrift>();
        for (var w = 0; w < cut.Windows.Length; w++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"window {cut.Windows[w].Name}");
            var one = Joint(reference, numbers, cut, w) with
            {
                Window = cut.Windows[w],
                Columns = [.. columns.Select(c => c[w])],
                Performance = performance.Of(w),
                Fairness = performance.Fairness(w),
                Errors = performance.Errors(w),
            };
            alarms.Observe(Seen(one));
            windows.Add(one with
            {
                Columns = [.. one.Columns.Select(c => c with { AlarmRaised = alarms.IsRaised(c.Column) })],
                ErrorAlarmRaised = alarms.ErrorsRaised,
            });
        }
        return new(reference, referenceDigest, windows.ToImmutable(), before, [.. reference.Notes, .. performance.Notes, .. Notes(reference)]);
    }

    /// <summary>Keeps of a window what an alarm must know of it.</summary>
    /// <param name="window">The window.</param>
    /// <returns>Its counts.</returns>
    public static SeenWindow Seen(WindowDrift window) => new(
        window.Window.Name, window.Columns.ToImmutableSortedDictionary(c => c.Column, c => c.Counts, StringComparer.Ordinal),
        window.Errors?.Wrong ?? 0, window.Errors?.Labelled ?? 0);

    internal static int[] RowsOf(WindowCut cut, int window) => [.. cut.Of.Index().Where(r => r.Item == window).Select(r => r.Index)];

    private static IEnumerable<string> Notes(ReferenceProfile reference)
    {
        if (reference.Principal is null)
        {
            yield return "drift of all columns together needs two columns of numbers";
        }
        else if (reference.Sample.IsEmpty)
        {
            yield return "the domain classifier and the mean discrepancy need the reference's rows; a profile does not hold them";
        }
    }

    private static double[] ReadNumbers(string?[] texts, WindowCut cut, long[] bad)
    {
        var values = new double[texts.Length];
        for (var row = 0; row < texts.Length; row++)
        {
            if (texts[row] is null or "nan" or "NaN")
            {
                values[row] = double.NaN;
            }
            else if (!double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out values[row]) || double.IsInfinity(values[row]))
            {
                values[row] = double.NaN;
                bad[cut.Of[row]]++;
            }
        }
        return values;
    }

    private static WindowDrift Joint(ReferenceProfile reference, List<double[]> numbers, WindowCut cut, int window)
    {
        var empty = new WindowDrift { Window = cut.Windows[window], Columns = [] };
        if (reference.Principal is not { } principal)
        {
            return empty;
        }
        var rows = ReferenceProfile.CompleteRows(numbers, cut.Of.Length, reference.Layout.Seed, r => cut.Of[r] == window);
        var rebuilt = principal.Measure(rows);
        var hasRows = !reference.Sample.IsEmpty && rows.Count > 0;
        return empty with
        {
            Reconstruction = rebuilt?.Error,
            ReconstructionScore = rebuilt?.Score,
            DomainArea = hasRows ? MultivariateDrift.DomainClassifierArea(reference.Sample, rows, reference.Layout.Seed) : null,
            MeanDiscrepancy = hasRows ? MultivariateDrift.MeanDiscrepancy([.. Spread(reference.Sample)], [.. Spread(rows)]) : null,
        };

        static IEnumerable<double[]> Spread(IReadOnlyList<double[]> rows)
        {
            var step = Math.Max(1, rows.Count / 500.0);
            for (var at = 0.0; at < rows.Count; at += step)
            {
                yield return rows[(int)at];
            }
        }
    }
}
