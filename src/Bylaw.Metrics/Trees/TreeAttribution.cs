namespace Bylaw.Metrics.Trees;

/// <summary>Computes exact Shapley values of trees against background rows, without sampling.</summary>
/// <remarks>
/// Source: Lundberg and others, "From local explanations to global understanding" (2020), the interventional form. For one background row a path of a tree
/// asks some columns of the row and some of the background; each leaf is shared by the closed weights of the two sets.
/// </remarks>
public static class TreeAttribution
{
    /// <summary>Computes the values of one row.</summary>
    /// <param name="model">The trees.</param>
    /// <param name="row">The row.</param>
    /// <param name="background">Background rows; at least one.</param>
    /// <returns>One value a column; they add up to the row's score less the mean score of the background.</returns>
    public static double[] Shapley(TreeEnsemble model, double[] row, IReadOnlyList<double[]> background)
    {
        ArgumentOutOfRangeException.ThrowIfZero(background.Count, nameof(background));
        var values = new double[row.Length];
        var side = new sbyte[row.Length]; // +1: the path took the row's side of this column, −1: the background's
        foreach (var other in background)
        {
            foreach (var tree in model.Trees)
            {
                Walk(tree.AsSpan(), 0, row, other, side, 0, 0, values);
            }
        }
        return Array.ConvertAll(values, v => v / background.Count);
    }

    private static void Walk(ReadOnlySpan<TreeNode> tree, int at, double[] row, double[] other, sbyte[] side, int own, int foreign, double[] values)
    {
        var node = tree[at];
        if (node.IsLeaf)
        {
            Share(node.Value, side, own, foreign, values);
            return;
        }
        int mine = row[node.Feature] <= node.Threshold ? node.Left : node.Right, theirs = other[node.Feature] <= node.Threshold ? node.Left : node.Right;
        if (mine == theirs)
        {
            Walk(tree, mine, row, other, side, own, foreign, values);
        }
        else if (side[node.Feature] != 0)
        {
            Walk(tree, side[node.Feature] > 0 ? mine : theirs, row, other, side, own, foreign, values);
        }
        else
        {
            side[node.Feature] = 1;
            Walk(tree, mine, row, other, side, own + 1, foreign, values);
            side[node.Feature] = -1;
            Walk(tree, theirs, row, other, side, own, foreign + 1, values);
            side[node.Feature] = 0;
        }
    }

    private static void Share(double leaf, sbyte[] side, int own, int foreign, double[] values)
    {
        double gain = own > 0 ? leaf * Weight(own - 1, foreign) : 0, loss = foreign > 0 ? leaf * Weight(own, foreign - 1) : 0;
        for (var column = 0; column < side.Length; column++)
        {
            values[column] += side[column] > 0 ? gain : side[column] < 0 ? -loss : 0;
        }
    }

    /// <summary>Computes p! q! / (p + q + 1)!.</summary>
    private static double Weight(int p, int q)
    {
        var weight = 1.0 / (p + q + 1);
        for (var i = 1; i <= q; i++)
        {
            weight *= (double)i / (p + i);
        }
        return weight;
    }
}
