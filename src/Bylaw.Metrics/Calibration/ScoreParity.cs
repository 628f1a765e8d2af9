namespace Bylaw.Metrics.Calibration;

/// <summary>Compares what scores are worth between groups.</summary>
public static class ScoreParity
{
    /// <summary>Computes the largest minus the smallest area under the curve.</summary>
    /// <param name="groups">One curve a group.</param>
    /// <returns>0 to 1; null with fewer than two groups.</returns>
    public static double? AreaDifference(IReadOnlyList<RocCurve> groups) => groups.Count < 2 ? null : groups.Max(c => c.Area) - groups.Min(c => c.Area);

    /// <summary>Computes the largest area between the curves of any two groups (ABROCA), which sees curves that cross.</summary>
    /// <param name="groups">One curve a group.</param>
    /// <returns>0 to 1; null with fewer than two groups.</returns>
    public static double? AreaBetween(IReadOnlyList<RocCurve> groups) =>
        groups.Count < 2 ? null : groups.SelectMany((c, i) => groups.Skip(i + 1).Select(c.AreaBetween)).Max();

    /// <summary>Computes the largest minus the smallest mean log loss.</summary>
    /// <param name="groups">The bins of each group.</param>
    /// <returns>Nats; null with fewer than two groups that hold rows.</returns>
    public static double? LogLossDifference(IReadOnlyList<ScoreBins> groups) => Difference(groups, b => b.LogLoss());

    /// <summary>Computes the largest minus the smallest Brier score.</summary>
    /// <param name="groups">The bins of each group.</param>
    /// <returns>0 to 1; null with fewer than two groups that hold rows.</returns>
    public static double? BrierDifference(IReadOnlyList<ScoreBins> groups) => Difference(groups, b => b.Brier());

    /// <summary>Computes the largest minus the smallest expected calibration error.</summary>
    /// <param name="groups">The bins of each group.</param>
    /// <returns>0 to 1; null with fewer than two groups that hold rows.</returns>
    public static double? CalibrationDifference(IReadOnlyList<ScoreBins> groups) => Difference(groups, b => b.ExpectedError());

    private static double? Difference(IReadOnlyList<ScoreBins> groups, Func<ScoreBins, double?> value) =>
        groups.Select(value).OfType<double>().ToArray() is { Length: > 1 } values ? values.Max() - values.Min() : null;
}
