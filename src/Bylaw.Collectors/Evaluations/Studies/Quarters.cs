using System.Globalization;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Makes words of numbers: each value of few, or the quarter of the values seen that a number falls into.</summary>
internal static class Quarters
{
    private const int FewValues = 12;

    public static string[] Of(double[] numbers)
    {
        double[] sorted = [.. numbers.Where(double.IsFinite).Order()];
        if (sorted.Distinct().Take(FewValues + 1).Count() <= FewValues)
        {
            return Array.ConvertAll(numbers, x => double.IsNaN(x) ? "(missing)" : x.ToString("0.####", CultureInfo.InvariantCulture));
        }
        double[] edges = [.. ((double[])[0.25, 0.5, 0.75]).Select(p => Quantiles.OfSorted(sorted, p)).Distinct()];
        return Array.ConvertAll(numbers, x => double.IsNaN(x) ? "(missing)" : Word(edges, x));
    }

    private static string Word(double[] edges, double x)
    {
        var at = Array.FindIndex(edges, e => x <= e);
        return at < 0 ? string.Create(CultureInfo.InvariantCulture, $"above {edges[^1]:0.####}")
            : at == 0 ? string.Create(CultureInfo.InvariantCulture, $"up to {edges[0]:0.####}")
            : string.Create(CultureInfo.InvariantCulture, $"{edges[at - 1]:0.####} to {edges[at]:0.####}");
    }
}
