using System.Runtime.CompilerServices;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds the four counts of one group: all that any rate, gap, interval or verdict is computed from.</summary>
/// <param name="TruePositives">Positive rows predicted positive.</param>
/// <param name="FalsePositives">Negative rows predicted positive.</param>
/// <param name="TrueNegatives">Negative rows predicted negative.</param>
/// <param name="FalseNegatives">Positive rows predicted negative.</param>
public readonly record struct ConfusionCell(long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    /// <summary>Gets the rows.</summary>
    public long Rows => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    /// <summary>Gets the rows predicted positive.</summary>
    public long Selected => TruePositives + FalsePositives;

    /// <summary>Gets the rows that are positive.</summary>
    public long Positives => TruePositives + FalseNegatives;

    /// <summary>Gets the rows that are negative.</summary>
    public long Negatives => FalsePositives + TrueNegatives;

    /// <summary>Merges two cells: shards, windows and groups add up.</summary>
    /// <param name="left">A cell.</param>
    /// <param name="right">Another cell.</param>
    /// <returns>Their sum.</returns>
    public static ConfusionCell operator +(ConfusionCell left, ConfusionCell right) => new(
        left.TruePositives + right.TruePositives,
        left.FalsePositives + right.FalsePositives,
        left.TrueNegatives + right.TrueNegatives,
        left.FalseNegatives + right.FalseNegatives);

    /// <summary>Gets the successes and trials behind a rate.</summary>
    /// <param name="rate">Which rate.</param>
    /// <returns>A numerator and a denominator, both counts; the denominator may be zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Hits, long Trials) Counts(Rate rate) => rate switch
    {
        Rate.Selection => (Selected, Rows),
        Rate.Base => (Positives, Rows),
        Rate.TruePositive => (TruePositives, Positives),
        Rate.FalsePositive => (FalsePositives, Negatives),
        Rate.TrueNegative => (TrueNegatives, Negatives),
        Rate.FalseNegative => (FalseNegatives, Positives),
        Rate.Precision => (TruePositives, Selected),
        Rate.NegativePredictive => (TrueNegatives, Rows - Selected),
        Rate.FalseDiscovery => (FalsePositives, Selected),
        Rate.FalseOmission => (FalseNegatives, Rows - Selected),
        Rate.Accuracy => (TruePositives + TrueNegatives, Rows),
        Rate.Error => (FalsePositives + FalseNegatives, Rows),
        _ => throw new ArgumentOutOfRangeException(nameof(rate)),
    };

    /// <summary>Computes a rate.</summary>
    /// <param name="rate">Which rate.</param>
    /// <param name="undefined">What a rate without a denominator is.</param>
    /// <returns>A number from 0 to 1; null where there is no denominator, unless another tool's zero is asked for.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double? Value(Rate rate, UndefinedRate undefined = UndefinedRate.Null)
    {
        var (hits, trials) = Counts(rate);
        return trials > 0 ? (double)hits / trials : undefined == UndefinedRate.Zero ? 0 : null;
    }

    /// <summary>Computes the mean of true positive and true negative rate.</summary>
    /// <returns>A number from 0 to 1; null when a class is absent.</returns>
    public double? BalancedAccuracy() => 0.5 * (Value(Rate.TruePositive) + Value(Rate.TrueNegative));

    /// <summary>Computes the harmonic mean of precision and true positive rate.</summary>
    /// <returns>A number from 0 to 1; null when there is nothing positive, neither true nor predicted.</returns>
    public double? F1() => (2 * TruePositives) + FalsePositives + FalseNegatives is > 0 and var sum ? 2.0 * TruePositives / sum : null;

    /// <summary>Computes false negatives for each false positive, whose equality between groups is "treatment equality".</summary>
    /// <returns>Zero or more; null without false positives.</returns>
    public double? TreatmentRatio() => FalsePositives > 0 ? (double)FalseNegatives / FalsePositives : null;
}

/// <summary>Names the rates of a group; each is a count over a count.</summary>
public enum Rate
{
    /// <summary>Share predicted positive: (TP + FP) / n.</summary>
    Selection,

    /// <summary>Share truly positive: (TP + FN) / n.</summary>
    Base,

    /// <summary>TP / (TP + FN).</summary>
    TruePositive,

    /// <summary>FP / (FP + TN).</summary>
    FalsePositive,

    /// <summary>TN / (FP + TN).</summary>
    TrueNegative,

    /// <summary>FN / (TP + FN).</summary>
    FalseNegative,

    /// <summary>TP / (TP + FP).</summary>
    Precision,

    /// <summary>TN / (TN + FN).</summary>
    NegativePredictive,

    /// <summary>FP / (TP + FP).</summary>
    FalseDiscovery,

    /// <summary>FN / (TN + FN).</summary>
    FalseOmission,

    /// <summary>(TP + TN) / n.</summary>
    Accuracy,

    /// <summary>(FP + FN) / n.</summary>
    Error,
}

/// <summary>Says what a rate without a denominator is.</summary>
public enum UndefinedRate
{
    /// <summary>Unestimable: it takes no part. The only choice for a verdict.</summary>
    Null,

    /// <summary>Zero, as some other tools have it. For comparing with their numbers only.</summary>
    Zero,
}
