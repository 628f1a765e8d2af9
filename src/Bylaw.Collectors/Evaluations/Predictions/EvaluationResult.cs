using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Calibration;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Holds the evaluation of one predictions file: cells, and what follows from them.</summary>
public sealed record EvaluationResult
{
    /// <summary>Gets the cells.</summary>
    public required PredictionCells Cells { get; init; }

    /// <summary>Gets which column was what.</summary>
    public required PredictionLayout Layout { get; init; }

    /// <summary>Gets how groups were compared.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>Gets the metrics of all rows together.</summary>
    public required ImmutableArray<MetricValue> Overall { get; init; }

    /// <summary>Gets the comparison by each attribute.</summary>
    public required ImmutableArray<GroupAnalysis> Attributes { get; init; }

    /// <summary>Gets the comparison over the cross of all attributes; null with fewer than two.</summary>
    public required GroupAnalysis? Cross { get; init; }

    /// <summary>Gets what else the cells tell of the groups: differential fairness, mutual information, disparity, labels, subgroups; empty for several classes.</summary>
    public required ImmutableArray<MetricValue> Further { get; init; }

    /// <summary>Gets the curve of all rows; null without scores or with one class.</summary>
    public required RocCurve? Curve { get; init; }

    /// <summary>Gets curves by attribute and group.</summary>
    public required ImmutableArray<(string Attribute, string Group, RocCurve Curve)> GroupCurves { get; init; }

    /// <summary>Evaluates a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="layout">Which column is what.</param>
    /// <param name="options">How groups are compared.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="EvaluationInputException">The table cannot give numbers that mean something.</exception>
    public static EvaluationResult Of(TableSource table, PredictionLayout layout, AnalysisOptions options, CancellationToken cancellationToken = default)
    {
        var cells = PredictionReader.Read(table, layout, cancellationToken);
        var curve = CurveReader.Read(table, layout, cells, [], cancellationToken).Select(c => c.Curve).FirstOrDefault();
        var byGroup = layout.Attributes
            .SelectMany(a => CurveReader.Read(table, layout, cells, [a], cancellationToken)
                .Where(c => c.Group[0] is not null).Select(c => (a, c.Group[0]!, c.Curve)))
            .ToImmutableArray();
        return Of(cells, layout, options, curve, byGroup);
    }

    /// <summary>Evaluates cells that were counted elsewhere, or earlier.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="layout">Which column was what.</param>
    /// <param name="options">How groups are compared.</param>
    /// <param name="curve">The curve of all rows, where there is one.</param>
    /// <param name="groupCurves">Curves by attribute and group.</param>
    /// <returns>The evaluation.</returns>
    public static EvaluationResult Of(
        PredictionCells cells, PredictionLayout layout, AnalysisOptions options, RocCurve? curve,
        ImmutableArray<(string Attribute, string Group, RocCurve Curve)> groupCurves)
    {
        if (curve is { Area: < 0.5 } && !cells.Notes.Any(n => n.StartsWith("the AUC is", StringComparison.Ordinal))
            && OverallMetrics.AreaInterval(curve.Area, cells.Table().Overall.Positives, cells.Table().Overall.Negatives, 1.96) is { High: < 0.5 })
        {
            // The scores tell the labels apart, but the wrong way round: most often the positive label or the score is of the other class.
            cells = cells with
            {
                Notes = cells.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"the AUC is {curve.Area:0.###}: higher scores go with negative labels; look whether the positive label is the one that the score speaks of")),
            };
        }
        if (!cells.HasLabels)
        {
            // Without labels only who is selected can be compared; every other rate would be made of nothing.
            options = options with { Metrics = [.. options.Metrics.Where(m => m.Reads is [Rate.Selection])] };
        }
        var table = cells.IsBinary ? cells.Table() : null;

        // Each comparison draws its own seeded stream, so running them side by side changes no number.
        GroupTable[] compared = table is null ? [] : [.. cells.Attributes.Select(a => table.Over(a)), .. cells.Attributes.Length < 2 ? Array.Empty<GroupTable>() : [table]];
        var analyses = new GroupAnalysis[compared.Length];
        Parallel.For(0, compared.Length, i => analyses[i] = GroupAnalysis.Of(compared[i], options));
        var cross = table is null || cells.Attributes.Length < 2 ? null : analyses[^1];
        ImmutableArray<GroupAnalysis> byAttribute = table is null ? [] : [.. analyses.Take(cells.Attributes.Length)];
        return new()
        {
            Cells = cells,
            Layout = layout,
            Options = options,
            Overall = OverallMetrics.Of(cells, options, curve),
            Attributes = byAttribute,
            Cross = cross,
            Further = table is null ? [] : FurtherMetrics.Of(cells, byAttribute, cross, options),
            Curve = curve,
            GroupCurves = groupCurves,
        };
    }

    /// <summary>Gets the calibration bins of one group of an attribute.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="group">The group's value.</param>
    /// <returns>The bins, or null without scores.</returns>
    public ScoreBins? BinsOf(string attribute, string group)
    {
        var place = Cells.Attributes.IndexOf(attribute);
        return Cells.ScoreBins(g => g[place] == group);
    }
}
