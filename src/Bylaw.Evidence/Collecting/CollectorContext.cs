using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Collecting;

/// <summary>Hands a collector all that it may use: subject, files, clock, options and named variables.</summary>
public sealed record CollectorContext
{
    /// <summary>Gets the collector's own identity, for stamping.</summary>
    public required CollectorIdentity Collector { get; init; }

    /// <summary>Gets what to look at.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Gets the files the collector may read.</summary>
    public required SourceFolder Files { get; init; }

    /// <summary>Gets the clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gets what the manifest says about the subject and the run's options, by option name. Read-only.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Gets the environment variables that the host chose to pass, for connection secrets; they never enter evidence.</summary>
    public ImmutableDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Makes a document stamped with subject, time and collector.</summary>
    /// <param name="kind">One of <see cref="EvidenceKinds.All"/>.</param>
    /// <param name="spec">The facts.</param>
    /// <returns>A collected document; change it with <c>with</c> to add sources, completeness or another origin.</returns>
    public EvidenceDocument Document(string kind, JsonObject spec) => new()
    {
        Kind = kind,
        Subject = Subject,
        CollectedAt = Clock.GetUtcNow(),
        Collector = Collector,
        Origin = EvidenceOrigin.Collected,
        Spec = spec,
    };

    /// <summary>Makes a gap stamped with subject and collector.</summary>
    /// <param name="reason">What stood in the way.</param>
    /// <param name="message">One line for a person; never a value from the data.</param>
    /// <param name="field">The evidence field that stays unknown, or null.</param>
    /// <param name="source">The file or URI, or null.</param>
    /// <returns>The gap.</returns>
    public Gap Gap(GapReason reason, string message, string? field = null, string? source = null) =>
        new(Collector.Name, Subject.Name, reason, message) { Field = field, Source = source };
}
