using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Imports numbers of scikit-learn (a classification report as a dictionary) and of Fairlearn (a metric frame as <c>overall</c> and <c>by_group</c>).</summary>
[Collector("import-learn", "evaluation", Version = "1", Summary = "Imports a scikit-learn classification report or a Fairlearn metric frame, as JSON.")]
public sealed class LearnReportCollector : IEvidenceCollector
{
    private static readonly string[] _averages = ["macro avg", "weighted avg", "micro avg", "samples avg"];

    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken) => EvaluationImport.RunAsync(
        context, ["sklearn", "fairlearn"], async (path, cancellation) =>
        {
            var json = await EvaluationImport.JsonAsync(context, path, cancellation).ConfigureAwait(false);
            return json["by_group"] is JsonObject groups
                ? Frame(json, groups)
                : json["macro avg"] is JsonObject ? Report(json) : throw new ImportException("the file is neither a classification report (`macro avg`) nor a metric frame (`overall` and `by_group`)");
        },
        cancellationToken);

    private static ImportedEvaluation Report(JsonObject json)
    {
        var metrics = new List<MetricValue>();
        var all = (long)(EvaluationImport.Number((json["macro avg"] as JsonObject)?["support"]) ?? 0);
        foreach (var (name, node) in json)
        {
            if (node is JsonObject row)
            {
                var support = (long)(EvaluationImport.Number(row["support"]) ?? 0);
                var slice = Array.IndexOf(_averages, name) >= 0 ? name.Replace(" avg", " average", StringComparison.Ordinal) : $"class {name}";
                foreach (var (metric, value) in row.Where(p => p.Key != "support"))
                {
                    metrics.Add(new(metric.Replace("-score", "", StringComparison.Ordinal), EvaluationImport.Number(value), null, "share", slice, support, true));
                }
            }
            else if (EvaluationImport.Number(node) is { } number)
            {
                metrics.Add(new(name, number, null, "share", "all", all, true));
            }
        }
        return new() { Kind = "performance", Metrics = [.. metrics], Engine = "scikit-learn", EngineVersion = EvaluationImport.Text(json["version"]), Cases = all, At = EvaluationImport.Time(json["created"]) };
    }

    /// <remarks>A frame written by metric (<c>{metric: {group: value}}</c>, as pandas has it) and one by group (<c>{group: {metric: value}}</c>) are both read.</remarks>
    private static ImportedEvaluation Frame(JsonObject json, JsonObject groups)
    {
        if (json["overall"] is not JsonObject overall)
        {
            throw new ImportException("a metric frame has `overall` beside `by_group`");
        }
        var attribute = EvaluationImport.Text(json["sensitive_features"]) ?? EvaluationImport.Text(json["attribute"]) ?? "group";
        var byMetric = groups.All(g => g.Value is JsonObject && overall.ContainsKey(g.Key));
        var names = byMetric ? groups.SelectMany(g => g.Value!.AsObject().Select(v => v.Key)).Distinct(StringComparer.Ordinal).ToArray() : [.. groups.Select(g => g.Key)];
        double? Value(string group, string metric) =>
            EvaluationImport.Number(byMetric ? (groups[metric] as JsonObject)?[group] : (groups[group] as JsonObject)?[metric]);
        string? Known(params string[] words) => words.FirstOrDefault(overall.ContainsKey);
        var count = Known("count", "n");
        var rows = new JsonArray();
        var metrics = new List<MetricValue>();
        var total = (long)(count is null ? 0 : EvaluationImport.Number(overall[count]) ?? 0);
        foreach (var (metric, value) in overall)
        {
            metrics.Add(new(metric, EvaluationImport.Number(value), null, "as Fairlearn defines it", "all", total, null));
        }
        foreach (var group in names)
        {
            var n = count is null ? null : Value(group, count);
            rows.Add(new JsonObject
            {
                ["attribute"] = attribute,
                ["group"] = group,
                ["n"] = (long?)n,
                ["share"] = n is { } some && total > 0 ? some / total : null,
                ["rate"] = Known("selection_rate") is { } s ? Value(group, s) : null,
                ["tpr"] = Known("true_positive_rate", "recall", "recall_score") is { } t ? Value(group, t) : null,
                ["fpr"] = Known("false_positive_rate") is { } f ? Value(group, f) : null,
                ["metric"] = Known("accuracy", "accuracy_score") is { } a ? Value(group, a) : null,
            });
            metrics.AddRange(overall.Select(m => new MetricValue(m.Key, Value(group, m.Key), null, "as Fairlearn defines it", $"{attribute}={group}", (long)(n ?? 0), null)));
        }
        AddRatios(rows);
        return new()
        {
            Kind = "fairness",
            Metrics = [.. metrics],
            Engine = "fairlearn",
            EngineVersion = EvaluationImport.Text(json["version"]),
            Cases = total,
            At = EvaluationImport.Time(json["created"]),
            Groups = rows,
            Skipped = count is null ? ["the frame holds no count by group, so no group can be told to be large enough"] : [],
        };
    }

    private static void AddRatios(JsonArray rows)
    {
        var best = rows.Max(r => EvaluationImport.Number(r!["rate"]));
        foreach (var row in rows)
        {
            row!["impact_ratio"] = best is > 0 && EvaluationImport.Number(row["rate"]) is { } rate ? rate / best : null;
        }
    }
}
