using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Resources;

/// <summary>What one source of infrastructure gives: resources, and what could not be read of it.</summary>
internal sealed record InfraReading(ImmutableArray<InfraResource> Resources, ImmutableArray<ConfigProblem> Problems)
{
    public static InfraReading Empty { get; } = new([], []);

    /// <summary>Gets how many resources differ from the code, when the source was compared with the running system.</summary>
    public int? DriftCount { get; init; }

    /// <summary>Gets the moment of that comparison as the source writes it.</summary>
    public string? CheckedAt { get; init; }

    public static InfraReading Failed(params IEnumerable<ConfigProblem> problems) => new([], [.. problems]);
}
