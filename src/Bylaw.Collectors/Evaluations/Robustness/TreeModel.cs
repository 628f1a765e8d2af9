using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Metrics.Trees;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Holds trees that were seen to say what the model says: a row is positive when their score is above zero.</summary>
/// <param name="Trees">The trees over the model's columns in order; the score is log-odds, or the probability less one half.</param>
internal sealed record TreeModel(TreeEnsemble Trees)
{
    private const double Tolerance = 1e-4;

    /// <summary>Takes trees when the model's probability, or its log-odds, is a straight function of their score on every row.</summary>
    /// <param name="trees">What stands in the file.</param>
    /// <param name="table">The rows; every column must be a number.</param>
    /// <param name="probabilities">What the model says of them.</param>
    /// <returns>Trees whose score has its zero where the model decides; null when they alone do not tell what the model says.</returns>
    public static TreeModel? Confirm(TreeEnsemble trees, FeatureTable table, double[] probabilities)
    {
        if (table.Columns.Any(c => c.Numbers is null) || trees.Trees.Any(t => t.Any(n => !n.IsLeaf && n.Feature >= table.Columns.Length)))
        {
            return null;
        }
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(r => table.Columns.All(c => double.IsFinite(c.Numbers![r])))];
        var scores = Array.ConvertAll(rows, r => trees.Score(RowOf(table, r)));
        var said = Array.ConvertAll(rows, r => probabilities[r]);
        return Straight(trees, scores, said, 0.5) ?? Straight(trees, scores, Array.ConvertAll(said, p => p is > 1e-4 and < 1 - 1e-4 ? Math.Log(p / (1 - p)) : double.NaN), 0);
    }

    /// <summary>Gives a row as the trees see it: ONNX compares 32-bit numbers.</summary>
    public static double[] RowOf(FeatureTable table, int row) => [.. table.Columns.Select(c => (double)(float)c.Numbers![row])];

    private static TreeModel? Straight(TreeEnsemble trees, double[] scores, double[] said, double boundary)
    {
        int[] known = [.. Enumerable.Range(0, scores.Length).Where(i => double.IsFinite(said[i]))];
        if (known.Length < 2)
        {
            return null;
        }
        int low = known.MinBy(i => scores[i]), high = known.MaxBy(i => scores[i]);
        if (scores[high] - scores[low] < 1e-6)
        {
            return null;
        }
        var slope = (said[high] - said[low]) / (scores[high] - scores[low]);
        var offset = said[low] - (slope * scores[low]);
        return slope == 0 || !known.All(i => Math.Abs((slope * scores[i]) + offset - said[i]) <= Tolerance * (1 + Math.Abs(said[i]))) ? null
            : new(new TreeEnsemble(trees.Trees.Select(t => t.Select(n => n.IsLeaf ? TreeNode.Leaf(slope * n.Value) : n).ToImmutableArray()), offset - boundary));
    }
}
