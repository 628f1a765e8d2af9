using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Holds what a report of another tool says, before it is stamped as evidence.</summary>
internal sealed record ImportedEvaluation
{
    /// <summary>Gets the kind the report is of, unless the manifest says another.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the numbers.</summary>
    public required ImmutableArray<MetricValue> Metrics { get; init; }

    /// <summary>Gets the tool.</summary>
    public required string Engine { get; init; }

    /// <summary>Gets the tool's version; null when the report does not say.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Gets the suite that was run; null when the report does not say.</summary>
    public string? Suite { get; init; }

    /// <summary>Gets the suite's version.</summary>
    public string? SuiteVersion { get; init; }

    /// <summary>Gets the number of cases.</summary>
    public long? Cases { get; init; }

    /// <summary>Gets when the tool ran; null when the report does not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets what the report calls the model; a name is no digest.</summary>
    public string? ModelName { get; init; }

    /// <summary>Gets the groups of a fairness report.</summary>
    public JsonArray? Groups { get; init; }

    /// <summary>Gets what was left out, failed or not finished; with any of it the evidence is not complete.</summary>
    public ImmutableArray<string> Skipped { get; init; } = [];
}

/// <summary>Says that a report cannot be read: it is damaged, or of another form.</summary>
/// <param name="message">Lower-case first letter, no full stop, never a value from the report.</param>
internal sealed class ImportException(string message) : Exception(message);
