namespace Bylaw.Metrics.Numerics;

/// <summary>Computes the tails and quantiles that intervals and tests need.</summary>
public static class Distributions
{
    /// <summary>The two-sided 95 % point of the normal curve.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>Computes P(Z &gt; z) for a standard normal Z.</summary>
    /// <param name="z">Any number.</param>
    /// <returns>A probability; far tails keep their relative precision.</returns>
    public static double NormalUpperTail(double z) =>
        z >= 0 ? 0.5 * Gamma.UpperTail(0.5, 0.5 * z * z) : 1 - (0.5 * Gamma.UpperTail(0.5, 0.5 * z * z));

    /// <summary>Computes P(|Z| &gt; |z|) for a standard normal Z.</summary>
    /// <param name="z">Any number.</param>
    /// <returns>A probability.</returns>
    public static double NormalTwoSided(double z) => Gamma.UpperTail(0.5, 0.5 * z * z);

    /// <summary>Finds z such that P(Z ≤ z) is a probability.</summary>
    /// <param name="probability">Above 0 and below 1.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not inside (0, 1).</exception>
    public static double NormalQuantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be above 0 and below 1");
        }
        if (probability == 0.5)
        {
            return 0;
        }
        var tail = Math.Min(probability, 1 - probability);
        var t = Math.Sqrt(-2 * Math.Log(tail));
        var z = t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));

        // The start (Abramowitz and Stegun 26.2.23) is good to 4e-4; each Halley step triples the digits.
        for (var step = 0; step < 3; step++)
        {
            var error = (NormalUpperTail(z) - tail) / (Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI));
            z += error / (1 - (0.5 * z * error));
        }
        return probability < 0.5 ? -z : z;
    }

    /// <summary>Computes the normal quantile for a two-sided confidence.</summary>
    /// <param name="confidence">Above 0 and below 1, such as 0.95.</param>
    /// <returns>A positive number, 1.96 for 0.95.</returns>
    public static double TwoSidedZ(double confidence) => confidence == 0.95 ? Z95 : -NormalQuantile((1 - confidence) / 2);

    /// <summary>Computes P(X &gt; x) for a chi-square X.</summary>
    /// <param name="x">Zero or more.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    /// <returns>A probability.</returns>
    public static double ChiSquareUpperTail(double x, int degreesOfFreedom) => Gamma.UpperTail(0.5 * degreesOfFreedom, 0.5 * x);

    /// <summary>Computes P(|T| &gt; |t|) for Student's T.</summary>
    /// <param name="t">Any number.</param>
    /// <param name="degreesOfFreedom">Above zero; need not be whole.</param>
    /// <returns>A probability.</returns>
    public static double StudentTwoSided(double t, double degreesOfFreedom) =>
        Beta.Regularized(degreesOfFreedom / (degreesOfFreedom + (t * t)), 0.5 * degreesOfFreedom, 0.5);

    /// <summary>Computes Kolmogorov's limiting tail P(K &gt; λ).</summary>
    /// <param name="lambda">Zero or more.</param>
    /// <returns>A probability.</returns>
    public static double KolmogorovUpperTail(double lambda)
    {
        if (lambda <= 0)
        {
            return 1;
        }
        if (lambda < 1)
        {
            // Jacobi's form: the alternating series needs too many terms here.
            var sum = 0.0;
            for (var k = 1; k <= 50; k += 2)
            {
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * lambda * lambda));
            }
            return Math.Clamp(1 - (Math.Sqrt(2 * Math.PI) / lambda * sum), 0, 1);
        }
        var tail = 0.0;
        for (var k = 1; k <= 50; k++)
        {
            tail += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda);
        }
        return Math.Clamp(tail, 0, 1);
    }
}
