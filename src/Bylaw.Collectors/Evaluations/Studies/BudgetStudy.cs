using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Privacy;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Adds up a table of differentially private releases: a column <c>epsilon</c> (pure) or <c>sigma</c> (Gaussian noise for sensitivity 1), and <c>times</c> where one is repeated.</summary>
internal static class BudgetStudy
{
    public static Study Run(WatchedTable table, double delta)
    {
        var epsilons = Column(table, "epsilon");
        var sigmas = Column(table, "sigma");
        var times = Column(table, "times");
        if ((epsilons ?? sigmas) is not { } any)
        {
            throw new EvaluationInputException($"the releases in '{table.Name}' have neither a column `epsilon` nor a column `sigma`");
        }
        double basic = 0, squares = 0, growth = 0, slope = 0;
        var pure = true;
        var releases = 0L;
        for (var row = 0; row < any.Length; row++)
        {
            double epsilon = epsilons?[row] ?? double.NaN, sigma = sigmas?[row] ?? double.NaN, count = times is null || double.IsNaN(times[row]) ? 1 : times[row];
            if (double.IsNaN(epsilon) == double.IsNaN(sigma) || epsilon <= 0 || sigma <= 0 || count < 1 || count != Math.Floor(count))
            {
                throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
                    $"release {row + 1} in '{table.Name}' needs either epsilon or sigma, above zero, and a whole number of times from 1"));
            }
            releases += (long)count;
            if (double.IsNaN(sigma))
            {
                basic += count * epsilon;
                squares += count * epsilon * epsilon;
                growth += count * epsilon * (Math.Exp(epsilon) - 1);
            }
            else
            {
                pure = false;
                slope += count / (2 * sigma * sigma);
            }
        }
        // A release that is ε-private is ε²/2-zero-concentrated private (Bun and Steinke 2016, proposition 1.4), so both kinds add up.
        var bounds = new List<(string Name, double Value, string Words)>
        {
            ("privacy_epsilon_concentrated", PrivacyBudget.FromConcentrated(slope + (squares / 2), delta), "epsilon at the delta, by zero-concentrated privacy"),
        };
        if (pure)
        {
            bounds.Add(("privacy_epsilon_basic", basic, "epsilon at delta 0: the sum"));
            bounds.Add(("privacy_epsilon_advanced", PrivacyBudget.Advanced(squares, growth, delta), "epsilon at the delta, by advanced composition"));
        }
        else if (squares == 0)
        {
            bounds.Add(("privacy_epsilon_renyi", PrivacyBudget.FromRenyiGaussian(1 / Math.Sqrt(2 * slope), 1, delta), "epsilon at the delta, by Rényi divergence"));
        }
        return new("privacy", "privacy budget of all releases",
        [
            new("privacy_epsilon", bounds.Min(b => b.Value), null, string.Create(CultureInfo.InvariantCulture, $"epsilon at delta {delta:G3}: the smallest bound that holds"), "all", releases, false),
            .. bounds.Select(b => new MetricValue(b.Name, b.Value, null, b.Words, "all", releases, false)),
        ])
        {
            Detail = new("x_privacy_budget", new JsonObject { ["delta"] = delta, ["releases"] = releases, ["sum_epsilon"] = basic, ["sum_epsilon_squared"] = squares, ["rho_gaussian"] = slope }),
        };
    }

    private static double[]? Column(WatchedTable table, string name)
    {
        if (!table.Has(name))
        {
            return null;
        }
        return WatchedTable.Numbers(table.Texts(name, name), out var bad)
            ?? throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"{bad} releases in '{table.Name}' hold something in `{name}` that is not a number"));
    }
}
