namespace Bylaw.Metrics.Fairness;

/// <summary>Measures how unequally benefit is spread over persons, where benefit is 1 + prediction − label.</summary>
/// <remarks>Source: Speicher and others (2018). Benefit takes three values only, so the four counts are enough.</remarks>
public static class Inequality
{
    /// <summary>Computes the generalised entropy index.</summary>
    /// <param name="cell">The counts.</param>
    /// <param name="alpha">The weight on the top end: 2 is half the squared coefficient of variation, 1 Theil's index, 0 mean log deviation.</param>
    /// <returns>Zero or more; null without rows or without any benefit, and for alpha 0 when somebody has none.</returns>
    public static double? GeneralizedEntropy(ConfusionCell cell, double alpha = 2)
    {
        double rows = cell.Rows;
        double benefit = cell.TruePositives + cell.TrueNegatives + (2.0 * cell.FalsePositives);
        if (rows == 0 || benefit == 0)
        {
            return null;
        }
        var mean = benefit / rows;
        (double Benefit, double Count)[] people =
            [(0, cell.FalseNegatives), (1, cell.TruePositives + cell.TrueNegatives), (2, cell.FalsePositives)];
        if (alpha == 0 && cell.FalseNegatives > 0)
        {
            return null;
        }
        var sum = 0.0;
        foreach (var (value, count) in people)
        {
            var relative = value / mean;
            sum += count == 0 ? 0 : count * (
                alpha == 1 ? (relative == 0 ? 0 : relative * Math.Log(relative))
                : alpha == 0 ? -Math.Log(relative)
                : (Math.Pow(relative, alpha) - 1) / (alpha * (alpha - 1)));
        }
        return sum / rows;
    }

    /// <summary>Computes Theil's index, the generalised entropy of order 1.</summary>
    /// <param name="cell">The counts.</param>
    /// <returns>Zero or more, or null.</returns>
    public static double? Theil(ConfusionCell cell) => GeneralizedEntropy(cell, 1);

    /// <summary>Computes the coefficient of variation of benefit.</summary>
    /// <param name="cell">The counts.</param>
    /// <returns>Zero or more, or null.</returns>
    public static double? CoefficientOfVariation(ConfusionCell cell) => GeneralizedEntropy(cell, 2) is { } index ? Math.Sqrt(2 * Math.Max(0, index)) : null;
}
