using System.Collections.Immutable;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Collecting;

/// <summary>Holds the answer of one collector on one subject.</summary>
/// <param name="Documents">What was seen.</param>
/// <param name="Gaps">What was not seen, and why.</param>
public sealed record Collection(ImmutableArray<EvidenceDocument> Documents, ImmutableArray<Gap> Gaps)
{
    /// <summary>Gets the answer that saw nothing and missed nothing.</summary>
    public static Collection Empty { get; } = new([], []);

    /// <summary>Answers with one document and any gaps.</summary>
    /// <param name="document">What was seen.</param>
    /// <param name="gaps">What was not.</param>
    /// <returns>The answer.</returns>
    public static Collection Of(EvidenceDocument document, params IEnumerable<Gap> gaps) => new([document], [.. gaps]);

    /// <summary>Answers with gaps alone.</summary>
    /// <param name="gaps">What was not seen.</param>
    /// <returns>The answer.</returns>
    public static Collection Missing(params IEnumerable<Gap> gaps) => new([], [.. gaps]);
}
