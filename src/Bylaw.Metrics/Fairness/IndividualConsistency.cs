namespace Bylaw.Metrics.Fairness;

/// <summary>Measures whether similar persons get similar predictions.</summary>
public static class IndividualConsistency
{
    /// <summary>Computes 1 − mean |ŷᵢ − mean ŷ of the k nearest rows, the row itself among them|.</summary>
    /// <param name="features">One row of numbers a person, already on comparable scales.</param>
    /// <param name="predictions">One prediction a person.</param>
    /// <param name="neighbours">How many, 1 to the number of rows. Default 5.</param>
    /// <returns>0 to 1 for predictions in 0 to 1; null without rows. Distance is Euclidean; ties go to the earlier row.</returns>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public static double? Consistency(IReadOnlyList<double[]> features, ReadOnlySpan<double> predictions, int neighbours = 5)
    {
        if (features.Count != predictions.Length)
        {
            throw new ArgumentException("as many predictions as rows are needed", nameof(predictions));
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        if (features.Count == 0)
        {
            return null;
        }
        var k = Math.Min(neighbours, features.Count);
        var nearest = new (double Distance, int Row)[k];
        var sum = 0.0;
        for (var row = 0; row < features.Count; row++)
        {
            var held = 1;
            nearest[0] = (-1, row); // the row itself stands first
            for (var other = 0; other < features.Count; other++)
            {
                if (other != row)
                {
                    held = Keep(nearest, held, SquaredDistance(features[row], features[other]), other);
                }
            }
            var mean = 0.0;
            foreach (var (_, other) in nearest)
            {
                mean += predictions[other];
            }
            sum += Math.Abs(predictions[row] - (mean / k));
        }
        return 1 - (sum / features.Count);
    }

    /// <summary>Puts a row among the nearest, which stand in rising order; of equal ones the earlier stays.</summary>
    private static int Keep((double Distance, int Row)[] nearest, int held, double distance, int row)
    {
        if (held == nearest.Length && !(distance < nearest[^1].Distance))
        {
            return held;
        }
        var place = held == nearest.Length ? held - 1 : held;
        while (place > 0 && nearest[place - 1].Distance > distance)
        {
            nearest[place] = nearest[place - 1];
            place--;
        }
        nearest[place] = (distance, row);
        return Math.Min(held + 1, nearest.Length);
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var index = 0; index < a.Length; index++)
        {
            var gap = a[index] - b[index];
            sum += gap * gap;
        }
        return sum;
    }
}
