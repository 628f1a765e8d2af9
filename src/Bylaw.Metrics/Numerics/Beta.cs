namespace Bylaw.Metrics.Numerics;

/// <summary>Computes the incomplete beta function and its inverse: exact binomial limits and Student's t.</summary>
public static class Beta
{
    /// <summary>Computes the regularised incomplete beta function I_x(a, b).</summary>
    /// <param name="x">Between 0 and 1.</param>
    /// <param name="a">Above zero.</param>
    /// <param name="b">Above zero.</param>
    /// <returns>A probability.</returns>
    public static double Regularized(double x, double a, double b)
    {
        if (x <= 0)
        {
            return 0;
        }
        if (x >= 1)
        {
            return 1;
        }
        var front = Math.Exp(Gamma.Log(a + b) - Gamma.Log(a) - Gamma.Log(b) + (a * Math.Log(x)) + (b * Elementary.Log1P(-x)));

        // The fraction converges fast on the near side of the mean; the far side is its mirror image.
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    /// <summary>Finds x such that I_x(a, b) equals a probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="a">Above zero.</param>
    /// <param name="b">Above zero.</param>
    /// <returns>A number between 0 and 1, to the last digits of a double.</returns>
    public static double Quantile(double probability, double a, double b)
    {
        double low = 0, high = 1;
        for (var step = 0; step < 200 && high - low > 1e-17; step++)
        {
            var middle = 0.5 * (low + high);
            if (middle == low || middle == high)
            {
                break;
            }
            (low, high) = Regularized(middle, a, b) < probability ? (middle, high) : (low, middle);
        }
        return 0.5 * (low + high);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)), Tiny);
        var h = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d), Tiny);
            c = NotZero(1 + (even / c), Tiny);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d), Tiny);
            c = NotZero(1 + (odd / c), Tiny);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }
        return h;
    }

    private static double NotZero(double value, double tiny) => Math.Abs(value) < tiny ? tiny : value;
}
