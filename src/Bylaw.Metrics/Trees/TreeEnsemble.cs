using System.Collections.Immutable;

namespace Bylaw.Metrics.Trees;

/// <summary>Holds one node: a test <c>row[Feature] ≤ Threshold</c> with the nodes to the left (it holds) and right, or a leaf.</summary>
/// <param name="Feature">The column that is tested; −1 for a leaf.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Left">The node where the test holds.</param>
/// <param name="Right">The node where it does not.</param>
/// <param name="Value">What a leaf adds to the score.</param>
public readonly record struct TreeNode(int Feature, double Threshold, int Left, int Right, double Value)
{
    /// <summary>Gets a value indicating whether this is a leaf.</summary>
    public bool IsLeaf => Feature < 0;

    /// <summary>Makes a leaf.</summary>
    /// <param name="value">What it adds.</param>
    /// <returns>The leaf.</returns>
    public static TreeNode Leaf(double value) => new(-1, 0, -1, -1, value);
}

/// <summary>Holds trees whose leaves add up to a score; a row is positive when the score is above zero.</summary>
public sealed class TreeEnsemble
{
    /// <summary>Takes trees.</summary>
    /// <param name="trees">The nodes of each tree, the root first; a child stands behind its parent.</param>
    /// <param name="bias">What is added to every score.</param>
    /// <exception cref="ArgumentException">A tree is empty, or a child does not stand behind its parent.</exception>
    public TreeEnsemble(IEnumerable<ImmutableArray<TreeNode>> trees, double bias = 0)
    {
        Trees = [.. trees];
        Bias = bias;
        foreach (var tree in Trees)
        {
            if (tree.IsEmpty || tree.Index().Any(n => !n.Item.IsLeaf && !(n.Item.Left > n.Index && n.Item.Right > n.Index && n.Item.Left < tree.Length && n.Item.Right < tree.Length)))
            {
                throw new ArgumentException("a tree needs a root, and each child stands behind its parent", nameof(trees));
            }
        }
    }

    /// <summary>Gets the trees.</summary>
    public ImmutableArray<ImmutableArray<TreeNode>> Trees { get; }

    /// <summary>Gets what is added to every score.</summary>
    public double Bias { get; }

    /// <summary>Scores a row.</summary>
    /// <param name="row">A row of numbers.</param>
    /// <returns>The sum of the leaves and the bias.</returns>
    public double Score(ReadOnlySpan<double> row)
    {
        var sum = Bias;
        foreach (var tree in Trees)
        {
            var at = 0;
            while (!tree[at].IsLeaf)
            {
                at = row[tree[at].Feature] <= tree[at].Threshold ? tree[at].Left : tree[at].Right;
            }
            sum += tree[at].Value;
        }
        return sum;
    }
}
