namespace Bylaw.Metrics.Privacy;

/// <summary>Tells training rows by shadow models: how the confidence of models that saw a row differs from that of models that did not (LiRA).</summary>
/// <remarks>Source: Carlini and others, "Membership inference attacks from first principles" (2022); confidences are compared as log-odds under normal laws.</remarks>
public static class LikelihoodRatioAttack
{
    /// <summary>Computes the log-likelihood ratio of a row.</summary>
    /// <param name="observed">The confidence of the audited model in the true label, 0 to 1.</param>
    /// <param name="trainedOn">Confidences of shadow models that saw the row; at least two.</param>
    /// <param name="notTrainedOn">Confidences of shadow models that did not; at least two.</param>
    /// <returns>Above zero when the row looks like one that was trained on; null with too few shadow models.</returns>
    public static double? Score(double observed, ReadOnlySpan<double> trainedOn, ReadOnlySpan<double> notTrainedOn) =>
        Law(trainedOn) is var (m1, d1) && Law(notTrainedOn) is var (m0, d0) ? LogDensity(LogOdds(observed), m1, d1) - LogDensity(LogOdds(observed), m0, d0) : null;

    /// <summary>Attacks all rows.</summary>
    /// <param name="scores">The ratio of each row.</param>
    /// <param name="isMember">Whether the row was in the training data of the audited model.</param>
    /// <returns>The measure of the attack, or null when members or others are absent.</returns>
    public static MembershipInference? Measure(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isMember) => MembershipInference.Of(scores, isMember);

    private static (double Mean, double Deviation)? Law(ReadOnlySpan<double> confidences)
    {
        if (confidences.Length < 2)
        {
            return null;
        }
        var odds = Array.ConvertAll(confidences.ToArray(), LogOdds);
        var mean = odds.Average();
        return (mean, Math.Max(Math.Sqrt(odds.Average(o => (o - mean) * (o - mean))), 1e-3));
    }

    private static double LogOdds(double p) => Math.Log(Math.Clamp(p, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(p, 1e-9, 1 - 1e-9)));

    private static double LogDensity(double x, double mean, double deviation) => -Math.Log(deviation) - ((x - mean) * (x - mean) / (2 * deviation * deviation));
}
