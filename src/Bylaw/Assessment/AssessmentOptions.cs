using System.Collections.Immutable;

namespace Bylaw.Assessment;

/// <summary>Sets what is assessed.</summary>
public sealed record AssessmentOptions
{
    /// <summary>Gets the stage; null for all stages but runtime.</summary>
    public string? Stage { get; init; }

    /// <summary>Gets the controls to assess; empty for all of the enabled packs.</summary>
    public ImmutableHashSet<string> Only { get; init; } = [];

    /// <summary>Gets the subjects to judge, by kind and name; null for all.</summary>
    public ImmutableHashSet<(string Kind, string Name)>? Subjects { get; init; }

    /// <summary>Gets the moment as of which packs, waivers and evidence are judged.</summary>
    public required DateTimeOffset EffectiveTime { get; init; }

    /// <summary>Gets dev, test, staging or prod. Default prod.</summary>
    public string Environment { get; init; } = "prod";

    /// <summary>Gets the version that the report names.</summary>
    public string EngineVersion { get; init; } = "0";

    /// <summary>Gets the day of the assessment, UTC.</summary>
    internal DateOnly Today => DateOnly.FromDateTime(EffectiveTime.UtcDateTime);

    /// <summary>Gets whether all controls of the stage are judged on all subjects.</summary>
    internal bool IsWhole => Only.IsEmpty && Subjects is null;
}
