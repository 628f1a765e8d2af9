using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Robustness;
using Bylaw.Metrics.Trees;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <content>What trees decide can be verified, and what each column adds to a score can be computed: exactly for trees and linear models, by sampling for others.</content>
internal sealed partial class RobustnessRun
{
    private const int VerifiedRows = 20;
    private const int BoxesPerRow = 4000;
    private const int ExplainedRows = 40;
    private const int BackgroundRows = 30;
    private const int WalkedOrders = 8;

    /// <summary>Takes the trees of the file, when they alone tell what the model says of every row.</summary>
    private TreeModel? TreesOf(double[]? scores)
    {
        if (trees is not { } read || scores is null)
        {
            return null;
        }
        if (TreeModel.Confirm(read, table, scores) is { } model)
        {
            return model;
        }
        _notes.Add("the trees of the model are not verified: what stands before or behind them in the graph changes their columns or their score");
        return null;
    }

    private void VerifyTrees(TreeModel model, bool[] plain, CancellationToken cancellationToken)
    {
        if (Attackable(plain) is not { Rows.Length: > 0 } space)
        {
            return;
        }
        // In deviations, as the attacks count; a column that never varies may not move.
        double[] scale = [.. Enumerable.Range(0, table.Columns.Length).Select(c => Array.IndexOf(space.Places, c) is >= 0 and var axis ? space.Deviations[axis] : 1e-9)];
        var scaled = new TreeEnsemble(model.Trees.Trees.Select(t => t.Select(n => n.IsLeaf ? n : n with { Threshold = n.Threshold / scale[n.Feature] }).ToImmutableArray()), model.Trees.Bias);
        var distances = new List<TreeDistance>();
        foreach (var row in space.Rows.Take(VerifiedRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"verifying row {distances.Count + 1} of {Math.Min(VerifiedRows, space.Rows.Length)}");
            double[] point = [.. TreeModel.RowOf(table, row).Select((x, i) => x / scale[i])];
            distances.Add(TreeRobustness.Distance(scaled, point, BoxesPerRow));
        }
        var exact = distances.Count(d => d.IsExact);
        double[] sorted = [.. distances.Select(d => Math.Min(d.Distance, 1e6)).Order()];
        Add("tree_verified_median_distance", Quantiles.OfSorted(sorted, 0.5), null,
            string.Create(CultureInfo.InvariantCulture, $"no change of every number by less than this, in deviations, changes the decision ({exact} of {distances.Count} exact, the others at least)"), higher: true, distances.Count);
        foreach (var radius in _radii)
        {
            var held = distances.Count(d => d.Distance > radius);
            Add($"tree_verified_accuracy_{radius.ToString(CultureInfo.InvariantCulture)}", (double)held / distances.Count, ProportionIntervals.Wilson(held, distances.Count),
                $"share of rows decided rightly that provably stay so when every number moves by up to {radius.ToString(CultureInfo.InvariantCulture)} deviations", higher: true, distances.Count);
        }
    }

    /// <summary>Shares the score of some rows out among the columns (Shapley values), and asks whether a little noise changes the order of the columns.</summary>
    private void Explain(TreeModel? treeModel, double[]? scores, CancellationToken cancellationToken)
    {
        if (scores is null)
        {
            _notes.Add("attribution needs a model that gives probabilities");
            return;
        }
        var order = Enumerable.Range(0, table.Rows).ToArray();
        new SeededRandom(seed + 17).Shuffle<int>(order);
        int[] usable = [.. order.Where(r => table.Columns.All(c => c.Numbers is null || double.IsFinite(c.Numbers[r])))];
        int[] explained = [.. usable.Take(ExplainedRows)], background = [.. usable.Skip(ExplainedRows).Take(BackgroundRows)];
        if (background.Length == 0)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"attribution needs more than {ExplainedRows} rows without missing numbers"));
            return;
        }
        var noisy = Perturbations.Noisy(table, 0.05, seed);
        var importance = new double[table.Columns.Length];
        var agreement = new List<double>();
        for (var index = 0; index < explained.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"explaining row {index + 1} of {explained.Length}");
            var values = Values(treeModel, table, explained[index], background);
            for (var column = 0; column < importance.Length; column++)
            {
                importance[column] += Math.Abs(values[column]) / explained.Length;
            }
            if (Attribution.RankCorrelation(values, Values(treeModel, noisy, explained[index], background)) is { } rank)
            {
                agreement.Add(rank);
            }
        }
        var how = treeModel is null ? string.Create(CultureInfo.InvariantCulture, $"sampled, {2 * WalkedOrders} orders") : "exact, from the trees";
        for (var column = 0; column < importance.Length; column++)
        {
            Add("shapley_importance", importance[column], null, $"{table.Columns[column].Name} ({how})", higher: null, explained.Length);
        }
        var on = table.Columns.Index().Where(c => _protected.Contains(c.Item.Name, StringComparer.OrdinalIgnoreCase)).Select(c => c.Index).ToHashSet();
        Add("shapley_protected_share", on.Count == 0 ? 0 : Attribution.ShareOn(importance, on), null,
            on.Count == 0 ? "the model reads no protected attribute" : $"share of attribution on {string.Join(", ", on.Select(i => table.Columns[i].Name))}", higher: false, explained.Length);
        Add("explanation_stability", agreement.Count == 0 ? null : agreement.Average(), null, "mean rank correlation of the columns' shares before and after noise of 0.05 deviations", higher: true, agreement.Count);
    }

    private double[] Values(TreeModel? treeModel, Onnx.FeatureTable rows, int row, int[] background)
    {
        if (treeModel is not null)
        {
            return TreeAttribution.Shapley(treeModel.Trees, TreeModel.RowOf(rows, row), [.. background.Select(b => TreeModel.RowOf(table, b))]);
        }
        // A point says for each column whose value it takes: the explained row's (−1) or that of a row of the background.
        double[] Score(IReadOnlyList<double[]> points) => model(Onnx.FeatureTable.Of(table.Columns.Select((column, c) => column with
        {
            Numbers = column.Numbers is null ? null : [.. points.Select(p => p[c] < 0 ? rows.Columns[c].Numbers![row] : column.Numbers[(int)p[c]])],
            Texts = column.Texts is null ? null : [.. points.Select(p => p[c] < 0 ? rows.Columns[c].Texts![row] : column.Texts[(int)p[c]])],
        }))).Scores!;
        double[] own = [.. Enumerable.Repeat(-1.0, table.Columns.Length)];
        return Attribution.Sampled(Score, own, [.. background.Select(b => (double[])[.. Enumerable.Repeat((double)b, table.Columns.Length)])], WalkedOrders, seed);
    }
}
