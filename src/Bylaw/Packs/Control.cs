using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs;

/// <summary>What a failed control does to a stage.</summary>
public enum Enforcement
{
    /// <summary>Reported, never stops.</summary>
    Warn,

    /// <summary>Stops the stage.</summary>
    Block,
}

/// <summary>A parameter of a control.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value unless it is set.</param>
/// <param name="Unit">What the value counts.</param>
/// <param name="Source">Where the number comes from.</param>
/// <param name="Status">statutory, regulatory, standard, convention or product.</param>
/// <param name="Change">none, tighten_only or any.</param>
public sealed record ControlParameter(string Name, JsonNode? Default, string Unit, string Source, string Status, string Change);

/// <summary>One control: what its rule says of itself. Its METADATA block is the only truth.</summary>
public sealed record Control
{
    /// <summary>Gets the lasting id, for example <c>PRV-002</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets one line that says what holds when it passes.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the rule in words.</summary>
    public required string Rule { get; init; }

    /// <summary>Gets the kind of subject that it is judged on.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Gets low, medium, high or critical; it sorts and does not gate.</summary>
    public required string Severity { get; init; }

    /// <summary>Gets the stages that it belongs to.</summary>
    public required ImmutableArray<string> Stages { get; init; }

    /// <summary>Gets what a failure does.</summary>
    public required Enforcement Enforcement { get; init; }

    /// <summary>Gets whether an approved waiver can answer it.</summary>
    public required bool IsWaivable { get; init; }

    /// <summary>Gets whether missing evidence is itself the violation; else the result is unknown.</summary>
    public required bool FailsOnMissing { get; init; }

    /// <summary>Gets how to mend a failure.</summary>
    public string Fix { get; init; } = "";

    /// <summary>Gets the parameters.</summary>
    public ImmutableArray<ControlParameter> Parameters { get; init; } = [];

    /// <summary>Gets references that the control supports, by framework.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> References { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Gets the path of the rule's package below <c>data</c>.</summary>
    public required string Package { get; init; }

    /// <summary>Gets the file that holds the rule.</summary>
    public required string File { get; init; }
}

/// <summary>A pack: controls that are applied together.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">One line.</param>
/// <param name="Kind">law, policy, standard, product or crosswalk.</param>
/// <param name="Status">Its standing, in words.</param>
/// <param name="EffectiveFrom">The day from which it blocks; null for at once.</param>
/// <param name="AsOf">The day on which it was last reviewed.</param>
/// <param name="Controls">The ids of its controls.</param>
/// <param name="WarnOnly">Controls that only warn within this pack, with the reason.</param>
public sealed record Pack(
    string Id,
    string Title,
    string Kind,
    string Status,
    DateOnly? EffectiveFrom,
    DateOnly? AsOf,
    ImmutableArray<string> Controls,
    ImmutableSortedDictionary<string, string> WarnOnly);
