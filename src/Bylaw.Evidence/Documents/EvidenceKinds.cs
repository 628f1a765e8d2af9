using System.Collections.Immutable;

namespace Bylaw.Evidence.Documents;

/// <summary>Lists the kinds of evidence; each has a schema under <c>schemas/KIND.schema.json</c>.</summary>
public static class EvidenceKinds
{
    /// <summary>Gets all kinds, in the order of the envelope schema.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "context", "system", "vendors", "dataset", "split", "model", "gpai", "evaluation", "approval", "waiver",
        "infra", "pipeline", "agent", "request", "decision", "logging", "monitoring", "incident", "retirement",
    ];
}
