using Bylaw.Metrics.Numerics;

namespace Bylaw.Metrics.Robustness;

/// <summary>Walks along a model's boundary toward a row, with nothing but its decisions: simpler than <see cref="HopSkipJump"/>, and a check on it.</summary>
/// <remarks>Source: Brendel, Rauber and Bethge, "Decision-based adversarial attacks" (2018). What it finds bounds the true distance from above.</remarks>
public static class BoundaryAttack
{
    /// <summary>Attacks one row from a row that the model decides otherwise.</summary>
    /// <param name="decide">Tells for each row whether the model decides otherwise than on the attacked row.</param>
    /// <param name="start">The attacked row.</param>
    /// <param name="adversarial">A row that is decided otherwise; null answers that none was found.</param>
    /// <param name="options">The largest number of queries and the seed; the defaults when null.</param>
    /// <returns>What was found.</returns>
    public static AttackAnswer Attack(Func<IReadOnlyList<double[]>, bool[]> decide, double[] start, double[]? adversarial, HopSkipJumpOptions? options = null)
    {
        options ??= HopSkipJumpOptions.Default;
        if (adversarial is null || !decide([adversarial])[0])
        {
            return new(null, double.PositiveInfinity, adversarial is null ? 0 : 1);
        }
        var random = new SeededRandom(options.Seed);
        double[] best = adversarial;
        double sideways = 0.1, inward = 0.1;
        var queries = 1;
        while (queries < options.MaxQueries)
        {
            var distance = Distance(best, start);
            if (distance <= 1e-12 || inward < 1e-9)
            {
                break;
            }
            // A step sideways stays at the same distance; the step inward is kept only while the decision holds.
            var around = OnSphere(best, start, distance, sideways, random);
            var nearer = around.Zip(start, (x, s) => x + (inward * (s - x))).ToArray();
            var answers = decide([around, nearer]);
            queries += 2;
            sideways *= answers[0] ? 1.05 : 0.9;
            if (answers[0])
            {
                inward *= answers[1] ? 1.1 : 0.8;
            }
            sideways = Math.Clamp(sideways, 1e-6, 1);
            if (answers[1] && Distance(nearer, start) < distance)
            {
                best = nearer;
            }
        }
        return new(best, Distance(best, start), queries);
    }

    private static double[] OnSphere(double[] at, double[] centre, double radius, double step, SeededRandom random)
    {
        var moved = at.Select(x => x + (step * radius / Math.Sqrt(at.Length) * random.NextNormal())).ToArray();
        var length = Distance(moved, centre);
        return length > 0 ? moved.Zip(centre, (x, c) => c + ((x - c) * radius / length)).ToArray() : at;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
