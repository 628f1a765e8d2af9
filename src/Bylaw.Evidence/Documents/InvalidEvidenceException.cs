using Bylaw.Evidence.Schemas;

namespace Bylaw.Evidence.Documents;

/// <summary>Tells that something offered as evidence breaks the contract.</summary>
public sealed class InvalidEvidenceException : Exception
{
    internal InvalidEvidenceException(IReadOnlyList<SchemaViolation> violations)
        : base(string.Join("; ", violations.Take(5).Select(v => v.ToString())) + (violations.Count > 5 ? $"; and {violations.Count - 5} more" : "")) =>
        Violations = violations;

    /// <summary>Gets every violation found.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }
}
