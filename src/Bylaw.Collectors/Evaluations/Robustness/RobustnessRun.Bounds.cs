using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Robustness;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <content>Two second opinions on the distance to the boundary: a simpler attack from above, an estimate of the steepest slope from below.</content>
internal sealed partial class RobustnessRun
{
    private const int BoundedRows = 8;
    private const int BoundaryQueries = 600;
    private const int SlopeSamples = 48;
    private const double SlopeRadius = 2;

    private void SecondOpinions(AttackSpace space, bool[] plain, double[]? scores, CancellationToken cancellationToken)
    {
        var attacked = new List<double>();
        var estimated = new List<double>();
        foreach (var row in space.Rows.Take(BoundedRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"distance of row {attacked.Count + 1} of {Math.Min(BoundedRows, space.Rows.Length)}");
            var other = Array.FindIndex(plain, 0, decision => decision != plain[row]);
            var start = other < 0 ? null : space.PointOf(other);
            if (start is not null && Array.TrueForAll(start, double.IsFinite))
            {
                var found = BoundaryAttack.Attack(points => Decide(space, points, row, plain[row]), space.PointOf(row), start, HopSkipJumpOptions.Default with { MaxQueries = BoundaryQueries, Seed = seed }).Distance;
                attacked.Add(double.IsFinite(found) ? found : double.MaxValue);
            }
            if (scores is not null)
            {
                var sign = plain[row] == (scores[row] >= 0.5); // a threshold other than one half has no margin here
                if (sign)
                {
                    estimated.Add(LipschitzEstimate.Distance(points => Array.ConvertAll(Scores(space, points, row)!, p => p - 0.5), space.PointOf(row), SlopeRadius, SlopeSamples, seed));
                }
            }
        }
        Summarise("attack_boundary_median_distance", attacked, "boundary attack by decisions alone: an upper bound of the distance in deviations, a check on HopSkipJump");
        if (estimated.Count(d => d >= SlopeRadius) * 2 > estimated.Count)
        {
            _notes.Add("CLEVER does not apply: the score hardly moves around most rows, as that of trees, so no slope tells how far the boundary is");
            return;
        }
        Summarise("attack_slope_median_distance", estimated, "CLEVER: margin by the steepest slope sampled within two deviations; an estimate from below, and no proof");
    }

    private void Summarise(string name, List<double> distances, string words)
    {
        if (distances.Count > 0)
        {
            var median = Quantiles.OfSorted([.. distances.Order()], 0.5);
            Add(name, median >= 1e300 ? null : median, null, words, higher: true, distances.Count);
        }
    }
}
