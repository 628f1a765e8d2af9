namespace Bylaw.Metrics.Testing;

/// <summary>Corrects p-values for the number of groups that were compared.</summary>
public static class MultipleTesting
{
    /// <summary>Adjusts by Holm's step-down rule, which bounds the chance of even one false alarm.</summary>
    /// <param name="pValues">Raw p-values.</param>
    /// <returns>Adjusted p-values in the same order, none above 1.</returns>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        var order = Rising(pValues);
        var adjusted = new double[pValues.Length];
        var running = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, (order.Length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    /// <summary>Adjusts by Benjamini and Hochberg's step-up rule, which bounds the expected share of false alarms.</summary>
    /// <param name="pValues">Raw p-values.</param>
    /// <returns>Adjusted p-values in the same order, none above 1.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        var order = Rising(pValues);
        var adjusted = new double[pValues.Length];
        var running = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            running = Math.Min(running, pValues[order[rank]] * order.Length / (rank + 1));
            adjusted[order[rank]] = running;
        }
        return adjusted;
    }

    private static int[] Rising(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        return order;
    }
}
