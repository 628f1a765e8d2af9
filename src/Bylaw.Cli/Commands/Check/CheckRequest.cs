using System.Collections.Immutable;

namespace Bylaw.Cli.Commands.Check;

/// <summary>What one <c>bylaw check</c> is asked for.</summary>
internal sealed record CheckRequest
{
    public required string Folder { get; init; }

    public string[] PackFolders { get; init; } = [];

    public string? Stage { get; init; }

    public ImmutableHashSet<string> Only { get; init; } = [];

    public required string Environment { get; init; }

    /// <summary>Gets the moment to judge as of; null for now.</summary>
    public DateTimeOffset? EffectiveTime { get; init; }

    public string? ChangedSince { get; init; }

    public bool IsExplained { get; init; }

    public bool IsQuiet { get; init; }

    public bool UsesCache { get; init; }

    public string? Ledger { get; init; }

    /// <summary>Gets whether a gating stage may pass without being on record, because the one who runs it says so.</summary>
    public bool WithoutLedger { get; init; }

    public required string Keys { get; init; }

    public IReadOnlyList<(string Format, string File)> Outputs { get; init; } = [];

    public string? SignKey { get; init; }

    public bool WritesBaseline { get; init; }

    public bool ShrinksBaseline { get; init; }
}
