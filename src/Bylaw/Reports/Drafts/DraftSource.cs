using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;

namespace Bylaw.Reports.Drafts;

/// <summary>All that drafts are made from: one assessment and the facts behind it.</summary>
public sealed class DraftSource
{
    private readonly EvidenceSet _evidence;

    /// <summary>Makes a source.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="documents">The evidence.</param>
    /// <param name="report">The assessment of it.</param>
    public DraftSource(GovernanceManifest manifest, ImmutableArray<EvidenceDocument> documents, AssessmentReport report)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(report);
        _evidence = new EvidenceSet(manifest.Subjects, documents);
        Report = report;
    }

    /// <summary>Gets the assessment.</summary>
    public AssessmentReport Report { get; }

    /// <summary>Gets one line that says what a draft was made of.</summary>
    internal string Lead => $"System {Report.System}; drafted as of {ReportFacts.Time(Report.EffectiveTime)} from {Report.Evidence.Length} evidence documents (input sha256 {Report.InputDigest[..12]}, policy sha256 {Report.PolicyDigest[..12]}).";

    /// <summary>Lists the subjects of a kind.</summary>
    internal ImmutableArray<string> SubjectsOf(string kind) => [.. _evidence.SubjectsOf(kind)];

    /// <summary>Makes a fact about every subject of its kind; a fact that nobody said is missing.</summary>
    /// <param name="label">What is told.</param>
    /// <param name="path">The field with its kind in front, for example <c>model.task</c>.</param>
    internal IEnumerable<DraftFact> Facts(string label, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (kind, field) = (path[..dot], path[(dot + 1)..]);
        var subjects = SubjectsOf(kind);
        if (subjects.IsEmpty)
        {
            yield return new DraftFact(label, null, "", path);
        }
        foreach (var subject in subjects)
        {
            yield return Fact(kind, subject, field, kind == "system" ? label : $"{label}, {subject}");
        }
    }

    /// <summary>Makes a fact about one subject.</summary>
    internal DraftFact Fact(string kind, string subject, string field, string label) =>
        _evidence.Find(kind, subject, field) is var (value, origin)
            ? new DraftFact(label, Say(value), origin, $"{kind}.{field}")
            : new DraftFact(label, null, "", $"{kind}.{field}");

    /// <summary>Returns a field's value; null where nobody said it.</summary>
    internal JsonNode? Value(string kind, string subject, string field) => _evidence.Find(kind, subject, field)?.Value;

    /// <summary>Writes a value as people read it.</summary>
    internal static string Say(JsonNode? value) => value switch
    {
        null => "–",
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join("; ", list.Select(Say)),
        JsonObject map => string.Join(", ", map.Select(p => $"{p.Key.Replace('_', ' ')}: {Say(p.Value)}")),
        JsonValue scalar => scalar.GetValueKind() switch { JsonValueKind.True => "yes", JsonValueKind.False => "no", _ => scalar.ToString() },
        _ => value.ToJsonString(),
    };
}
