namespace Bylaw.Metrics.Fairness;

/// <summary>Measures demographic disparity within strata, so that a difference explained by the stratum does not count.</summary>
public static class ConditionalDisparity
{
    /// <summary>Computes DD = P(group | rejected) − P(group | accepted).</summary>
    /// <param name="groupAccepted">Accepted rows of the group.</param>
    /// <param name="groupRejected">Rejected rows of the group.</param>
    /// <param name="accepted">Accepted rows of all.</param>
    /// <param name="rejected">Rejected rows of all.</param>
    /// <returns>−1 to 1; null when nobody was accepted or nobody rejected.</returns>
    public static double? Disparity(long groupAccepted, long groupRejected, long accepted, long rejected) =>
        accepted > 0 && rejected > 0 ? ((double)groupRejected / rejected) - ((double)groupAccepted / accepted) : null;

    /// <summary>Computes the mean of DD over strata, weighted by rows.</summary>
    /// <param name="strata">For each stratum the counts of <see cref="Disparity"/>.</param>
    /// <returns>−1 to 1; null when no stratum has both outcomes. Strata with one outcome alone take no part.</returns>
    public static double? Conditional(IEnumerable<(long GroupAccepted, long GroupRejected, long Accepted, long Rejected)> strata)
    {
        double weighted = 0, rows = 0;
        foreach (var s in strata)
        {
            if (Disparity(s.GroupAccepted, s.GroupRejected, s.Accepted, s.Rejected) is { } disparity)
            {
                weighted += disparity * (s.Accepted + s.Rejected);
                rows += s.Accepted + s.Rejected;
            }
        }
        return rows > 0 ? weighted / rows : null;
    }
}
