using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Robustness;

/// <summary>Says how far a boundary attack goes.</summary>
public sealed record HopSkipJumpOptions
{
    /// <summary>Gets the defaults: at most 5,000 queries a row, in the box that the caller gives.</summary>
    public static HopSkipJumpOptions Default { get; } = new();

    /// <summary>Gets the largest number of queries a row. Default 5,000.</summary>
    public int MaxQueries { get; init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 100"); } = 5000;

    /// <summary>Gets the directions of the first gradient estimate; they grow with the root of the step. Default 50.</summary>
    public int FirstDirections { get; init; } = 50;

    /// <summary>Gets the seed. Default 1.</summary>
    public long Seed { get; init; } = 1;
}

/// <summary>Holds what an attack on one row found.</summary>
/// <param name="Adversarial">The nearest row found that the model decides otherwise, or null when none was found.</param>
/// <param name="Distance">Its Euclidean distance: an upper bound of the true one. Infinite when none was found.</param>
/// <param name="Queries">How often the model was asked.</param>
public sealed record AttackAnswer(double[]? Adversarial, double Distance, int Queries);

/// <summary>Searches the nearest row that a model decides otherwise, with nothing but its decisions.</summary>
/// <remarks>Source: Chen, Jordan and Wainwright, "HopSkipJumpAttack" (2020), for the Euclidean norm. What it finds bounds the true distance from above.</remarks>
public static class HopSkipJump
{
    /// <summary>Attacks one row.</summary>
    /// <param name="decide">Tells for each row whether the model decides otherwise than on the attacked row.</param>
    /// <param name="start">The attacked row.</param>
    /// <param name="low">The smallest legal value of each coordinate.</param>
    /// <param name="high">The largest legal value of each coordinate.</param>
    /// <param name="options">The bounds; the defaults when null.</param>
    /// <returns>What was found.</returns>
    public static AttackAnswer Attack(Func<IReadOnlyList<double[]>, bool[]> decide, double[] start, double[] low, double[] high, HopSkipJumpOptions? options = null)
    {
        options ??= HopSkipJumpOptions.Default;
        var queries = 0;
        var random = new SeededRandom(options.Seed);
        if (FirstAdversarial() is not { } found)
        {
            return new(null, double.PositiveInfinity, queries);
        }
        var best = ToBoundary(found);
        var threshold = 1.0 / (start.Length * Math.Sqrt(start.Length));
        for (var step = 1; queries < options.MaxQueries; step++)
        {
            var distance = Distance(best);
            if (distance <= 1e-12)
            {
                break;
            }
            var probe = step == 1 ? 0.1 * distance : Math.Max(Math.Sqrt(start.Length) * threshold * distance, 1e-9 * distance);
            var directions = (int)Math.Min(options.FirstDirections * Math.Sqrt(step), options.MaxQueries - queries);
            if (directions < 4)
            {
                break;
            }
            var gradient = Gradient(best, probe, directions);
            var length = distance / Math.Sqrt(step);
            double[]? jumped = null;
            while (length > 1e-9 * distance && queries < options.MaxQueries)
            {
                var candidate = Clip(best.Zip(gradient, (x, g) => x + (length * g)).ToArray());
                if (Ask([candidate])[0])
                {
                    jumped = candidate;
                    break;
                }
                length /= 2;
            }
            if (jumped is not null)
            {
                var nearer = ToBoundary(jumped);
                best = Distance(nearer) < distance ? nearer : best;
            }
        }
        return new(best, Distance(best), queries);

        bool[] Ask(IReadOnlyList<double[]> rows)
        {
            queries += rows.Count;
            return decide(rows);
        }

        double[] Clip(double[] row)
        {
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = Math.Clamp(row[index], low[index], high[index]);
            }
            return row;
        }

        double Distance(double[] row) => Math.Sqrt(row.Zip(start, (a, b) => (a - b) * (a - b)).Sum());

        double[]? FirstAdversarial()
        {
            var candidates = new List<double[]>();
            for (var draw = 0; draw < 100; draw++)
            {
                candidates.Add([.. low.Zip(high, (a, b) => a + (random.NextDouble() * (b - a)))]);
            }
            var answers = Ask(candidates);
            return candidates.Zip(answers).Where(c => c.Second).Select(c => c.First).MinBy(Distance);
        }

        double[] ToBoundary(double[] adversarial)
        {
            double inside = 0, outside = 1; // shares of the way from the start to the adversarial row
            for (var step = 0; step < 25; step++)
            {
                var middle = 0.5 * (inside + outside);
                var row = start.Zip(adversarial, (s, a) => s + (middle * (a - s))).ToArray();
                (inside, outside) = Ask([row])[0] ? (inside, middle) : (middle, outside);
            }
            return start.Zip(adversarial, (s, a) => s + (outside * (a - s))).ToArray();
        }

        double[] Gradient(double[] at, double probe, int directions)
        {
            var units = new double[directions][];
            for (var index = 0; index < directions; index++)
            {
                var unit = new double[at.Length];
                for (var axis = 0; axis < unit.Length; axis++)
                {
                    unit[axis] = random.NextNormal();
                }
                var norm = Math.Sqrt(unit.Sum(u => u * u));
                units[index] = Array.ConvertAll(unit, u => u / norm);
            }
            var answers = Ask([.. units.Select(u => Clip(at.Zip(u, (x, d) => x + (probe * d)).ToArray()))]);
            var mean = answers.Average(a => a ? 1.0 : -1.0);
            var sum = new double[at.Length];
            for (var index = 0; index < directions; index++)
            {
                // The mean is taken off unless every answer agrees: it lowers the variance of the estimate.
                var sign = (answers[index] ? 1.0 : -1.0) - (Math.Abs(mean) == 1 ? 0 : mean);
                for (var axis = 0; axis < sum.Length; axis++)
                {
                    sum[axis] += sign * units[index][axis];
                }
            }
            var size = Math.Sqrt(sum.Sum(s => s * s));
            return size > 0 ? Array.ConvertAll(sum, s => s / size) : units[0];
        }
    }

    /// <summary>Computes empirical robustness: the mean of ‖δ‖ / ‖x‖ over the attacks that succeeded.</summary>
    /// <param name="attacks">Distances of the attacks and the rows attacked.</param>
    /// <returns>Zero or more; null when none succeeded.</returns>
    public static double? EmpiricalRobustness(IEnumerable<(AttackAnswer Answer, double[] Row)> attacks)
    {
        var shares = attacks.Where(a => a.Answer.Adversarial is not null)
            .Select(a => a.Answer.Distance / Math.Sqrt(a.Row.Sum(x => x * x)))
            .Where(double.IsFinite)
            .ToArray();
        return shares.Length > 0 ? shares.Average() : null;
    }
}
