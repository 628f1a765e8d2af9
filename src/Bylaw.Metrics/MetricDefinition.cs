namespace Bylaw.Metrics;

/// <summary>Names a metric and says in words what it is, since the same word means different things in different tools.</summary>
/// <param name="Name">Lower-case words with underscores.</param>
/// <param name="Version">Raised whenever the definition changes; a number under another version is another metric.</param>
/// <param name="Words">The definition, in a line that a finding prints.</param>
/// <param name="Unit">What one unit of it is: <c>ratio</c>, <c>share</c>, <c>absolute difference</c>, <c>nats</c>.</param>
/// <param name="HigherIsBetter">Whether more is better; null when neither is.</param>
public sealed record MetricDefinition(string Name, int Version, string Words, string Unit, bool? HigherIsBetter);
