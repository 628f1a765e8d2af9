using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Reports;

namespace Bylaw.Impact;

/// <summary>How one result differs between two assessments of the same evidence.</summary>
public enum ChangeKind
{
    /// <summary>The control is judged only after the change.</summary>
    Appears,

    /// <summary>The control is judged only before the change.</summary>
    Vanishes,

    /// <summary>The result is another one.</summary>
    Flips,

    /// <summary>The result is the same; what it does, or what was found, is not.</summary>
    Differs,
}

/// <summary>One difference.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Control">The control's id.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="Before">The result before; null where it appears.</param>
/// <param name="After">The result after; null where it vanishes.</param>
public sealed record ResultChange(ChangeKind Kind, string Control, string Subject, ControlResult? Before, ControlResult? After)
{
    /// <summary>Gets whether the stage is stopped after the change by what did not stop it before.</summary>
    public bool StopsNewly => After is { Blocks: true } && Before is not { Blocks: true };
}

/// <summary>Says what a changed policy, parameter, pack or date would change.</summary>
/// <param name="Before">The assessment as it is.</param>
/// <param name="After">The assessment as it would be.</param>
/// <param name="Changes">The differences by control and subject.</param>
public sealed record AssessmentComparison(AssessmentReport Before, AssessmentReport After, ImmutableArray<ResultChange> Changes)
{
    /// <summary>Compares two assessments.</summary>
    /// <param name="before">The assessment as it is.</param>
    /// <param name="after">The assessment as it would be.</param>
    /// <returns>The differences; what is not judged, or does not apply on both sides, is none.</returns>
    public static AssessmentComparison Of(AssessmentReport before, AssessmentReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = Judged(before);
        var now = Judged(after);
        var changes = old.Keys.Union(now.Keys)
            .Select(key => Change(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key)))
            .OfType<ResultChange>()
            .OrderBy(c => c.Control, StringComparer.Ordinal).ThenBy(c => c.Subject, StringComparer.Ordinal);
        return new AssessmentComparison(before, after, [.. changes]);
    }

    /// <summary>Writes the comparison as a document.</summary>
    /// <returns>A JSON object with stable order.</returns>
    public JsonObject ToJson() => new()
    {
        ["schema"] = "bylaw/comparison/v1",
        ["before"] = Side(Before),
        ["after"] = Side(After),
        ["changes"] = new JsonArray([.. Changes.Select(c => (JsonNode)new JsonObject
        {
            ["change"] = c.Kind.ToString().ToLowerInvariant(),
            ["control"] = c.Control,
            ["subject"] = c.Subject,
            ["stops_newly"] = c.StopsNewly,
            ["before"] = Result(c.Before),
            ["after"] = Result(c.After),
        })]),
    };

    private static Dictionary<(string Control, string Subject), ControlResult> Judged(AssessmentReport report) =>
        report.Results.Where(r => r.Outcome != ControlOutcome.NotApplicable).ToDictionary(r => (r.Control.Id, r.Subject));

    private static ResultChange? Change((string Control, string Subject) key, ControlResult? before, ControlResult? after)
    {
        ChangeKind? kind = (before, after) switch
        {
            (null, _) => ChangeKind.Appears,
            (_, null) => ChangeKind.Vanishes,
            _ when before.Outcome != after.Outcome => ChangeKind.Flips,
            _ when before.Blocks != after.Blocks || !Messages(before).SequenceEqual(Messages(after)) => ChangeKind.Differs,
            _ => null,
        };
        return kind is null ? null : new ResultChange(kind.Value, key.Control, key.Subject, before, after);
    }

    private static IEnumerable<string> Messages(ControlResult result) => result.Findings.Select(f => f.Message);

    private static JsonObject Side(AssessmentReport report) => new()
    {
        ["policy_digest"] = report.PolicyDigest,
        ["input_digest"] = report.InputDigest,
        ["effective_time"] = ReportFacts.Time(report.EffectiveTime),
        ["exit_code"] = report.ExitCode,
    };

    private static JsonObject? Result(ControlResult? result) => result is null ? null : new JsonObject
    {
        ["result"] = AssessmentNames.Of(result.Outcome),
        ["blocks"] = result.Blocks,
        ["findings"] = new JsonArray([.. result.Findings.Select(f => (JsonNode)f.Message)]),
    };
}
