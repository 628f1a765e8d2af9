using System.IO.Compression;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Imports;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class ImportTests : IDisposable
{
    private const string Inspect = """
        {"version": 2, "status": "success",
         "eval": {"run_id": "r", "created": "2026-02-01T10:00:00+00:00", "task": "arithmetic", "task_version": 3, "model": "vendor/model-a",
                  "dataset": {"name": "sums", "samples": 40}, "packages": {"inspect_ai": "0.3.100"}},
         "results": {"total_samples": 40, "completed_samples": 40,
                     "scores": [{"name": "match", "scorer": "match", "metrics": {"accuracy": {"name": "accuracy", "value": 0.85}, "stderr": {"name": "stderr", "value": 0.05}}}]},
         "stats": {"started_at": "2026-02-01T10:00:00+00:00", "completed_at": "2026-02-01T10:05:00+00:00"}}
        """;

    private const string Promptfoo = """
        {"evalId": "eval-1", "config": {"description": "jailbreaks", "redteam": {}},
         "results": {"version": 3, "timestamp": "2026-02-02T08:00:00Z", "stats": {"successes": 3, "failures": 1, "errors": 0},
           "results": [
             {"success": true, "score": 1, "provider": {"id": "p:m"}, "metadata": {"pluginId": "pii"}, "namedScores": {}},
             {"success": true, "score": 1, "provider": {"id": "p:m"}, "metadata": {"pluginId": "pii"}, "namedScores": {}},
             {"success": true, "score": 1, "provider": {"id": "p:m"}, "metadata": {"pluginId": "harmful"}, "namedScores": {}},
             {"success": false, "score": 0, "provider": {"id": "p:m"}, "metadata": {"pluginId": "harmful"}, "failureReason": 1, "namedScores": {}}]},
         "metadata": {"promptfooVersion": "0.118.0"}}
        """;

    private const string Garak = """
        {"entry_type": "start_run setup", "plugins.model_name": "model-a", "_config.version": "0.13.0"}
        {"entry_type": "init", "garak_version": "0.13.0", "start_time": "2026-02-03T09:00:00", "run": "u"}
        {"entry_type": "attempt", "status": 2, "probe_classname": "dan.Dan_11_0"}
        {"entry_type": "eval", "probe": "dan.Dan_11_0", "detector": "dan.DAN", "passed": 45, "total": 50}
        {"entry_type": "eval", "probe": "encoding.InjectBase64", "detector": "encoding.DecodeMatch", "passed": 50, "total_evaluated": 50, "nones": 0}
        {"entry_type": "completion", "end_time": "2026-02-03T09:30:00", "run": "u"}
        """;

    private const string Learn = """
        {"0": {"precision": 0.9, "recall": 0.8, "f1-score": 0.847, "support": 60.0}, "1": {"precision": 0.7, "recall": 0.85, "f1-score": 0.768, "support": 40.0},
         "accuracy": 0.82, "macro avg": {"precision": 0.8, "recall": 0.825, "f1-score": 0.8075, "support": 100.0}, "weighted avg": {"precision": 0.82, "recall": 0.82, "f1-score": 0.815, "support": 100.0}}
        """;

    private const string Fairlearn = """
        {"sensitive_features": "sex", "overall": {"selection_rate": 0.45, "accuracy": 0.8, "count": 200},
         "by_group": {"selection_rate": {"f": 0.3, "m": 0.6}, "accuracy": {"f": 0.82, "m": 0.78}, "count": {"f": 100, "m": 100}}}
        """;

    private const string Sarif = """
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scanner", "version": "1.2", "rules": [{"id": "R1", "defaultConfiguration": {"level": "error"}}]}},
          "invocations": [{"executionSuccessful": true, "endTimeUtc": "2026-02-04T00:00:00Z"}],
          "results": [{"ruleId": "R1", "ruleIndex": 0, "message": {"text": "x"}}, {"ruleId": "R2", "level": "note", "message": {"text": "y"}},
                      {"ruleId": "R1", "message": {"text": "z"}, "suppressions": [{"kind": "external", "status": "accepted"}]}]}]}
        """;

    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task An_Inspect_log_gives_its_score_with_interval_suite_and_time()
    {
        var spec = Spec(await ImportAsync<InspectLogCollector>("inspect", "log.json", Inspect));

        var accuracy = spec["metrics"]!.AsArray().Single(m => m!["name"]!.GetValue<string>() == "accuracy")!;
        Assert.Equal((0.85, 40), (accuracy["value"]!.GetValue<double>(), accuracy["n"]!.GetValue<long>()));
        Assert.Equal(0.85 - (1.959963984540054 * 0.05), accuracy["ci_low"]!.GetValue<double>(), 1e-12);
        Assert.Equal(("arithmetic", "2026-02-01T10:05:00Z"), (spec["suite"]!["name"]!.GetValue<string>(), spec["at"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_zipped_form_of_an_Inspect_log_is_read_from_its_header()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("header.json").Open());
            writer.Write(Inspect);
        }
        _room.Write("log.eval", bytes.ToArray());

        var spec = Spec(await _room.CollectAsync<InspectLogCollector>("""{"path": "log.eval"}"""));

        Assert.Equal("vendor/model-a", spec["x_model_name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_run_that_did_not_end_well_is_not_complete()
    {
        var answer = await ImportAsync<InspectLogCollector>("inspect", "log.json", Inspect.Replace("\"success\"", "\"error\"", StringComparison.Ordinal).Replace("\"completed_samples\": 40", "\"completed_samples\": 31", StringComparison.Ordinal));

        Assert.Equal(["the run ended with status error", "9 of 40 samples were not completed"], answer.Documents[0].Completeness!.Skipped);
    }

    [Fact]
    public async Task A_promptfoo_red_team_run_gives_attack_success_by_plugin()
    {
        var spec = Spec(await ImportAsync<PromptfooCollector>("promptfoo", "out.json", Promptfoo));

        Assert.Equal("redteam", spec["kind"]!.GetValue<string>());
        var success = spec["metrics"]!.AsArray().Where(m => m!["name"]!.GetValue<string>() == "attack_success_rate").ToDictionary(m => m!["slice"]!.GetValue<string>(), m => m!["value"]!.GetValue<double>());
        Assert.Equal((0.25, 0.5, 0.0), (success["all"], success["harmful"], success["pii"]));
    }

    [Fact]
    public async Task A_promptfoo_case_that_ended_in_an_error_is_not_judged_and_makes_the_evidence_incomplete()
    {
        var answer = await ImportAsync<PromptfooCollector>("promptfoo", "out.json", Promptfoo.Replace("\"failureReason\": 1", "\"failureReason\": 2", StringComparison.Ordinal));

        Assert.Equal(0, Spec(answer)["metrics"]!.AsArray().First(m => m!["name"]!.GetValue<string>() == "attack_success_rate")!["value"]!.GetValue<double>());
        Assert.Contains("1 of 4 cases ended in an error and were not judged", answer.Documents[0].Completeness!.Skipped);
    }

    [Fact]
    public async Task A_garak_report_gives_attack_success_over_all_probes()
    {
        var answer = await ImportAsync<GarakCollector>("garak", "g.report.jsonl", Garak);

        var all = Spec(answer)["metrics"]![0]!;
        Assert.Equal((0.05, 100), (all["value"]!.GetValue<double>(), all["n"]!.GetValue<long>()));
        Assert.True(answer.Documents[0].Completeness!.IsComplete);
    }

    [Fact]
    public async Task A_garak_report_without_its_end_is_not_complete()
    {
        var answer = await ImportAsync<GarakCollector>("garak", "g.report.jsonl", string.Join('\n', Garak.Split('\n').SkipLast(1)));

        Assert.Contains("the report has no completion entry: the run did not end", answer.Documents[0].Completeness!.Skipped);
    }

    [Fact]
    public async Task A_classification_report_gives_numbers_by_class_and_asks_for_its_time()
    {
        var answer = await ImportAsync<LearnReportCollector>("sklearn", "report.json", Learn);

        Assert.Contains(Spec(answer)["metrics"]!.AsArray(), m => m!["name"]!.GetValue<string>() == "recall" && m["slice"]!.GetValue<string>() == "class 1" && m["value"]!.GetValue<double>() == 0.85);
        Assert.Equal("evaluation.at", Assert.Single(answer.Gaps).Field);
    }

    [Theory]
    [InlineData(Fairlearn)]
    [InlineData("""{"sensitive_features": "sex", "overall": {"selection_rate": 0.45, "count": 200}, "by_group": {"f": {"selection_rate": 0.3, "count": 100}, "m": {"selection_rate": 0.6, "count": 100}}}""")]
    public async Task A_metric_frame_gives_groups_with_impact_ratios_whichever_way_it_was_written(string text)
    {
        var groups = Spec(await ImportAsync<LearnReportCollector>("fairlearn", "frame.json", text))["groups"]!.AsArray();

        Assert.Equal([("f", 0.5, 100L), ("m", 1.0, 100L)], groups.Select(g => (g!["group"]!.GetValue<string>(), g["impact_ratio"]!.GetValue<double>(), g["n"]!.GetValue<long>())));
    }

    [Fact]
    public async Task An_MLflow_run_gives_the_last_step_of_each_metric()
    {
        _room.Write("mlruns/0/abc/meta.yaml", "run_name: nightly\nstatus: 3\nstart_time: 1769940000000\nend_time: 1769940600000\n");
        _room.Write("mlruns/0/abc/metrics/val_accuracy", "1769940000000 0.7 0\n1769940300000 0.9 2\n1769940200000 0.8 1\n");

        var spec = Spec(await _room.CollectAsync<MlflowMetricsCollector>("""{"import": {"format": "mlflow", "path": "mlruns/0/abc"}}"""));

        Assert.Equal(("val_accuracy", 0.9), (spec["metrics"]![0]!["name"]!.GetValue<string>(), spec["metrics"]![0]!["value"]!.GetValue<double>()));
    }

    [Fact]
    public async Task A_SARIF_file_gives_counts_of_open_findings_by_level()
    {
        var metrics = Spec(await ImportAsync<SarifCollector>("sarif", "scan.sarif", Sarif))["metrics"]!.AsArray();

        double Of(string name) => metrics.First(m => m!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<double>();
        Assert.Equal((2, 1, 0, 1, 1), (Of("findings"), Of("findings_error"), Of("findings_warning"), Of("findings_note"), Of("findings_suppressed")));
    }

    [Fact]
    public async Task The_digest_of_the_model_is_declared_and_says_so()
    {
        _room.Write("m.bin", "model");
        _room.Write("log.json", Inspect);

        var answer = await _room.CollectAsync<InspectLogCollector>("""{"import": {"format": "inspect", "path": "log.json"}, "model": "m.bin", "kind": "groundedness"}""");

        Assert.Equal(EvidenceOrigin.Imported, answer.Documents[0].Origin);
        Assert.Equal(EvidenceOrigin.Declared, answer.Documents[0].Provenance["/model_digest"].Origin);
        Assert.Equal("groundedness", Spec(answer)["kind"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("inspect", "log.json", "{\"eval\": ")]
    [InlineData("inspect", "log.json", "{\"eval\": {}, \"status\": \"success\"}")]
    [InlineData("inspect", "log.json", "[]")]
    [InlineData("inspect", "log.eval", "PK broken")]
    [InlineData("promptfoo", "out.json", "{\"results\": {\"results\": [{\"score\": 1}]}}")]
    [InlineData("promptfoo", "out.json", "{\"results\": {\"results\": []}}")]
    [InlineData("promptfoo", "out.json", "{\"results\": 7}")]
    [InlineData("garak", "g.report.jsonl", "{\"entry_type\": \"eval\", \"probe\": \"p\", \"detector\": \"d\", \"passed\": 9, \"total\": 5}")]
    [InlineData("garak", "g.report.jsonl", "{\"entry_type\": \"eval\"")]
    [InlineData("garak", "g.report.jsonl", "")]
    [InlineData("sklearn", "report.json", "{\"accuracy\": 0.9}")]
    [InlineData("fairlearn", "frame.json", "{\"by_group\": {}}")]
    [InlineData("mlflow", "run/meta.yaml", "status: 3")]
    [InlineData("sarif", "scan.sarif", "{\"version\": \"2.0.0\", \"runs\": [{}]}")]
    [InlineData("sarif", "scan.sarif", "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}")]
    public async Task A_damaged_report_is_a_gap_and_no_evidence(string format, string name, string text)
    {
        _room.Write(name, text);
        var path = format == "mlflow" ? "run" : name;
        var options = $$"""{"import": {"format": "{{format}}", "path": "{{path}}" } }""";

        var answers = new List<Collection>
        {
            await _room.CollectAsync<InspectLogCollector>(options), await _room.CollectAsync<PromptfooCollector>(options), await _room.CollectAsync<GarakCollector>(options),
            await _room.CollectAsync<LearnReportCollector>(options), await _room.CollectAsync<MlflowMetricsCollector>(options), await _room.CollectAsync<SarifCollector>(options),
        };

        Assert.Empty(answers.SelectMany(a => a.Documents));
        Assert.Equal(GapReason.Malformed, Assert.Single(answers.SelectMany(a => a.Gaps)).Reason);
    }

    [Fact]
    public async Task An_unknown_format_is_a_gap_that_names_the_formats()
    {
        var answer = await _room.CollectAsync<InspectLogCollector>("""{"import": {"format": "inspekt", "path": "x"}}""");

        Assert.Contains("fairlearn, garak, inspect, mlflow, promptfoo, sarif, sklearn", Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    private static JsonObject Spec(Collection answer) => Assert.Single(answer.Documents).Spec;

    private async Task<Collection> ImportAsync<T>(string format, string name, string text)
        where T : IEvidenceCollector
    {
        _room.Write(name, text);
        return await _room.CollectAsync<T>($$"""{"import": {"format": "{{format}}", "path": "{{name}}" } }""");
    }
}
