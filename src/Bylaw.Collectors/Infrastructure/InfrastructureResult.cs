using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure;

/// <summary>What a scan found.</summary>
/// <param name="ResourcesJson">A JSON list of resources in UTF-8.</param>
/// <param name="Count">How many resources there are.</param>
/// <param name="Files">The files that were read.</param>
/// <param name="Problems">What could not be read, with places.</param>
public sealed record InfrastructureResult(byte[] ResourcesJson, int Count, ImmutableArray<string> Files, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Gets how many resources differ from the code, or null when nothing compared them.</summary>
    public int? DriftCount { get; init; }

    /// <summary>Gets when they were compared, as the source writes it.</summary>
    public string? DriftCheckedAt { get; init; }
}
