using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Assessment;

/// <summary>One failure that was there when a repository began to be governed.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="Fingerprint">Which finding; see <see cref="ResultFingerprint.Exact"/>.</param>
/// <param name="Message">The finding's message, for whoever reads the file.</param>
public sealed record BaselineEntry(string Control, string Subject, string Fingerprint, string Message);

/// <summary>
/// The failures that were there at the start. They are reported and do not stop; whatever is new stops. The file may only shrink, and it never
/// answers a control that no waiver may answer.
/// </summary>
/// <param name="Since">The day on which it was made.</param>
/// <param name="Entries">The failures, in order.</param>
public sealed record Baseline(DateOnly Since, ImmutableArray<BaselineEntry> Entries)
{
    /// <summary>The file's name, beside the manifest.</summary>
    public const string FileName = "governance-baseline.json";

    private const string Schema = "bylaw/baseline/v1";

    /// <summary>Takes the failures of a report.</summary>
    /// <param name="report">A whole report, judged without a baseline.</param>
    /// <returns>The baseline.</returns>
    public static Baseline Of(AssessmentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Baseline(
            DateOnly.FromDateTime(report.EffectiveTime.UtcDateTime),
            [.. report.Results
                .Where(r => CanAnswer(r) && r.Outcome is ControlOutcome.Fail or ControlOutcome.Unknown && r.Control.IsWaivable)
                .SelectMany(r => r.Findings.Select(f => new BaselineEntry(r.Control.Id, r.Subject, ResultFingerprint.Exact(r.Control.Id, r.Subject, f), f.Message)))
                .DistinctBy(e => e.Fingerprint)
                .OrderBy(e => e.Control, StringComparer.Ordinal).ThenBy(e => e.Subject, StringComparer.Ordinal).ThenBy(e => e.Fingerprint, StringComparer.Ordinal)]);
    }

    /// <summary>Reads a baseline file.</summary>
    /// <param name="json">Its text.</param>
    /// <returns>The baseline.</returns>
    /// <exception cref="FormatException">The text is no baseline.</exception>
    public static Baseline Parse(string json)
    {
        try
        {
            var root = JsonNode.Parse(json) as JsonObject;
            if (root?["schema"]?.ToString() != Schema || root["entries"] is not JsonArray entries)
            {
                throw new FormatException($"{FileName}: it must hold `schema: {Schema}` and `entries`; make it anew with `bylaw check --write-baseline`");
            }
            return new Baseline(
                DateOnly.ParseExact(Text(root, "since"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                [.. entries.OfType<JsonObject>().Select(e => new BaselineEntry(Text(e, "control"), Text(e, "subject"), Text(e, "fingerprint"), Text(e, "message")))]);
        }
        catch (JsonException error)
        {
            throw new FormatException($"{FileName}:{error.LineNumber + 1}: not JSON", error);
        }
    }

    /// <summary>Keeps only what still fails: a baseline may shrink and never grow.</summary>
    /// <param name="now">The failures of today.</param>
    /// <returns>The entries of this baseline that are among them.</returns>
    public Baseline Shrink(Baseline now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var left = now.Entries.Select(e => e.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return this with { Entries = [.. Entries.Where(e => left.Contains(e.Fingerprint))] };
    }

    /// <summary>Writes the file's text.</summary>
    /// <returns>Indented JSON, ordered, so that a change reads well in a review.</returns>
    public string Write() => new JsonObject
    {
        ["schema"] = Schema,
        ["since"] = Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["entries"] = new JsonArray([.. Entries.Select(e => (JsonNode)new JsonObject
        {
            ["control"] = e.Control, ["subject"] = e.Subject, ["fingerprint"] = e.Fingerprint, ["message"] = e.Message,
        })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    private static bool CanAnswer(ControlResult result) => result.Enforcement == Packs.Enforcement.Block || result.IsInBaseline;

    private static string Text(JsonObject node, string key) =>
        node[key] is JsonValue value ? value.ToString() : throw new FormatException($"{FileName}: `{key}` is missing");
}
