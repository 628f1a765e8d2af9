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
public sealed record ControlParameter(string Name, JsonNode? Default, string Unit, string Source, string Status, string Change)
{
    /// <summary>Gets which way is stricter: <c>higher</c>, <c>lower</c>, <c>more</c>, <c>fewer</c> (entries of a list), or empty where nobody can tell.</summary>
    public string Stricter { get; init; } = "";

    /// <summary>Gets status and source in a few words, as messages show them: <c>convention: US four-fifths screen</c>.</summary>
    public string Standing => Source.Length == 0 ? Status : $"{Status}: {Source.Split(';')[0].Trim()}";
}

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

    /// <summary>Gets machine (a tool collected what decides), declared (a person wrote it down) or attested (a person vouches for it).</summary>
    public string Decidability { get; init; } = "machine";

    /// <summary>Gets in words when the control concerns a subject; the rule <c>applies</c> decides.</summary>
    public string AppliesWhen { get; init; } = "always";

    /// <summary>Gets the evidence fields that the rule looks at.</summary>
    public ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>Gets the pack in whose folder the rule stands; empty for a rule outside of one.</summary>
    public string HomePack { get; init; } = "";

    /// <summary>Gets whether the rule is also asked when no subject of its kind is declared, so that nothing there is not taken for nothing wrong.</summary>
    public bool JudgesAbsence { get; init; }

    /// <summary>Gets whether the rule states <c>inconclusive</c>: what is there, and not enough to judge by.</summary>
    public bool HasInconclusive { get; init; }

    /// <summary>Gets whether the rule states <c>remarks</c>: what is worth saying and breaks nothing.</summary>
    public bool HasRemarks { get; init; }

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
