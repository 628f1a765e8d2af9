namespace Bylaw.Metrics.Numerics;

/// <summary>Computes the gamma family: what chi-square tails and the normal curve are made of.</summary>
/// <remarks>Relative error about 1e-14 over the range that counts of people reach.</remarks>
public static class Gamma
{
    private static readonly double[] _lanczos =
    [
        0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
        -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
        0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3,
        0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5,
    ];

    /// <summary>Computes the natural logarithm of the gamma function.</summary>
    /// <param name="x">A number above zero.</param>
    /// <returns>ln Γ(x).</returns>
    /// <remarks>Lanczos' series with g = 607/128.</remarks>
    public static double Log(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - Log(1 - x);
        }
        var shifted = x + (607.0 / 128) - 0.5;
        var series = _lanczos[0];
        for (var index = 1; index < _lanczos.Length; index++)
        {
            series += _lanczos[index] / (x + index - 1);
        }
        return ((x - 0.5) * Math.Log(shifted)) - shifted + Math.Log(Math.Sqrt(2 * Math.PI) * series);
    }

    /// <summary>Computes the regularised upper incomplete gamma function Q(a, x).</summary>
    /// <param name="a">The shape, above zero.</param>
    /// <param name="x">Zero or more.</param>
    /// <returns>A probability; small tails keep their relative precision.</returns>
    public static double UpperTail(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }
        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }
        return x < a + 1 ? 1 - Series(a, x) : ContinuedFraction(a, x);
    }

    private static double Series(double a, double x)
    {
        var term = 1 / a;
        var sum = term;
        for (var n = 1; n < 100_000; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (Math.Abs(term) < Math.Abs(sum) * 1e-17)
            {
                break;
            }
        }
        return sum * Math.Exp((a * Math.Log(x)) - x - Log(a));
    }

    /// <summary>Lentz' form of the continued fraction.</summary>
    private static double ContinuedFraction(double a, double x)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < 100_000; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = 1 / NotZero((an * d) + b, Tiny);
            c = NotZero(b + (an / c), Tiny);
            var delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }
        return Math.Exp((a * Math.Log(x)) - x - Log(a)) * h;
    }

    private static double NotZero(double value, double tiny) => Math.Abs(value) < tiny ? tiny : value;
}
