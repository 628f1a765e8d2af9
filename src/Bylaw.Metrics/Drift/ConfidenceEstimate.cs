namespace Bylaw.Metrics.Drift;

/// <summary>Estimates performance without labels from calibrated probabilities (CBPE).</summary>
/// <param name="TruePositives">Expected rows predicted positive that are positive.</param>
/// <param name="FalsePositives">Expected rows predicted positive that are negative.</param>
/// <param name="TrueNegatives">Expected rows predicted negative that are negative.</param>
/// <param name="FalseNegatives">Expected rows predicted negative that are positive.</param>
/// <param name="AccuracyDeviation">The standard deviation of the accuracy given the probabilities.</param>
/// <remarks>Holds as far as the probabilities are calibrated on the window: it sees a change of inputs, never a change of what the inputs mean.</remarks>
public sealed record ConfidenceEstimate(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives, double AccuracyDeviation)
{
    /// <summary>Gets the expected accuracy.</summary>
    public double Accuracy => (TruePositives + TrueNegatives) / (TruePositives + FalsePositives + TrueNegatives + FalseNegatives);

    /// <summary>Gets the expected precision; null when nothing is predicted positive.</summary>
    public double? Precision => TruePositives + FalsePositives > 0 ? TruePositives / (TruePositives + FalsePositives) : null;

    /// <summary>Gets the expected true positive rate; null when nothing is expected positive.</summary>
    public double? Recall => TruePositives + FalseNegatives > 0 ? TruePositives / (TruePositives + FalseNegatives) : null;

    /// <summary>Estimates from rows.</summary>
    /// <param name="probabilities">Calibrated probabilities of the positive class.</param>
    /// <param name="predictions">As many predictions.</param>
    /// <returns>The estimate, or null without rows.</returns>
    /// <exception cref="ArgumentException">The counts differ, or a probability is outside 0 to 1.</exception>
    public static ConfidenceEstimate? Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> predictions)
    {
        if (probabilities.Length != predictions.Length)
        {
            throw new ArgumentException("as many predictions as probabilities are needed", nameof(predictions));
        }
        double tp = 0, fp = 0, tn = 0, fn = 0, variance = 0;
        for (var row = 0; row < probabilities.Length; row++)
        {
            var p = probabilities[row];
            if (!(p is >= 0 and <= 1))
            {
                throw new ArgumentException($"probability {row} is not a number from 0 to 1", nameof(probabilities));
            }
            variance += p * (1 - p);
            if (predictions[row])
            {
                tp += p;
                fp += 1 - p;
            }
            else
            {
                fn += p;
                tn += 1 - p;
            }
        }
        return probabilities.IsEmpty ? null : new(tp, fp, tn, fn, Math.Sqrt(variance) / probabilities.Length);
    }
}

/// <summary>Maps scores to probabilities with the labels of a reference, by pooling adjacent violators (isotonic regression).</summary>
public sealed class IsotonicCalibration
{
    private readonly double[] _scores;
    private readonly double[] _values;

    private IsotonicCalibration(double[] scores, double[] values) => (_scores, _values) = (scores, values);

    /// <summary>Gets the corners of the map in rising order of score.</summary>
    public IEnumerable<(double Score, double Probability)> Corners => _scores.Zip(_values);

    /// <summary>Takes corners that were kept earlier.</summary>
    /// <param name="corners">Rising scores with rising probabilities from 0 to 1; at least one.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">The corners do not rise.</exception>
    public static IsotonicCalibration FromCorners(IReadOnlyList<(double Score, double Probability)> corners) =>
        corners.Count > 0 && corners.All(c => double.IsFinite(c.Score) && c.Probability is >= 0 and <= 1)
            && corners.Zip(corners.Skip(1)).All(p => p.First.Score < p.Second.Score && p.First.Probability <= p.Second.Probability)
            ? new([.. corners.Select(c => c.Score)], [.. corners.Select(c => c.Probability)])
            : throw new ArgumentException("corners must rise", nameof(corners));

    /// <summary>Fits the rising step function that is nearest to the labels.</summary>
    /// <param name="scores">Scores of the reference, none NaN.</param>
    /// <param name="labels">As many labels.</param>
    /// <returns>The map, or null without rows.</returns>
    public static IsotonicCalibration? Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.IsEmpty || scores.Length != labels.Length)
        {
            return null;
        }
        var keys = scores.ToArray();
        var values = labels.ToArray();
        Array.Sort(keys, values);
        var blocks = new List<(double First, double Last, double Sum, double Rows)>();
        for (var row = 0; row < keys.Length;)
        {
            double sum = 0, rows = 0;
            var key = keys[row];
            for (; row < keys.Length && keys[row] == key; row++)
            {
                sum += values[row] ? 1 : 0;
                rows++;
            }
            var block = (First: key, Last: key, Sum: sum, Rows: rows);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Rows >= block.Sum / block.Rows)
            {
                block = (blocks[^1].First, block.Last, blocks[^1].Sum + block.Sum, blocks[^1].Rows + block.Rows);
                blocks.RemoveAt(blocks.Count - 1);
            }
            blocks.Add(block);
        }
        var corners = blocks.SelectMany(b => b.First == b.Last ? (double[])[b.First] : [b.First, b.Last]).ToArray();
        var heights = blocks.SelectMany(b => Enumerable.Repeat(b.Sum / b.Rows, b.First == b.Last ? 1 : 2)).ToArray();
        return new(corners, heights);
    }

    /// <summary>Maps a score.</summary>
    /// <param name="score">Any number.</param>
    /// <returns>A probability; between two steps the line that joins them.</returns>
    public double Map(double score)
    {
        var found = Array.BinarySearch(_scores, score);
        if (found >= 0)
        {
            return _values[found];
        }
        var next = ~found;
        if (next == 0 || next == _scores.Length)
        {
            return _values[next == 0 ? 0 : ^1];
        }
        var part = (score - _scores[next - 1]) / (_scores[next] - _scores[next - 1]);
        return _values[next - 1] + (part * (_values[next] - _values[next - 1]));
    }
}
