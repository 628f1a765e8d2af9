using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Tests;

public sealed class NumericsTests
{
    // Values of standard tables.
    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(18.307038053275146, 10, 0.05)]
    [InlineData(100.17617498299748, 1, 1.3942663248080458e-23)]
    public void ChiSquare_tail_keeps_its_relative_precision(double x, int freedom, double wanted) =>
        Assert.Equal(1, Distributions.ChiSquareUpperTail(x, freedom) / wanted, 1e-9);

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.5758293035489004)]
    [InlineData(0.025, -1.959963984540054)]
    [InlineData(1e-10, -6.361340902404056)]
    public void NormalQuantile_equals_the_table(double probability, double wanted) =>
        Assert.Equal(wanted, Distributions.NormalQuantile(probability), 1e-12);

    [Fact]
    public void Student_tail_equals_the_closed_form_of_even_degrees()
    {
        const double T = 2.25;
        var angle = Math.Atan(T / Math.Sqrt(10));
        var c = Math.Cos(angle) * Math.Cos(angle);
        var wanted = 1 - (Math.Sin(angle) * (1 + (c / 2) + (3.0 / 8 * c * c) + (5.0 / 16 * c * c * c) + (35.0 / 128 * c * c * c * c)));

        Assert.Equal(wanted, Distributions.StudentTwoSided(T, 10), 1e-13);
    }

    [Fact]
    public void Wilson_reaches_zero_exactly_when_nothing_was_hit()
    {
        var interval = ProportionIntervals.Wilson(0, 2)!.Value;

        Assert.Equal(0, interval.Low);
        Assert.Equal(0.6576197724933469, interval.High, 1e-12);
    }

    [Fact]
    public void ClopperPearson_equals_the_closed_form_at_the_ends()
    {
        var none = ProportionIntervals.ClopperPearson(0, 10)!.Value;

        Assert.Equal(1 - Math.Pow(0.025, 0.1), none.High, 1e-12);
        Assert.Equal(0.3475471499400698, ProportionIntervals.ClopperPearson(7, 10)!.Value.Low, 1e-9);
    }

    [Fact]
    public void Newcombe_equals_the_published_example()
    {
        // Newcombe (1998), table II, case (a), method 10: 56/70 − 48/80 → 0.0524 to 0.3339.
        var interval = ProportionIntervals.Newcombe(56, 70, 48, 80)!.Value;

        Assert.Equal(0.0524, interval.Low, 5e-5);
        Assert.Equal(0.3339, interval.High, 5e-5);
    }

    [Fact]
    public void Intervals_are_null_without_trials()
    {
        Assert.Null(ProportionIntervals.Wilson(0, 0));
        Assert.Null(ProportionIntervals.ClopperPearson(0, 0));
        Assert.Null(ProportionIntervals.Newcombe(0, 0, 1, 2));
        Assert.Null(ProportionIntervals.Katz(0, 5, 1, 2));
    }

    [Fact]
    public void FisherExact_equals_the_tea_tasting_of_Fisher() => Assert.Equal(34.0 / 70, TwoProportions.FisherExact(3, 4, 1, 4)!.Value, 1e-12);

    [Fact]
    public void Holm_and_Benjamini_Hochberg_equal_the_worked_example()
    {
        double[] raw = [0.01, 0.04, 0.03, 0.005];

        double[] holm = [0.03, 0.06, 0.06, 0.02], hochberg = [0.02, 0.04, 0.04, 0.02];
        Assert.All(MultipleTesting.Holm(raw).Zip(holm), p => Assert.Equal(p.Second, p.First, 1e-12));
        Assert.All(MultipleTesting.BenjaminiHochberg(raw).Zip(hochberg), p => Assert.Equal(p.Second, p.First, 1e-12));
    }

    [Theory]
    [InlineData(40, 0.1)]
    [InlineData(1000, 0.3)]
    [InlineData(1_000_000, 0.9)]
    public void Binomial_draws_have_the_right_mean_and_variance(long trials, double p)
    {
        var random = new SeededRandom(7);
        var draws = Enumerable.Range(0, 20_000).Select(_ => (double)BinomialSampler.Next(random, trials, p)).ToArray();

        var mean = draws.Average();
        var variance = draws.Average(d => (d - mean) * (d - mean));
        Assert.Equal(trials * p, mean, 4 * Math.Sqrt(trials * p * (1 - p) / draws.Length));
        Assert.Equal(1, variance / (trials * p * (1 - p)), 0.06);
    }

    [Fact]
    public void Equal_seeds_give_equal_streams()
    {
        SeededRandom a = new(42), b = new(42);

        Assert.Equal(Enumerable.Range(0, 10).Select(_ => a.NextBits()), Enumerable.Range(0, 10).Select(_ => b.NextBits()));
    }
}
