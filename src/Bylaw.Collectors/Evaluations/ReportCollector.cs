using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Evaluations;

/// <summary>Imports one evaluation that a run wrote in the form of evidence: a mapping with <c>kind</c> and the fields of evaluation evidence, or a whole document.</summary>
/// <remarks>A red-team report may give <c>cases</c> and <c>successes</c> in place of metrics. Other forms of report have collectors of their own.</remarks>
[Collector("evaluation-report", "evaluation", Summary = "Evaluations in the form of evidence: noise, red team, reproducibility and the like.")]
public sealed class ReportCollector : IEvidenceCollector
{
    private static readonly ImmutableHashSet<string> _kinds =
    [
        "performance", "fairness", "calibration", "noise", "adversarial", "redteam", "privacy", "groundedness", "toxicity", "llm_bias", "reproducibility", "prompt_leak",
    ];

    private static readonly string[] _fields =
    [
        "kind", "model_digest", "dataset_id", "dataset_digest", "at", "engine", "evaluator", "metrics", "thresholds", "groups", "intersections", "excluded", "unknown_category_count",
        "suite", "baseline", "published",
    ];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Options["import"] is not null || context.Text("path") is not { } path || context.Files.FolderExists(path) || Path.GetExtension(path) is not (".json" or ".yaml" or ".yml"))
        {
            return Collection.Empty;
        }
        var gaps = new List<Gap>();
        if (RecordFile.TryReadMap(context, path, "evaluation", gaps) is not { } file)
        {
            return Collection.Missing(gaps);
        }
        var report = file["schema"]?.ToString() == EvidenceDocument.SchemaName && file["spec"] is JsonObject inner ? inner : file;
        if (report["kind"]?.ToString() is not { } kind || !_kinds.Contains(kind))
        {
            return Collection.Empty; // a report of another tool
        }
        var spec = RecordFile.Only(report, _fields);
        spec["id"] = context.Subject.Name;
        foreach (var name in (string[])["model_digest", "dataset_digest"])
        {
            if (spec[name] is { } digest)
            {
                spec[name] = digest.ToString().Replace("sha256:", "", StringComparison.Ordinal);
            }
        }
        if (DateTimeOffset.TryParse(spec["at"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            spec["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        AddCounts(context, report, spec, kind, gaps, path);
        return Collection.Of(
            context.Document("evaluation", spec) with
            {
                Origin = EvidenceOrigin.Imported,
                Sources = [await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false)],
            },
            gaps);
    }

    /// <summary>Successes over cases is the success rate of an attack; more successes than cases is no report.</summary>
    private static void AddCounts(CollectorContext context, JsonObject report, JsonObject spec, string kind, List<Gap> gaps, string path)
    {
        if (report["cases"] is not JsonValue caseValue || report["successes"] is not JsonValue successValue || !caseValue.TryGetValue<int>(out var cases) || !successValue.TryGetValue<int>(out var successes))
        {
            return;
        }
        if (cases <= 0 || successes < 0 || successes > cases)
        {
            gaps.Add(context.Gap(GapReason.Malformed, $"{path} counts {successes} successes of {cases} cases", "evaluation.metrics", path));
            return;
        }
        var suite = spec["suite"] as JsonObject ?? [];
        suite["cases"] = cases;
        spec["suite"] ??= suite;
        spec["metrics"] ??= new JsonArray(new JsonObject
        {
            ["name"] = kind == "redteam" ? "attack_success" : "failure_rate",
            ["value"] = (double)successes / cases,
            ["unit"] = "share",
            ["n"] = cases,
            ["higher_is_better"] = false,
        });
    }
}
