using System.Collections.Immutable;
using System.Numerics;

namespace Bylaw.Metrics.Calibration;

/// <summary>Holds what one bin of scores adds to calibration, as whole numbers, so that bins of shards and windows add up exactly.</summary>
/// <param name="Rows">Rows in the bin.</param>
/// <param name="Positives">Positive rows in the bin.</param>
/// <param name="ScoreSum">The sum of scores in units of 1e-12.</param>
/// <param name="SquaredErrorSum">The sum of (score − label)² in units of 1e-12.</param>
/// <param name="LogLossSum">The sum of −ln of the probability given to the true label, clipped at 1e-15, in units of 1e-12.</param>
public readonly record struct ScoreBin(long Rows, long Positives, BigInteger ScoreSum, BigInteger SquaredErrorSum, BigInteger LogLossSum)
{
    /// <summary>The number of units in one.</summary>
    public const double Units = 1e12;

    /// <summary>Gets the mean score; null without rows.</summary>
    public double? MeanScore => Rows > 0 ? (double)ScoreSum / Units / Rows : null;

    /// <summary>Gets the share of positive rows; null without rows.</summary>
    public double? PositiveShare => Rows > 0 ? (double)Positives / Rows : null;

    /// <summary>Adds two bins.</summary>
    /// <param name="left">A bin.</param>
    /// <param name="right">Another.</param>
    /// <returns>Their sum.</returns>
    public static ScoreBin operator +(ScoreBin left, ScoreBin right) => new(
        left.Rows + right.Rows, left.Positives + right.Positives, left.ScoreSum + right.ScoreSum,
        left.SquaredErrorSum + right.SquaredErrorSum, left.LogLossSum + right.LogLossSum);

    /// <summary>Makes the bin of one row.</summary>
    /// <param name="score">A probability from 0 to 1.</param>
    /// <param name="positive">The label.</param>
    /// <returns>A bin with one row.</returns>
    public static ScoreBin OfRow(double score, bool positive)
    {
        var error = positive ? 1 - score : score;
        return new(1, positive ? 1 : 0, ToUnits(score), ToUnits(error * error), ToUnits(-Math.Log(Math.Clamp(1 - error, 1e-15, 1))));
    }

    private static BigInteger ToUnits(double value) => new(Math.Round(value * Units));
}

/// <summary>Holds equal-width bins of scores between 0 and 1 and computes calibration from them.</summary>
public sealed class ScoreBins
{
    /// <summary>Takes bins in rising order of score.</summary>
    /// <param name="bins">Equal-width bins that cover 0 to 1; at least one.</param>
    public ScoreBins(IEnumerable<ScoreBin> bins)
    {
        Bins = [.. bins];
        ArgumentOutOfRangeException.ThrowIfZero(Bins.Length, nameof(bins));
    }

    /// <summary>Gets the bins.</summary>
    public ImmutableArray<ScoreBin> Bins { get; }

    /// <summary>Gets all bins as one.</summary>
    public ScoreBin Total => Bins.Aggregate(default(ScoreBin), (a, b) => a + b);

    /// <summary>Tells into which bin a score falls: [0, 1/k), [1/k, 2/k) …, the last one closed.</summary>
    /// <param name="score">From 0 to 1.</param>
    /// <param name="count">The number of bins.</param>
    /// <returns>From 0 to <paramref name="count"/> − 1.</returns>
    public static int IndexOf(double score, int count) => Math.Clamp((int)(score * count), 0, count - 1);

    /// <summary>Counts rows into bins.</summary>
    /// <param name="scores">Probabilities from 0 to 1.</param>
    /// <param name="labels">As many labels.</param>
    /// <param name="count">The number of bins. Default 10.</param>
    /// <returns>The bins.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a score is not a number from 0 to 1.</exception>
    public static ScoreBins Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int count = 10)
    {
        if (scores.Length != labels.Length)
        {
            throw new ArgumentException("as many labels as scores are needed", nameof(labels));
        }
        var bins = new ScoreBin[count];
        for (var row = 0; row < scores.Length; row++)
        {
            if (!(scores[row] is >= 0 and <= 1))
            {
                throw new ArgumentException($"score {row} is not a number from 0 to 1", nameof(scores));
            }
            bins[IndexOf(scores[row], count)] += ScoreBin.OfRow(scores[row], labels[row]);
        }
        return new(bins);
    }

    /// <summary>Computes the expected calibration error: Σ rows/all × |share of positives − mean score|.</summary>
    /// <returns>0 to 1, or null without rows.</returns>
    public double? ExpectedError() => Total.Rows is > 0 and var rows
        ? Bins.Where(b => b.Rows > 0).Sum(b => (double)b.Rows / rows * Math.Abs(b.PositiveShare!.Value - b.MeanScore!.Value))
        : null;

    /// <summary>Computes the largest calibration error of a bin.</summary>
    /// <returns>0 to 1, or null without rows.</returns>
    public double? MaximumError() => Bins.Where(b => b.Rows > 0).Max(b => (double?)Math.Abs(b.PositiveShare!.Value - b.MeanScore!.Value));

    /// <summary>Computes the Brier score: mean (score − label)².</summary>
    /// <returns>0 to 1, or null without rows.</returns>
    public double? Brier() => Total is { Rows: > 0 } total ? (double)total.SquaredErrorSum / ScoreBin.Units / total.Rows : null;

    /// <summary>Computes the mean of −ln of the probability given to the true label.</summary>
    /// <returns>Nats, or null without rows.</returns>
    public double? LogLoss() => Total is { Rows: > 0 } total ? (double)total.LogLossSum / ScoreBin.Units / total.Rows : null;
}
