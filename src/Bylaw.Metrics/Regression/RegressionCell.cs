using System.Collections.Immutable;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Regression;

/// <summary>Holds the sums of one group from which every error of a regression is computed; cells of shards add up.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Truth">Σ y.</param>
/// <param name="TruthSquared">Σ y².</param>
/// <param name="Prediction">Σ ŷ.</param>
/// <param name="Error">Σ (ŷ − y).</param>
/// <param name="AbsoluteError">Σ |ŷ − y|.</param>
/// <param name="SquaredError">Σ (ŷ − y)².</param>
/// <param name="AbsoluteTruth">Σ |y|.</param>
/// <param name="RelativeError">Σ |ŷ − y| / |y| over rows with y ≠ 0.</param>
/// <param name="NonZeroRows">Rows with y ≠ 0.</param>
public readonly record struct RegressionCell(
    long Rows, double Truth, double TruthSquared, double Prediction, double Error, double AbsoluteError, double SquaredError,
    double AbsoluteTruth, double RelativeError, long NonZeroRows)
{
    /// <summary>Gets the mean absolute error; null without rows.</summary>
    public double? MeanAbsoluteError => Mean(AbsoluteError);

    /// <summary>Gets the mean squared error; null without rows.</summary>
    public double? MeanSquaredError => Mean(SquaredError);

    /// <summary>Gets the root of the mean squared error; null without rows.</summary>
    public double? RootMeanSquaredError => Mean(SquaredError) is { } mse ? Math.Sqrt(mse) : null;

    /// <summary>Gets the mean error, above zero when predictions are too high; null without rows.</summary>
    public double? MeanError => Mean(Error);

    /// <summary>Gets the mean prediction; null without rows.</summary>
    public double? MeanPrediction => Mean(Prediction);

    /// <summary>Gets the mean of |ŷ − y| / |y|; null when a truth is zero, where it does not exist.</summary>
    public double? MeanAbsolutePercentageError => Rows > 0 && NonZeroRows == Rows ? RelativeError / Rows : null;

    /// <summary>Gets Σ |ŷ − y| / Σ |y|; null when every truth is zero.</summary>
    public double? WeightedAbsolutePercentageError => AbsoluteTruth > 0 ? AbsoluteError / AbsoluteTruth : null;

    /// <summary>Gets 1 − Σ (ŷ − y)² / Σ (y − mean y)²; null when all truths are equal.</summary>
    public double? RSquared => Rows > 1 && TruthSquared - (Truth * Truth / Rows) is > 0 and var spread ? 1 - (SquaredError / spread) : null;

    /// <summary>Gets the unbiased variance of the errors; null with fewer than two rows.</summary>
    public double? ErrorVariance => Rows > 1 ? Math.Max(0, SquaredError - (Error * Error / Rows)) / (Rows - 1) : null;

    /// <summary>Adds two cells.</summary>
    /// <param name="a">A cell.</param>
    /// <param name="b">Another.</param>
    /// <returns>Their sum.</returns>
    public static RegressionCell operator +(RegressionCell a, RegressionCell b) => new(
        a.Rows + b.Rows, a.Truth + b.Truth, a.TruthSquared + b.TruthSquared, a.Prediction + b.Prediction, a.Error + b.Error,
        a.AbsoluteError + b.AbsoluteError, a.SquaredError + b.SquaredError, a.AbsoluteTruth + b.AbsoluteTruth,
        a.RelativeError + b.RelativeError, a.NonZeroRows + b.NonZeroRows);

    /// <summary>Sums rows up.</summary>
    /// <param name="truth">The true values.</param>
    /// <param name="prediction">As many predictions.</param>
    /// <returns>The cell.</returns>
    /// <exception cref="ArgumentException">The counts differ or a value is not finite.</exception>
    public static RegressionCell Of(ReadOnlySpan<double> truth, ReadOnlySpan<double> prediction)
    {
        if (truth.Length != prediction.Length)
        {
            throw new ArgumentException("as many predictions as truths are needed", nameof(prediction));
        }
        CompensatedSum y = default, yy = default, p = default, e = default, ae = default, se = default, ay = default, re = default;
        long nonZero = 0;
        for (var row = 0; row < truth.Length; row++)
        {
            var error = prediction[row] - truth[row];
            if (!double.IsFinite(error))
            {
                throw new ArgumentException($"row {row} is not a finite number", nameof(prediction));
            }
            y.Add(truth[row]);
            yy.Add(truth[row] * truth[row]);
            p.Add(prediction[row]);
            e.Add(error);
            ae.Add(Math.Abs(error));
            se.Add(error * error);
            ay.Add(Math.Abs(truth[row]));
            if (truth[row] != 0)
            {
                re.Add(Math.Abs(error / truth[row]));
                nonZero++;
            }
        }
        return new(truth.Length, y.Value, yy.Value, p.Value, e.Value, ae.Value, se.Value, ay.Value, re.Value, nonZero);
    }

    /// <summary>Tests whether the mean error of two groups is equal.</summary>
    /// <param name="other">The other group.</param>
    /// <returns>Welch's t and p, or null with too few rows.</returns>
    public TestAnswer? TestMeanError(RegressionCell other) => MeanError is { } m1 && other.MeanError is { } m2 && ErrorVariance is { } v1 && other.ErrorVariance is { } v2
        ? WelchTest.Run(Rows, m1, v1, other.Rows, m2, v2)
        : null;

    /// <summary>Computes the largest loss of any group, which a bounded-group-loss rule limits.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="loss">The loss of one: <c>c =&gt; c.MeanAbsoluteError</c>.</param>
    /// <returns>The largest, or null without any.</returns>
    public static double? WorstLoss(ImmutableArray<RegressionCell> groups, Func<RegressionCell, double?> loss) => groups.Select(loss).Max();

    private double? Mean(double sum) => Rows > 0 ? sum / Rows : null;
}
