using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports a SARIF 2.1.0 file: how many findings of which level a scanner of models or prompts left open.</summary>
[Collector("import-sarif", "evaluation", Version = "1", Summary = "Imports counts of findings by level and rule from a SARIF file.")]
public sealed class SarifCollector : IEvidenceCollector
{
    private static readonly string[] _levels = ["error", "warning", "note", "none"];

    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["sarif"], async (path, cancellation) => Read(await EvaluationImport.JsonAsync(context, path, cancellation).ConfigureAwait(false)), cancellationToken);

    private static ImportedEvaluation Read(JsonObject file)
    {
        if (file["runs"] is not JsonArray { Count: > 0 } runs || EvaluationImport.Text(file["version"]) != "2.1.0")
        {
            throw new ImportException("a SARIF file has `version` 2.1.0 and at least one run");
        }
        var skipped = new List<string>();
        var open = new List<(string Level, string Rule)>();
        var suppressed = 0;
        foreach (var run in runs)
        {
            if (run?["tool"]?["driver"] is not JsonObject driver)
            {
                throw new ImportException("a run of the SARIF file names no tool");
            }
            if (run["results"] is not JsonArray results)
            {
                skipped.Add("a run has no list of results: it did not end");
                continue;
            }
            if ((run["invocations"] as JsonArray ?? []).Any(i => (i?["executionSuccessful"] as JsonValue)?.TryGetValue<bool>(out var well) == true && !well))
            {
                skipped.Add("a run says that it did not succeed");
            }
            foreach (var result in results)
            {
                if (EvaluationImport.Text(result?["kind"]) is "pass" or "notApplicable" or "informational")
                {
                    continue;
                }
                // A suppression counts once it is accepted; without a status it is.
                if ((result!["suppressions"] as JsonArray ?? []).Any(s => EvaluationImport.Text(s?["status"]) is null or "accepted"))
                {
                    suppressed++;
                    continue;
                }
                open.Add((EvaluationImport.Text(result["level"]) ?? DefaultLevel(driver, result), Rule(driver, result)));
            }
        }
        var metrics = new List<MetricValue> { Count("findings", "all", open.Count) };
        metrics.AddRange(_levels.Select(l => Count($"findings_{l}", "all", open.Count(o => o.Level == l))));
        metrics.Add(Count("findings_suppressed", "all", suppressed));
        metrics.AddRange(open.CountBy(o => o.Rule, StringComparer.Ordinal).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Count("findings", $"rule {r.Key}", r.Value)));
        var first = runs[0]!["tool"]!["driver"]!;
        var invocation = (runs[0]!["invocations"] as JsonArray)?.LastOrDefault();
        return new()
        {
            Kind = "redteam",
            Metrics = [.. metrics],
            Engine = EvaluationImport.Text(first["name"]) ?? "unknown tool",
            EngineVersion = EvaluationImport.Text(first["semanticVersion"]) ?? EvaluationImport.Text(first["version"]),
            Suite = string.Join(", ", runs.Select(r => EvaluationImport.Text(r!["tool"]!["driver"]!["name"])).OfType<string>().Distinct(StringComparer.Ordinal)),
            At = EvaluationImport.Time(invocation?["endTimeUtc"]) ?? EvaluationImport.Time(invocation?["startTimeUtc"]),
            Skipped = [.. skipped],
        };
    }

    private static MetricValue Count(string name, string slice, int count) => new(name, count, null, "findings", slice, count, false);

    private static string Rule(JsonObject driver, JsonNode result) => EvaluationImport.Text(result["ruleId"])
        ?? EvaluationImport.Text(result["rule"]?["id"]) ?? EvaluationImport.Text(RuleOf(driver, result)?["id"]) ?? "(none)";

    /// <remarks>SARIF 2.1.0, 3.27.10: without a level the rule's default holds, and without one "warning".</remarks>
    private static string DefaultLevel(JsonObject driver, JsonNode result) =>
        EvaluationImport.Text(RuleOf(driver, result)?["defaultConfiguration"]?["level"]) ?? "warning";

    private static JsonNode? RuleOf(JsonObject driver, JsonNode result)
    {
        var rules = driver["rules"] as JsonArray ?? [];
        return EvaluationImport.Number(result["ruleIndex"]) is { } index && index >= 0 && index < rules.Count
            ? rules[(int)index]
            : rules.FirstOrDefault(r => EvaluationImport.Text(r?["id"]) is { } id && id == EvaluationImport.Text(result["ruleId"]));
    }
}
