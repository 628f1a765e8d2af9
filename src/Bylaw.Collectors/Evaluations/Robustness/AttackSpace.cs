using Bylaw.Collectors.Evaluations.Onnx;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Holds the numbers that an attack may move, each in deviations of its column, and the rows it is run on.</summary>
/// <param name="Table">The data.</param>
/// <param name="Places">The columns that may move.</param>
/// <param name="Deviations">Their deviations.</param>
/// <param name="Low">The smallest value seen of each, in deviations.</param>
/// <param name="High">The largest value seen of each, in deviations.</param>
/// <param name="Rows">Rows in a seeded order that the model gets right, or all without labels.</param>
internal sealed record AttackSpace(FeatureTable Table, int[] Places, double[] Deviations, double[] Low, double[] High, int[] Rows)
{
    /// <summary>Gives the point of a row.</summary>
    public double[] PointOf(int row) => [.. Places.Select((p, i) => Table.Columns[p].Numbers![row] / Deviations[i])];

    /// <summary>Makes a table of points; the columns that do not move are those of a row.</summary>
    public FeatureTable At(IReadOnlyList<double[]> points, int row)
    {
        var probe = Table.Take([.. Enumerable.Repeat(row, points.Count)]);
        for (var axis = 0; axis < Places.Length; axis++)
        {
            var place = axis;
            probe = probe.With(Places[axis], probe.Columns[Places[axis]] with { Numbers = [.. points.Select(p => p[place] * Deviations[place])] });
        }
        return probe;
    }
}
