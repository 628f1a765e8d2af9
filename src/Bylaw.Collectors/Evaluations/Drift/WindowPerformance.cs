using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Measures a model in windows: with labels where they have come, without them from calibrated scores.</summary>
internal sealed class WindowPerformance
{
    private readonly ReferenceProfile _reference;
    private readonly WindowCut _cut;
    private readonly bool?[]? _labels;
    private readonly bool?[]? _decisions;
    private readonly double[]? _scores;
    private readonly ImmutableArray<(string Name, string?[] Values)> _attributes;
    private readonly ImmutableArray<string>.Builder _notes = ImmutableArray.CreateBuilder<string>();

    public WindowPerformance(ReferenceProfile reference, WatchedTable table, WindowCut cut, CancellationToken cancellationToken)
    {
        (_reference, _cut) = (reference, cut);
        var layout = reference.Layout;
        _scores = layout.Score is not null && table.Has(layout.Score) ? table.Scores(layout.Score) : null;
        _decisions = Decisions(layout, table);
        _labels = reference.Cell is null ? null : Labels(layout, table, cancellationToken);
        _attributes = [.. layout.Attributes.Select(a => (a, table.Texts(a, "group")))];
    }

    public IEnumerable<string> Notes => _notes;

    public (long Wrong, long Labelled)? Errors(int window)
    {
        if (_labels is null || _decisions is null)
        {
            return null;
        }
        var (wrong, rows) = ReferencePerformance.CellOf(_labels, _decisions, DriftComparison.RowsOf(_cut, window)).Counts(Rate.Error);
        return rows > 0 ? (wrong, rows) : null;
    }

    public ImmutableArray<PerformanceDrift> Of(int window)
    {
        if (_reference.Cell is not { } baseline || _decisions is null)
        {
            return [];
        }
        var rows = DriftComparison.RowsOf(_cut, window);
        ConfusionCell? current = _labels is null ? null : ReferencePerformance.CellOf(_labels, _decisions, rows);
        var labelled = current?.Rows ?? 0;
        var expected = Expected(rows);
        return
        [
            new("accuracy", baseline.Value(Rate.Accuracy), current?.Value(Rate.Accuracy), expected?.Accuracy, expected?.AccuracyDeviation, labelled),
            new("precision", baseline.Value(Rate.Precision), current?.Value(Rate.Precision), expected?.Precision, null, labelled),
            new("true_positive_rate", baseline.Value(Rate.TruePositive), current?.Value(Rate.TruePositive), expected?.Recall, null, labelled),
            new("f1", baseline.F1(), current?.F1(), F1(expected), null, labelled),
            .. _reference.Area is { } area ? [new PerformanceDrift("auc", area, Area(rows), null, null, labelled)] : Array.Empty<PerformanceDrift>(),
        ];
    }

    public ImmutableArray<FairnessDrift> Fairness(int window)
    {
        if (_decisions is null)
        {
            return [];
        }
        var rows = DriftComparison.RowsOf(_cut, window);
        var found = ImmutableArray.CreateBuilder<FairnessDrift>();
        foreach (var (attribute, values) in _attributes)
        {
            var groups = rows.Where(r => values[r] is not null && _decisions[r] is not null).GroupBy(r => values[r]!, StringComparer.Ordinal)
                .Select(g => (Name: g.Key, Cell: new ConfusionCell(g.Count(r => _decisions[r] == true), 0, g.Count(r => _decisions[r] == false), 0)))
                .OrderBy(g => g.Name, StringComparer.Ordinal).ToArray();
            var total = groups.Sum(g => g.Cell.Rows);
            string? Small(ConfusionCell cell) => SmallGroupRule.Default.Reason(cell, Rate.Selection, total);
            var best = groups.Where(g => Small(g.Cell) is null).Max(g => g.Cell.Value(Rate.Selection));
            found.AddRange(groups.Select(g => new FairnessDrift(
                attribute, g.Name, Small(g.Cell) is null && best > 0 ? g.Cell.Value(Rate.Selection) / best : null, g.Cell.Value(Rate.Selection), g.Cell.Rows, Small(g.Cell))));
        }
        return found.ToImmutable();
    }

    private static double? F1(ConfidenceEstimate? expected) =>
        expected is { } e && (2 * e.TruePositives) + e.FalsePositives + e.FalseNegatives is > 0 and var sum ? 2 * e.TruePositives / sum : null;

    private bool?[]? Decisions(DriftLayout layout, WatchedTable table) =>
        layout.Prediction is not null && table.Has(layout.Prediction)
            ? layout.Negative.IsEmpty ? null : table.Labels(layout.Prediction, "prediction", layout.Positive, layout.Negative)
            : _scores is { } scores ? Array.ConvertAll(scores, s => (bool?)(s >= layout.Threshold)) : null;

    private bool?[]? Labels(DriftLayout layout, WatchedTable table, CancellationToken cancellationToken)
    {
        if (layout.LabelsFile is { } file)
        {
            if (layout.Key is not { } key)
            {
                throw new EvaluationInputException("labels in a file of their own need the name of the key column that joins them");
            }
            var byKey = new Dictionary<string, string?>(StringComparer.Ordinal);
            using var source = TableSource.Open(file);
            var late = new WatchedTable(source, cancellationToken);
            foreach (var (id, label) in late.Texts(key, "key").Zip(late.Texts(layout.Label!, "label")))
            {
                if (id is null || !byKey.TryAdd(id, label))
                {
                    throw new EvaluationInputException($"the key column `{key}` of '{late.Name}' is empty or repeats itself, so labels cannot be joined");
                }
            }
            return Known(WatchedTable.Labels([.. table.Texts(key, "key").Select(k => k is null ? null : byKey.GetValueOrDefault(k))], layout.Label!, layout.Positive, layout.Negative));
        }
        if (table.Has(layout.Label!))
        {
            return Known(table.Labels(layout.Label!, "label", layout.Positive, layout.Negative));
        }
        _notes.Add("the labels of the windows are not known yet: performance is estimated only");
        return null;
    }

    private bool?[] Known(bool?[] labels)
    {
        if (labels.Count(l => l is null) is > 0 and var missing)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{missing} of {labels.Length} rows have no label yet"));
        }
        return labels;
    }

    private ConfidenceEstimate? Expected(int[] rows)
    {
        if (_reference.Calibration is not { } map || _scores is null || rows.Length == 0 || rows.Any(r => _decisions![r] is null))
        {
            return null;
        }
        return ConfidenceEstimate.Of([.. rows.Select(r => map.Map(_scores[r]))], [.. rows.Select(r => _decisions![r]!.Value)]);
    }

    private double? Area(int[] rows)
    {
        if (_scores is null || _labels is null)
        {
            return null;
        }
        int[] known = [.. rows.Where(r => _labels[r] is not null)];
        return RocCurve.Of([.. known.Select(r => _scores[r])], [.. known.Select(r => _labels[r]!.Value)])?.Area;
    }
}
