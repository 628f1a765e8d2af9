namespace Bylaw.Metrics.Privacy;

/// <summary>Holds how well an attacker guesses a hidden attribute from what a model says.</summary>
/// <param name="Accuracy">The share of right guesses.</param>
/// <param name="Baseline">The share that guessing the commonest value gets right.</param>
public sealed record AttributeInference(double Accuracy, double Baseline)
{
    /// <summary>Gets what the model adds: accuracy less the baseline; at most zero when it adds nothing.</summary>
    public double Advantage => Accuracy - Baseline;

    /// <summary>Measures guesses.</summary>
    /// <param name="truth">The true values.</param>
    /// <param name="guesses">As many guesses.</param>
    /// <returns>The measure, or null without rows.</returns>
    /// <exception cref="ArgumentException">The counts differ.</exception>
    public static AttributeInference? Of(IReadOnlyList<string> truth, IReadOnlyList<string> guesses)
    {
        if (truth.Count != guesses.Count)
        {
            throw new ArgumentException("as many guesses as values are needed", nameof(guesses));
        }
        return truth.Count == 0 ? null : new(
            (double)truth.Zip(guesses).Count(p => string.Equals(p.First, p.Second, StringComparison.Ordinal)) / truth.Count,
            (double)truth.CountBy(t => t, StringComparer.Ordinal).Max(c => c.Value) / truth.Count);
    }
}
