using System.Collections.Immutable;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Holds how far one column of one window is from the reference.</summary>
/// <param name="Column">The column.</param>
/// <param name="Counts">Rows of the window by bin.</param>
/// <param name="Psi">Population stability index.</param>
/// <param name="JensenShannon">Jensen-Shannon distance, base 2.</param>
/// <param name="Hellinger">Hellinger distance.</param>
/// <param name="TotalVariation">Total variation distance.</param>
/// <param name="ChiSquare">Pearson's statistic over the bins.</param>
/// <param name="ChiSquareP">Its p-value.</param>
/// <param name="CramersV">Its effect size.</param>
/// <param name="KolmogorovSmirnov">Largest distance of the distribution functions; numbers only.</param>
/// <param name="KolmogorovSmirnovP">Its asymptotic p-value.</param>
/// <param name="Wasserstein">Area between the distribution functions, in units of the column; numbers only.</param>
/// <param name="WassersteinScaled">The same in deviations of the reference.</param>
/// <param name="OutOfRange">Rows below the smallest or above the largest value of the reference; numbers only.</param>
/// <param name="NotNumbers">Rows that hold something that is no number, in a column of numbers.</param>
/// <param name="NewCategories">Categories that the reference does not know, with rows; at most 20.</param>
/// <param name="AlarmRaised">Whether the anytime-valid alarm of the column stands after this window.</param>
public sealed record ColumnDrift(
    string Column, ImmutableArray<long> Counts, double? Psi, double? JensenShannon, double? Hellinger, double? TotalVariation,
    double? ChiSquare, double? ChiSquareP, double? CramersV, double? KolmogorovSmirnov, double? KolmogorovSmirnovP,
    double? Wasserstein, double? WassersteinScaled, long OutOfRange, long NotNumbers, ImmutableArray<(string Value, long Rows)> NewCategories, bool AlarmRaised);

/// <summary>Holds one number of the model's performance in a window.</summary>
/// <param name="Metric">accuracy, precision, true_positive_rate, f1 or auc.</param>
/// <param name="Baseline">On the reference.</param>
/// <param name="Current">From the window's labels; null while they are not known.</param>
/// <param name="Estimated">Without labels, from calibrated scores; null without scores.</param>
/// <param name="Deviation">The standard deviation of the estimate; accuracy only.</param>
/// <param name="Rows">Labelled rows.</param>
public sealed record PerformanceDrift(string Metric, double? Baseline, double? Current, double? Estimated, double? Deviation, long Rows);

/// <summary>Holds the impact ratio of one group in a window.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">The group.</param>
/// <param name="ImpactRatio">Its selection rate divided by the highest of a large enough group; null where it cannot be estimated.</param>
/// <param name="Rate">Its selection rate.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Insufficient">Why it is not judged, or null.</param>
public sealed record FairnessDrift(string Attribute, string Group, double? ImpactRatio, double? Rate, long Rows, string? Insufficient);

/// <summary>Holds the comparison of one window.</summary>
public sealed record WindowDrift
{
    /// <summary>Gets the window.</summary>
    public required DriftWindow Window { get; init; }

    /// <summary>Gets the columns in the order of the reference.</summary>
    public required ImmutableArray<ColumnDrift> Columns { get; init; }

    /// <summary>Gets the model's performance; empty without labels on the reference.</summary>
    public ImmutableArray<PerformanceDrift> Performance { get; init; } = [];

    /// <summary>Gets impact ratios by group; empty without attributes.</summary>
    public ImmutableArray<FairnessDrift> Fairness { get; init; } = [];

    /// <summary>Gets the mean error of rebuilding rows from the reference's main directions; null with fewer than two columns of numbers.</summary>
    public double? Reconstruction { get; init; }

    /// <summary>Gets how many standard errors that lies off the reference's own.</summary>
    public double? ReconstructionScore { get; init; }

    /// <summary>Gets how well a classifier tells window and reference apart, 0.5 for not at all; null when the reference's rows are not at hand.</summary>
    public double? DomainArea { get; init; }

    /// <summary>Gets the squared maximum mean discrepancy; null when the reference's rows are not at hand.</summary>
    public double? MeanDiscrepancy { get; init; }

    /// <summary>Gets wrong and labelled rows; null without labels.</summary>
    public (long Wrong, long Labelled)? Errors { get; init; }

    /// <summary>Gets a value indicating whether the alarm on errors stands after this window.</summary>
    public bool ErrorAlarmRaised { get; init; }

    /// <summary>Gets a value indicating whether any alarm stands after this window.</summary>
    public bool AlarmRaised => ErrorAlarmRaised || Columns.Any(c => c.AlarmRaised);
}

/// <summary>Holds the comparison of all windows with one reference.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="ReferenceDigest">The digest of its profile.</param>
/// <param name="Windows">The windows in order.</param>
/// <param name="EarlierWindows">Windows of earlier runs that the alarms had already seen.</param>
/// <param name="Notes">What could not be measured and why.</param>
public sealed record DriftResult(
    ReferenceProfile Reference, string ReferenceDigest, ImmutableArray<WindowDrift> Windows, ImmutableArray<SeenWindow> EarlierWindows, ImmutableArray<string> Notes);
