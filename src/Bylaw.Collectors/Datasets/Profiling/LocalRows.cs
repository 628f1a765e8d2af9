using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Judges rows by their nearest neighbours over the numbers of a table: local outliers and labels that do not fit.</summary>
internal static class LocalRows
{
    private const int MostRows = 2_000; // every pair is compared
    private const int LeastRows = 50;
    private const int Neighbours = 20;
    private const double Lambda = 3;
    private const double Outlying = 0.9;
    private const int MostClasses = 20;

    /// <summary>Adds local outliers, and with a label the share of labels that seem wrong, to <c>quality</c>; neither without two columns of numbers.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static void Add(JsonObject quality, Relation relation, RelationColumn? label, IReadOnlyList<RelationColumn> keys)
    {
        var columns = relation.Columns.Where(c => c.Kind == ColumnKind.Number && c != label && !keys.Contains(c)).ToList();
        if (columns.Count < 2)
        {
            return;
        }
        var selected = columns.Select(c => $"CAST({c.Sql} AS FLOAT8)").Append(label is null ? "NULL" : $"CAST({label.Sql} AS VARCHAR)");
        var rows = RowSample.Draw(relation, selected, MostRows).Where(r => r.Take(columns.Count).All(v => v is double d && double.IsFinite(d))).ToList();
        if (rows.Count < LeastRows)
        {
            return;
        }
        var points = Standardise(rows, columns.Count);
        var nearest = Nearest(points);
        var outlying = Outlierness(nearest);
        quality["local_outliers"] = new JsonObject
        {
            ["method"] = "loop", ["neighbours"] = Neighbours, ["rows"] = rows.Count, ["over_0_9"] = outlying.Count(p => p > Outlying), ["max"] = outlying.Max(),
        };
        var labels = rows.Select(r => Convert.ToString(r[^1], CultureInfo.InvariantCulture) ?? "").ToArray();
        if (label is not null && labels.Distinct().Count() is >= 2 and <= MostClasses)
        {
            quality["label_noise"] = new JsonObject { ["method"] = "confident learning over nearest neighbours", ["neighbours"] = Neighbours, ["rows"] = rows.Count, ["share"] = LabelNoise(nearest, labels) };
        }
    }

    /// <summary>Local outlier probabilities, 0 to 1. Source: Kriegel, Kröger, Schubert, Zimek, "LoOP: local outlier probabilities" (2009), with λ = 3.</summary>
    internal static double[] Outlierness((int Index, double Distance)[][] nearest)
    {
        var spread = nearest.Select(n => Lambda * Math.Sqrt(n.Sum(p => p.Distance * p.Distance) / n.Length)).ToArray();
        var factor = new double[nearest.Length];
        for (var i = 0; i < nearest.Length; i++)
        {
            var expected = nearest[i].Average(p => spread[p.Index]);
            factor[i] = expected > 0 ? (spread[i] / expected) - 1 : 0;
        }
        var scale = Lambda * Math.Sqrt(factor.Average(f => f * f));
        return [.. factor.Select(f => scale > 0 ? Math.Max(0, Erf(f / (scale * Math.Sqrt(2)))) : 0)];
    }

    /// <summary>
    /// The share of labels that seem wrong: a row whose neighbours (itself left out) give another class at least the confidence that rows of that class have on average.
    /// Source: Northcutt, Jiang, Chuang, "Confident learning" (2021), with neighbours as the out-of-fold model.
    /// </summary>
    internal static double LabelNoise((int Index, double Distance)[][] nearest, string[] labels)
    {
        var classes = labels.Distinct().Order(StringComparer.Ordinal).ToArray();
        var shares = nearest.Select(n => classes.Select(c => n.Count(p => labels[p.Index] == c) / (double)n.Length).ToArray()).ToArray();
        var thresholds = classes.Select((c, k) => Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Average(i => shares[i][k])).ToArray();
        var wrong = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var best = -1;
            for (var k = 0; k < classes.Length; k++)
            {
                if (shares[i][k] >= thresholds[k] && (best < 0 || shares[i][k] > shares[i][best]))
                {
                    best = k;
                }
            }
            wrong += best >= 0 && classes[best] != labels[i] ? 1 : 0;
        }
        return (double)wrong / labels.Length;
    }

    /// <summary>The nearest others of each point, by Euclid's distance.</summary>
    internal static (int Index, double Distance)[][] Nearest(double[][] points)
    {
        var nearest = new (int, double)[points.Length][];
        Parallel.For(0, points.Length, i =>
        {
            var queue = new PriorityQueue<int, double>();
            for (var j = 0; j < points.Length; j++)
            {
                if (j == i)
                {
                    continue;
                }
                var sum = 0.0;
                for (var d = 0; d < points[i].Length; d++)
                {
                    var difference = points[i][d] - points[j][d];
                    sum += difference * difference;
                }
                if (queue.Count < Neighbours)
                {
                    queue.Enqueue(j, -sum);
                }
                else if (queue.TryPeek(out _, out var farthest) && -sum > farthest)
                {
                    queue.DequeueEnqueue(j, -sum);
                }
            }
            nearest[i] = [.. queue.UnorderedItems.Select(q => (q.Element, Math.Sqrt(-q.Priority))).OrderBy(q => q.Item2).ThenBy(q => q.Element)];
        });
        return nearest;
    }

    private static double[][] Standardise(List<object?[]> rows, int columns)
    {
        var points = rows.Select(r => r.Take(columns).Select(v => (double)v!).ToArray()).ToArray();
        for (var c = 0; c < columns; c++)
        {
            var mean = points.Average(p => p[c]);
            var deviation = Math.Sqrt(points.Average(p => (p[c] - mean) * (p[c] - mean)));
            foreach (var point in points)
            {
                point[c] = deviation > 0 ? (point[c] - mean) / deviation : 0;
            }
        }
        return points;
    }

    /// <summary>The error function to 1.2e-7. Source: Press et al., Numerical Recipes, erfc by Chebyshev's fit.</summary>
    private static double Erf(double x)
    {
        var t = 1 / (1 + (0.5 * Math.Abs(x)));
        var tail = t * Math.Exp((-x * x) - 1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806 + (t * (0.27886807 + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277))))))))))))))))));
        return x >= 0 ? 1 - tail : tail - 1;
    }
}
