using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Explanation;

/// <summary>Computes how much each column adds to a prediction.</summary>
public static class Attribution
{
    /// <summary>Computes the exact Shapley values of a linear model: wⱼ (xⱼ − μⱼ).</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="row">The row.</param>
    /// <param name="means">The mean of each column in the background.</param>
    /// <returns>One value a column; they add up to the score less the mean score.</returns>
    public static double[] Linear(ReadOnlySpan<double> weights, ReadOnlySpan<double> row, ReadOnlySpan<double> means)
    {
        var values = new double[weights.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = weights[index] * (row[index] - means[index]);
        }
        return values;
    }

    /// <summary>Estimates Shapley values by walking random orders of the columns from a background row to the row.</summary>
    /// <param name="score">Scores rows.</param>
    /// <param name="row">The row.</param>
    /// <param name="background">Rows to start from; at least one.</param>
    /// <param name="orders">How many walks; each is also walked backward. Default 50.</param>
    /// <param name="seed">Makes the draw repeatable.</param>
    /// <returns>One value a column; they add up to the score less the mean score of the starts that were drawn.</returns>
    public static double[] Sampled(
        Func<IReadOnlyList<double[]>, double[]> score, double[] row, IReadOnlyList<double[]> background, int orders = 50, long seed = 1)
    {
        var random = new SeededRandom(seed);
        var order = Enumerable.Range(0, row.Length).ToArray();
        var values = new double[row.Length];
        for (var walk = 0; walk < orders; walk++)
        {
            random.Shuffle<int>(order);
            var start = background[random.NextBelow(background.Count)];
            Walk(order, start);
            Array.Reverse(order);
            Walk(order, start);
        }
        return Array.ConvertAll(values, v => v / (2 * orders));

        void Walk(int[] columns, double[] start)
        {
            var rows = new List<double[]> { start };
            var current = (double[])start.Clone();
            foreach (var column in columns)
            {
                current[column] = row[column];
                rows.Add((double[])current.Clone());
            }
            var scores = score(rows);
            for (var step = 0; step < columns.Length; step++)
            {
                values[columns[step]] += scores[step + 1] - scores[step];
            }
        }
    }

    /// <summary>Computes the share of attribution that falls on some columns: Σ |v| there / Σ |v|.</summary>
    /// <param name="importance">One importance a column; negative ones count as zero, since chance alone makes them.</param>
    /// <param name="columns">The columns asked for.</param>
    /// <returns>0 to 1; null when no column has any importance.</returns>
    public static double? ShareOn(ReadOnlySpan<double> importance, IReadOnlySet<int> columns)
    {
        double on = 0, all = 0;
        for (var index = 0; index < importance.Length; index++)
        {
            var value = Math.Max(0, importance[index]);
            all += value;
            on += columns.Contains(index) ? value : 0;
        }
        return all > 0 ? on / all : null;
    }

    /// <summary>Computes Spearman's rank correlation, for the stability of explanations under noise.</summary>
    /// <param name="first">Values.</param>
    /// <param name="second">As many values.</param>
    /// <returns>−1 to 1; null with fewer than two values or without spread.</returns>
    public static double? RankCorrelation(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length || first.Length < 2)
        {
            return null;
        }
        double[] a = Ranks(first), b = Ranks(second);
        double mean = (a.Length + 1) / 2.0, ab = 0, aa = 0, bb = 0;
        for (var index = 0; index < a.Length; index++)
        {
            ab += (a[index] - mean) * (b[index] - mean);
            aa += (a[index] - mean) * (a[index] - mean);
            bb += (b[index] - mean) * (b[index] - mean);
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : null;
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(keys, order);
        var ranks = new double[keys.Length];
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }
            for (var index = start; index < end; index++)
            {
                ranks[order[index]] = (start + end + 1) / 2.0; // equal values share their mean rank
            }
            start = end;
        }
        return ranks;
    }
}
