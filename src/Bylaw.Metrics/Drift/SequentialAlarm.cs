using System.Collections.Immutable;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Drift;

/// <summary>Watches a share over windows and raises an alarm when it goes above a bound; looking more often does not raise more false alarms.</summary>
/// <remarks>
/// Keeps a wager against "the share is at most the bound": each window multiplies the wealth by a mixture of likelihood ratios whose mean is at
/// most 1 while that is true. By Ville's inequality the wealth ever reaches 1/α with probability at most α, over all windows together.
/// </remarks>
public sealed class SequentialAlarm
{
    private static readonly double[] _effects = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7];
    private readonly ImmutableArray<double> _alternatives;
    private readonly double[] _logWealth;

    /// <summary>Starts a watch.</summary>
    /// <param name="bound">The share that is still in order, above 0 and below 1.</param>
    public SequentialAlarm(double bound)
    {
        if (!(bound > 0 && bound < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(bound), bound, "must be above 0 and below 1");
        }
        Bound = bound;

        // Wagers on shares between the bound and 1, small effects first; spread evenly, so no tuning is needed.
        _alternatives = [.. _effects.Select(e => bound + (e * (1 - bound))), Math.Min(0.999999, bound * 1.1), Math.Min(0.999999, bound * 1.5), Math.Min(0.999999, bound * 3)];
        _alternatives = [.. _alternatives.Where(a => a > bound)];
        _logWealth = new double[_alternatives.Length];
    }

    /// <summary>Gets the bound.</summary>
    public double Bound { get; }

    /// <summary>Gets the natural logarithm of the wealth (the e-value) so far.</summary>
    public double LogEvidence => LogMean(_logWealth);

    /// <summary>Gets a p-value that stays valid at any time, however often it is read.</summary>
    public double AnytimePValue { get; private set; } = 1;

    /// <summary>Takes the next window in.</summary>
    /// <param name="hits">Rows that count against the bound.</param>
    /// <param name="trials">Rows of the window.</param>
    public void Observe(long hits, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, trials);
        for (var index = 0; index < _logWealth.Length; index++)
        {
            var share = _alternatives[index];
            _logWealth[index] += (hits * Math.Log(share / Bound)) + ((trials - hits) * Math.Log((1 - share) / (1 - Bound)));
        }
        AnytimePValue = Math.Min(AnytimePValue, Math.Exp(-LogEvidence));
    }

    /// <summary>Tells whether the alarm has been raised.</summary>
    /// <param name="falseAlarmRate">The chance of a false alarm over the whole life of the watch. Default 0.01.</param>
    /// <returns>True once the evidence has reached 1 / <paramref name="falseAlarmRate"/>, and from then on.</returns>
    public bool IsRaised(double falseAlarmRate = 0.01) => AnytimePValue <= falseAlarmRate;

    internal static double LogMean(ReadOnlySpan<double> logs)
    {
        var top = double.NegativeInfinity;
        foreach (var log in logs)
        {
            top = Math.Max(top, log);
        }
        var sum = 0.0;
        foreach (var log in logs)
        {
            sum += Math.Exp(log - top);
        }
        return top + Math.Log(sum / logs.Length);
    }
}

/// <summary>Watches the shares of all bins of a column against a reference sample, with one bound on false alarms for its whole life.</summary>
/// <remarks>
/// The reference is itself a sample: each bin is bounded by its exact interval at α/2 shared over bins and sides, and the wagers on all bounds
/// are averaged and must reach 2/α. So a reference that is a little off never turns into a certain alarm after enough looks.
/// </remarks>
public sealed class DistributionAlarm
{
    private readonly double _falseAlarmRate;
    private readonly (SequentialAlarm? TooMany, SequentialAlarm? TooFew)[] _bins;
    private double _peak = double.NegativeInfinity;

    /// <summary>Starts a watch.</summary>
    /// <param name="reference">Counts by bin of the reference.</param>
    /// <param name="falseAlarmRate">The chance of a false alarm over the whole life of the watch. Default 0.01.</param>
    /// <param name="tolerance">How far the share of a bin may move before it counts. Default 0: any lasting change is found in the end.</param>
    public DistributionAlarm(ReadOnlySpan<long> reference, double falseAlarmRate = 0.01, double tolerance = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        _falseAlarmRate = falseAlarmRate;
        var total = 0L;
        foreach (var count in reference)
        {
            total += count;
        }
        ArgumentOutOfRangeException.ThrowIfZero(total, nameof(reference));
        _bins = new (SequentialAlarm?, SequentialAlarm?)[reference.Length];
        for (var bin = 0; bin < reference.Length; bin++)
        {
            var range = ProportionIntervals.ClopperPearson(reference[bin], total, 1 - (falseAlarmRate / 2 / reference.Length))!.Value;
            _bins[bin] = (
                range.High + tolerance < 1 ? new SequentialAlarm(Math.Max(range.High + tolerance, 1e-9)) : null,
                range.Low - tolerance > 0 ? new SequentialAlarm(Math.Min(1 - range.Low + tolerance, 1 - 1e-9)) : null);
        }
    }

    /// <summary>Gets the natural logarithm of the evidence so far.</summary>
    public double LogEvidence
    {
        get
        {
            var logs = _bins.SelectMany(b => (SequentialAlarm?[])[b.TooMany, b.TooFew]).Where(a => a is not null).Select(a => a!.LogEvidence).ToArray();
            return logs.Length == 0 ? 0 : SequentialAlarm.LogMean(logs);
        }
    }

    /// <summary>Gets a value indicating whether the alarm has been raised, now or earlier.</summary>
    public bool IsRaised => _peak >= Math.Log(2 / _falseAlarmRate);

    /// <summary>Takes the next window in.</summary>
    /// <param name="counts">Counts by bin, of the same bins.</param>
    /// <returns>Whether the alarm is raised.</returns>
    public bool Observe(ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }
        for (var bin = 0; bin < _bins.Length; bin++)
        {
            _bins[bin].TooMany?.Observe(counts[bin], total);
            _bins[bin].TooFew?.Observe(total - counts[bin], total);
        }
        _peak = Math.Max(_peak, LogEvidence);
        return IsRaised;
    }
}
