namespace Bylaw.Metrics.Fairness;

/// <summary>Measures in nats what group and prediction tell about each other: zero is independence.</summary>
public static class MutualInformation
{
    /// <summary>Computes I(prediction; group).</summary>
    /// <param name="cells">The groups.</param>
    /// <returns>Zero or more; null without rows.</returns>
    public static double? Independence(IReadOnlyList<ConfusionCell> cells) => Of([.. cells.Select(c => (c.Selected, c.Rows - c.Selected))]);

    /// <summary>Computes I(prediction; group | label).</summary>
    /// <param name="cells">The groups.</param>
    /// <returns>Zero or more; null without rows.</returns>
    public static double? Separation(IReadOnlyList<ConfusionCell> cells) => Conditional(
        [.. cells.Select(c => (c.TruePositives, c.FalseNegatives))],
        [.. cells.Select(c => (c.FalsePositives, c.TrueNegatives))]);

    /// <summary>Computes I(label; group | prediction).</summary>
    /// <param name="cells">The groups.</param>
    /// <returns>Zero or more; null without rows.</returns>
    public static double? Sufficiency(IReadOnlyList<ConfusionCell> cells) => Conditional(
        [.. cells.Select(c => (c.TruePositives, c.FalsePositives))],
        [.. cells.Select(c => (c.FalseNegatives, c.TrueNegatives))]);

    private static double? Conditional((long, long)[] first, (long, long)[] second)
    {
        double rows1 = first.Sum(c => c.Item1 + c.Item2), rows2 = second.Sum(c => c.Item1 + c.Item2);
        return rows1 + rows2 > 0 ? (((Of(first) ?? 0) * rows1) + ((Of(second) ?? 0) * rows2)) / (rows1 + rows2) : null;
    }

    private static double? Of((long Yes, long No)[] table)
    {
        double yes = table.Sum(c => c.Yes), no = table.Sum(c => c.No), total = yes + no;
        if (total == 0)
        {
            return null;
        }
        var sum = 0.0;
        foreach (var row in table)
        {
            double rows = row.Yes + row.No;
            sum += Term(row.Yes, rows, yes) + Term(row.No, rows, no);
        }
        return Math.Max(0, sum);

        double Term(double joint, double rows, double column) => joint > 0 ? joint / total * Math.Log(joint * total / (rows * column)) : 0;
    }
}
