using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Packs;

namespace Bylaw.Assessment;

/// <summary>How a control came out for one subject.</summary>
public enum ControlOutcome
{
    /// <summary>The rule holds, on evidence that is there.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,

    /// <summary>Evidence that the rule needs is missing.</summary>
    Unknown,

    /// <summary>Evidence that the rule needs is past its validity.</summary>
    Stale,

    /// <summary>The rule is broken, and an approved waiver answers it for now.</summary>
    Waived,

    /// <summary>The rule does not concern this subject.</summary>
    NotApplicable,

    /// <summary>The rule itself failed to run.</summary>
    Error,
}

/// <summary>One thing that a rule found wrong.</summary>
/// <param name="Message">Subject, fact and limit, in one line.</param>
/// <param name="Expected">What was wanted, if the rule says so.</param>
/// <param name="Actual">What was seen, if the rule says so.</param>
/// <param name="Fields">The evidence fields it rests on.</param>
/// <param name="Place">File and line where there is one.</param>
public sealed record RuleFinding(string Message, string? Expected, string? Actual, ImmutableArray<string> Fields, FilePlace? Place);

/// <summary>A place in a file.</summary>
/// <param name="File">The path, relative to the checked folder.</param>
/// <param name="Line">From 1.</param>
public sealed record FilePlace(string File, int Line);

/// <summary>The result of one control on one subject.</summary>
public sealed record ControlResult
{
    /// <summary>Gets the control.</summary>
    public required Control Control { get; init; }

    /// <summary>Gets the subject's name.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets how it came out.</summary>
    public required ControlOutcome Outcome { get; init; }

    /// <summary>Gets what a failure does here: the strictest of the packs that are in force.</summary>
    public required Enforcement Enforcement { get; init; }

    /// <summary>Gets what was found wrong or missing.</summary>
    public ImmutableArray<RuleFinding> Findings { get; init; } = [];

    /// <summary>Gets the enabled packs that name the control.</summary>
    public ImmutableArray<string> Packs { get; init; } = [];

    /// <summary>Gets a remark: a pack's date, a waiver's expiry, the origin of a declared field.</summary>
    public string? Note { get; init; }

    /// <summary>Gets how the deciding facts are known: collected, declared, attested …</summary>
    public string Origin { get; init; } = "collected";

    /// <summary>Gets the parameters that the rule read, by name.</summary>
    public ImmutableArray<UsedParameter> Parameters { get; init; } = [];

    /// <summary>Gets whether all that was found was there when the repository began; it warns then.</summary>
    public bool IsInBaseline { get; init; }

    /// <summary>Gets whether the result stops its stage.</summary>
    public bool Blocks => Enforcement == Enforcement.Block && Outcome is ControlOutcome.Fail;
}

/// <summary>All that came of one assessment. Same inputs give the same bytes.</summary>
public sealed record AssessmentReport
{
    /// <summary>Gets the system's id.</summary>
    public required string System { get; init; }

    /// <summary>Gets the stage; null when all were assessed.</summary>
    public required string? Stage { get; init; }

    /// <summary>Gets the moment as of which it was assessed.</summary>
    public required DateTimeOffset EffectiveTime { get; init; }

    /// <summary>Gets the version of the engine.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Gets the digest of the rules.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>Gets the enabled packs.</summary>
    public required ImmutableArray<Pack> Packs { get; init; }

    /// <summary>Gets the results by control and subject.</summary>
    public required ImmutableArray<ControlResult> Results { get; init; }

    /// <summary>Gets what collectors could not see.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>Gets the evidence that was judged, with its digests.</summary>
    public required ImmutableArray<EvidenceDocument> Evidence { get; init; }

    /// <summary>Gets faults of waivers and parameters, one line each.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>Gets reminders, one line each: packs that nobody has reviewed for long.</summary>
    public ImmutableArray<string> Reminders { get; init; } = [];

    /// <summary>Gets enabled packs that are not installed, one line each; a check without them is no check.</summary>
    public ImmutableArray<string> MissingPacks { get; init; } = [];

    /// <summary>Gets the ids of controls that the enabled packs name and no rule is installed for, in order.</summary>
    public ImmutableArray<string> ControlsNotBuilt { get; init; } = [];

    /// <summary>Gets whether all controls of the stage were judged on all subjects, so that an attestation may speak for them.</summary>
    public bool MayAttest { get; init; }

    /// <summary>Gets SHA-256 of what was judged: manifest, waivers and evidence. 64 lower-case hexadecimal digits.</summary>
    public required string InputDigest { get; init; }

    /// <summary>Gets what is wrong in the manifest, one line each with its place; what is not at fault was judged all the same.</summary>
    public ImmutableArray<string> ManifestFaults { get; init; } = [];

    /// <summary>Gets values that a program proposed and no person confirmed, one line each; empty in stages that do not gate.</summary>
    public ImmutableArray<string> Proposed { get; init; } = [];

    /// <summary>Gets why the decision stands in no ledger though its stage lets something through, in one line; null where that does not hold.</summary>
    public string? NotOnRecord { get; init; }

    /// <summary>Gets the exit code: 0 pass or warnings, 1 a blocking failure, 2 a fault of tool or policy, 3 incomplete in a gating stage.</summary>
    public int ExitCode
    {
        get
        {
            if (!MissingPacks.IsEmpty || !ManifestFaults.IsEmpty || Results.Any(r => r.Outcome == ControlOutcome.Error))
            {
                return 2;
            }
            if (Results.Any(r => r.Blocks))
            {
                return 1;
            }
            return !Proposed.IsEmpty || Results.Any(r => r.Enforcement == Enforcement.Block && r.Outcome is ControlOutcome.Unknown or ControlOutcome.Stale && IsGating(r)) ? 3 : 0;
        }
    }

    /// <summary>Gets the verdict in words, with what it comes from.</summary>
    public string Verdict => ExitCode switch
    {
        0 => "passed",
        1 => "stopped: a blocking control failed",
        2 => "not judged in full: " + string.Join(", and ", new[]
        {
            Results.Any(r => r.Outcome == ControlOutcome.Error) ? "a rule failed to run" : null,
            MissingPacks.IsEmpty ? null : "an enabled pack is not installed",
            ManifestFaults.IsEmpty ? null : "the manifest or a file beside it is at fault",
        }.OfType<string>()),
        _ => Proposed.IsEmpty ? "incomplete: evidence is missing in a stage that must be complete" : "incomplete: what a program proposed is not confirmed",
    };

    /// <summary>Counts the results with an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>0 or more.</returns>
    public int Count(ControlOutcome outcome) => Results.Count(r => r.Outcome == outcome);

    /// <summary>Makes the result document.</summary>
    /// <returns>A JSON object with stable order.</returns>
    public JsonObject ToJson() => AssessmentJson.Write(this);

    private bool IsGating(ControlResult result) =>
        Stage is not null ? Stage is "predeploy" or "deploy" or "runtime" : result.Control.Stages.Any(s => s is "predeploy" or "deploy" or "runtime");
}
