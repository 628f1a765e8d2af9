using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Trees;

namespace Bylaw.Metrics.Tests;

public sealed class TreeTests
{
    // x0 ≤ 1 ? (x1 ≤ 2 ? -1 : 0.5) : 2, and x1 ≤ 0 ? -0.5 : 0.25
    private static readonly TreeEnsemble _model = new(
    [
        [new(0, 1, 1, 2, 0), new(1, 2, 3, 4, 0), TreeNode.Leaf(2), TreeNode.Leaf(-1), TreeNode.Leaf(0.5)],
        [new(1, 0, 1, 2, 0), TreeNode.Leaf(-0.5), TreeNode.Leaf(0.25)],
    ]);

    [Fact]
    public void Shapley_values_of_trees_add_up_and_equal_the_walk_over_all_orders()
    {
        double[] row = [0.5, 3];
        double[][] background = [[2, -1], [0, 1], [3, 5]];

        var values = TreeAttribution.Shapley(_model, row, background);

        Assert.Equal(_model.Score(row) - background.Average(b => _model.Score(b)), values.Sum(), 1e-12);
        var first = background.Average(b => 0.5 * (Of(row[0], b[1]) - Of(b[0], b[1]) + Of(row[0], row[1]) - Of(b[0], row[1])));
        Assert.Equal(first, values[0], 1e-12);
    }

    [Theory]
    [InlineData(0.5, 1, 0.5)]
    [InlineData(0.5, -3, 0.5)]
    [InlineData(-9, 1.5, 0.5)]
    [InlineData(1.25, 1, 0.25)]
    public void The_distance_of_trees_is_exact(double x0, double x1, double wanted)
    {
        var found = TreeRobustness.Distance(_model, [x0, x1]);

        Assert.True(found.IsExact);
        Assert.Equal(wanted, found.Distance, 1e-12);
    }

    [Fact]
    public void Trees_that_always_decide_alike_are_never_changed()
    {
        Assert.Equal(double.PositiveInfinity, TreeRobustness.Distance(new([[TreeNode.Leaf(1)]]), [0]).Distance);
    }

    [Fact]
    public void A_child_before_its_parent_is_refused() =>
        Assert.Throws<ArgumentException>(() => new TreeEnsemble([[new(0, 1, 0, 1, 0), TreeNode.Leaf(1)]]));

    [Fact]
    public void Sampled_values_of_trees_come_near_the_exact_ones()
    {
        double[] row = [0.5, 3];
        double[][] background = [[2, -1]];

        var sampled = Attribution.Sampled(rows => [.. rows.Select(r => _model.Score(r))], row, background, 20);

        Assert.Equal(TreeAttribution.Shapley(_model, row, background)[0], sampled[0], 1e-9);
    }

    private static double Of(double x0, double x1) => _model.Score([x0, x1]);
}
