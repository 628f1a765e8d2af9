namespace Bylaw.Metrics.Privacy;

/// <summary>Adds up the privacy loss of repeated differentially private releases.</summary>
public static class PrivacyBudget
{
    /// <summary>Composes by adding.</summary>
    /// <param name="epsilons">The ε of each release.</param>
    /// <returns>Σ ε.</returns>
    public static double Basic(IEnumerable<double> epsilons) => epsilons.Sum();

    /// <summary>Composes k releases of one ε by the advanced rule.</summary>
    /// <param name="epsilon">The ε of each.</param>
    /// <param name="releases">How many.</param>
    /// <param name="delta">The extra δ that is allowed, above 0 and below 1.</param>
    /// <returns>√(2k ln(1/δ)) ε + k ε (e^ε − 1).</returns>
    /// <remarks>Source: Dwork, Rothblum and Vadhan (2010).</remarks>
    public static double Advanced(double epsilon, int releases, double delta) =>
        Advanced(releases * epsilon * epsilon, releases * epsilon * (Math.Exp(epsilon) - 1), delta);

    /// <summary>Composes releases of several ε by the advanced rule.</summary>
    /// <param name="sumOfSquares">Σ ε².</param>
    /// <param name="sumOfGrowth">Σ ε (e^ε − 1).</param>
    /// <param name="delta">The extra δ that is allowed, above 0 and below 1.</param>
    /// <returns>√(2 ln(1/δ) Σ ε²) + Σ ε (e^ε − 1).</returns>
    /// <remarks>Source: Kairouz, Oh and Viswanath (2015), the form for releases that differ.</remarks>
    public static double Advanced(double sumOfSquares, double sumOfGrowth, double delta) => Math.Sqrt(2 * Math.Log(1 / delta) * sumOfSquares) + sumOfGrowth;

    /// <summary>Turns zero-concentrated privacy, which simply adds, into ε at a δ.</summary>
    /// <param name="rho">Σ ρ of the releases; a Gaussian release of sensitivity 1 and deviation σ has 1/(2σ²).</param>
    /// <param name="delta">Above 0 and below 1.</param>
    /// <returns>ρ + 2 √(ρ ln(1/δ)).</returns>
    /// <remarks>Source: Bun and Steinke (2016), proposition 1.3.</remarks>
    public static double FromConcentrated(double rho, double delta) => rho + (2 * Math.Sqrt(rho * Math.Log(1 / delta)));

    /// <summary>Turns Gaussian releases, accounted by Rényi divergence, into ε at a δ.</summary>
    /// <param name="sigma">The deviation of the noise for sensitivity 1, above 0.</param>
    /// <param name="releases">How many.</param>
    /// <param name="delta">Above 0 and below 1.</param>
    /// <returns>The smallest α k / (2σ²) + ln(1/δ) / (α − 1) over orders α; the best order is known in closed form.</returns>
    /// <remarks>Source: Mironov, "Rényi differential privacy" (2017), propositions 3 and 7.</remarks>
    public static double FromRenyiGaussian(double sigma, int releases, double delta)
    {
        var slope = releases / (2 * sigma * sigma);
        var order = 1 + Math.Sqrt(Math.Log(1 / delta) / slope);
        return (order * slope) + (Math.Log(1 / delta) / (order - 1));
    }

    /// <summary>Bounds ε from below by what an attack achieved.</summary>
    /// <param name="truePositiveRate">Of the attack, above 0.</param>
    /// <param name="falsePositiveRate">Of the attack, above 0.</param>
    /// <param name="delta">The claimed δ.</param>
    /// <returns>ln((TPR − δ) / FPR), at least 0; a claim below this is false. Null when the rates allow no bound.</returns>
    public static double? AuditLowerBound(double truePositiveRate, double falsePositiveRate, double delta) =>
        falsePositiveRate > 0 && truePositiveRate > delta ? Math.Max(0, Math.Log((truePositiveRate - delta) / falsePositiveRate)) : null;
}
