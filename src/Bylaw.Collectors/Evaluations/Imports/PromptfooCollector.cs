using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports the JSON output of promptfoo, of an evaluation or of a red-team run.</summary>
[Collector("import-promptfoo", "evaluation", Version = "1", Summary = "Imports the results of a promptfoo evaluation or red-team run.")]
public sealed class PromptfooCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["promptfoo"], async (path, cancellation) => Read(await EvaluationImport.JsonAsync(context, path, cancellation).ConfigureAwait(false)), cancellationToken);

    private static ImportedEvaluation Read(JsonObject file)
    {
        // The summary stands at the top in output of old versions and under `results` since.
        var summary = file["results"] as JsonObject ?? file;
        if (summary["results"] is not JsonArray rows)
        {
            throw new ImportException("promptfoo output has `results` with a list of them");
        }
        var cases = rows.OfType<JsonObject>().Select(Case.Of).ToArray();
        if (cases.Length != rows.Count)
        {
            throw new ImportException("a result of the promptfoo output is no object");
        }
        var judged = cases.Where(c => !c.Errored).ToArray();
        var redTeam = (file["config"] as JsonObject)?["redteam"] is not null || Array.Exists(cases, c => c.Plugin is not null);
        var metrics = new List<MetricValue>();
        Add(metrics, redTeam, "all", judged);
        foreach (var group in judged.Where(c => c.Plugin is not null).GroupBy(c => c.Plugin!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Add(metrics, redTeam, group.Key, [.. group]);
        }
        foreach (var named in judged.SelectMany(c => c.Named).GroupBy(n => n.Name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            metrics.Add(new($"score_{named.Key}", named.Average(n => n.Score), null, "as the assertion defines it", "all", named.LongCount(), null));
        }
        var skipped = new List<string>();
        if (cases.Length > judged.Length)
        {
            skipped.Add(string.Create(CultureInfo.InvariantCulture, $"{cases.Length - judged.Length} of {cases.Length} cases ended in an error and were not judged"));
        }
        var stats = summary["stats"] as JsonObject;
        if (stats is not null && Sum(stats) is { } told && told != cases.Length)
        {
            skipped.Add(string.Create(CultureInfo.InvariantCulture, $"the statistics count {told} cases, the list holds {cases.Length}"));
        }
        var providers = cases.Select(c => c.Provider).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        return new()
        {
            Kind = redTeam ? "redteam" : "performance",
            Metrics = judged.Length == 0 ? [] : [.. metrics],
            Engine = "promptfoo",
            EngineVersion = EvaluationImport.Text((file["metadata"] as JsonObject)?["promptfooVersion"]),
            Suite = EvaluationImport.Text((file["config"] as JsonObject)?["description"]) ?? EvaluationImport.Text(file["evalId"]),
            Cases = cases.Length,
            At = EvaluationImport.Time(summary["timestamp"]) ?? EvaluationImport.Time((file["metadata"] as JsonObject)?["exportedAt"]),
            ModelName = providers.Length == 1 ? providers[0] : null,
            Skipped = [.. skipped],
        };
    }

    private static long? Sum(JsonObject stats) =>
        (long?)(EvaluationImport.Number(stats["successes"]) + EvaluationImport.Number(stats["failures"]) + (EvaluationImport.Number(stats["errors"]) ?? 0));

    private static void Add(List<MetricValue> metrics, bool redTeam, string slice, Case[] cases)
    {
        var passed = cases.LongCount(c => c.Passed);
        metrics.Add(new("pass_rate", cases.Length == 0 ? null : (double)passed / cases.Length, ProportionIntervals.Wilson(passed, cases.Length), "share", slice, cases.Length, true));
        if (redTeam)
        {
            metrics.Add(new("attack_success_rate", cases.Length == 0 ? null : (double)(cases.Length - passed) / cases.Length,
                ProportionIntervals.Wilson(cases.Length - passed, cases.Length), "share", slice, cases.Length, false));
        }
    }

    private sealed record Case(bool Passed, bool Errored, string? Plugin, string? Provider, ImmutableArray<(string Name, double Score)> Named)
    {
        public static Case Of(JsonObject row)
        {
            if ((row["success"] as JsonValue)?.TryGetValue<bool>(out var success) != true)
            {
                throw new ImportException("a result of the promptfoo output does not say whether it succeeded");
            }
            // failureReason 2 is an error of the provider or the test; without it a result with an error text and no grade is one.
            var errored = EvaluationImport.Number(row["failureReason"]) is { } reason
                ? reason == 2
                : !success && EvaluationImport.Text(row["error"]) is not null && row["gradingResult"] is null;
            return new(
                success, errored,
                EvaluationImport.Text((row["metadata"] as JsonObject)?["pluginId"]) ?? EvaluationImport.Text(((row["testCase"] as JsonObject)?["metadata"] as JsonObject)?["pluginId"]),
                row["provider"] is JsonObject provider ? EvaluationImport.Text(provider["id"]) : EvaluationImport.Text(row["provider"]),
                [.. (row["namedScores"] as JsonObject ?? []).Select(n => (n.Key, EvaluationImport.Number(n.Value))).Where(n => n.Item2 is not null).Select(n => (n.Key, n.Item2!.Value))]);
        }
    }
}
