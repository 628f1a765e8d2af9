using System.Collections.Immutable;

namespace Bylaw.Metrics.Trees;

/// <summary>Holds how far a row is from the nearest row that trees decide otherwise.</summary>
/// <param name="Distance">The largest change of a coordinate: exact, or a lower bound when the search was cut short; infinite when no row is decided otherwise.</param>
/// <param name="IsExact">Whether the search came to its end.</param>
public sealed record TreeDistance(double Distance, bool IsExact);

/// <summary>Verifies trees: finds the smallest change, in the largest coordinate, that changes a decision.</summary>
/// <remarks>
/// Source: Kantchelian, Tygar and Joseph, "Evasion and hardening of tree ensemble classifiers" (2016), for the problem; solved here by best-first search over
/// boxes: the leaves chosen so far bound a box, and a box is given up when even the best leaves left cannot change the decision.
/// </remarks>
public static class TreeRobustness
{
    /// <summary>Finds the distance of a row.</summary>
    /// <param name="model">The trees.</param>
    /// <param name="row">The row.</param>
    /// <param name="maxSteps">After how many boxes the search is cut short. Default 100,000.</param>
    /// <returns>The distance: the infimum over rows decided otherwise.</returns>
    public static TreeDistance Distance(TreeEnsemble model, double[] row, int maxSteps = 100_000)
    {
        var positive = model.Score(row) > 0;
        var width = row.Length;
        var queue = new PriorityQueue<Box, double>();
        queue.Enqueue(new(0, [.. Enumerable.Repeat(double.NegativeInfinity, width)], [.. Enumerable.Repeat(double.PositiveInfinity, width)], model.Bias), 0);
        for (var steps = 0; queue.TryDequeue(out var box, out var distance); steps++)
        {
            if (box.Tree == model.Trees.Length)
            {
                return new(distance, true); // boxes leave the queue nearest first, and this one is decided otherwise
            }
            if (steps >= maxSteps)
            {
                return new(distance, false);
            }
            foreach (var (low, high, value) in Leaves(model.Trees[box.Tree], box.Low, box.High))
            {
                var next = new Box(box.Tree + 1, low, high, box.Sum + value);
                if (CanChange(model, next, positive))
                {
                    queue.Enqueue(next, Reach(row, low, high));
                }
            }
        }
        return new(double.PositiveInfinity, true);
    }

    private static bool CanChange(TreeEnsemble model, Box box, bool positive)
    {
        var sum = box.Sum;
        for (var tree = box.Tree; tree < model.Trees.Length; tree++)
        {
            var values = Leaves(model.Trees[tree], box.Low, box.High).Select(l => l.Value);
            sum += positive ? values.Min() : values.Max();
        }
        return positive ? sum <= 0 : sum > 0;
    }

    /// <summary>Lists the leaves that a box reaches, each with the part of the box that reaches it: low &lt; x ≤ high.</summary>
    private static IEnumerable<(ImmutableArray<double> Low, ImmutableArray<double> High, double Value)> Leaves(
        ImmutableArray<TreeNode> tree, ImmutableArray<double> low, ImmutableArray<double> high)
    {
        var open = new Stack<(int At, ImmutableArray<double> Low, ImmutableArray<double> High)>();
        open.Push((0, low, high));
        while (open.TryPop(out var part))
        {
            var node = tree[part.At];
            if (node.IsLeaf)
            {
                yield return (part.Low, part.High, node.Value);
                continue;
            }
            if (part.Low[node.Feature] < node.Threshold)
            {
                open.Push((node.Left, part.Low, part.High.SetItem(node.Feature, Math.Min(part.High[node.Feature], node.Threshold))));
            }
            if (part.High[node.Feature] > node.Threshold)
            {
                open.Push((node.Right, part.Low.SetItem(node.Feature, Math.Max(part.Low[node.Feature], node.Threshold)), part.High));
            }
        }
    }

    private static double Reach(double[] row, ImmutableArray<double> low, ImmutableArray<double> high)
    {
        var reach = 0.0;
        for (var axis = 0; axis < row.Length; axis++)
        {
            reach = Math.Max(reach, Math.Max(low[axis] - row[axis], row[axis] - high[axis]));
        }
        return reach;
    }

    private sealed record Box(int Tree, ImmutableArray<double> Low, ImmutableArray<double> High, double Sum);
}
