using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Records;

public sealed class RecordTests
{
    private static readonly JsonObject _monitoring = new() { ["path"] = "monitoring" };

    [Fact]
    public async Task Reports_come_in_the_order_of_their_dates_and_alerts_beside_them()
    {
        using var project = new Project();
        project.Write("monitoring/b.json", """{"at": "2026-11-01T00:00:00Z", "drift": []}""");
        project.Write("monitoring/a.json", """{"reports": [{"at": "2026-11-02T00:00:00Z"}]}""");
        project.Write("monitoring/alerts.yaml", "alerts: [{metric: psi, target: x}]\n");

        var spec = (await project.CollectAsync(new MonitoringReportCollector(), "monitoring", _monitoring)).Documents.Single().Spec;

        Assert.Equal(["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"], spec["reports"]!.AsArray().Select(r => r!["at"]!.ToString()));
        Assert.Equal("psi", spec["alerts"]![0]!["metric"]!.ToString());
    }

    [Fact]
    public async Task A_broken_report_is_a_gap_with_its_place()
    {
        using var project = new Project();
        project.Write("monitoring/a.json", "{\"at\": ");

        var answer = await project.CollectAsync(new MonitoringReportCollector(), "monitoring", _monitoring);

        Assert.Empty(answer.Documents);
        Assert.Contains(answer.Gaps, g => g.Reason == GapReason.Malformed && g.Source == "monitoring/a.json");
    }

    [Fact]
    public async Task An_empty_list_of_incidents_says_that_there_were_none_and_no_list_says_nothing()
    {
        using var project = new Project();
        project.Write("incidents/incidents.yaml", "incidents: []\n");

        var answer = await project.CollectAsync(new IncidentCollector(), "incidents", new JsonObject { ["path"] = "incidents" });
        var silent = await project.CollectAsync(new IncidentCollector(), "incidents");

        Assert.Equal("[]", answer.Documents.Single().Spec["items"]!.ToJsonString());
        Assert.Empty(silent.Documents);
        Assert.Equal("incident.items", Assert.Single(silent.Gaps).Field);
    }

    [Fact]
    public async Task Each_decision_is_a_subject_of_its_own_with_its_line()
    {
        using var project = new Project();
        project.Write("logs/decisions.jsonl", "{\"id\": \"d-1\", \"effect\": \"allow\"}\n{broken\n");

        var answer = await project.CollectAsync(new DecisionSampleCollector(), "logging", new JsonObject { ["path"] = "logs" });

        Assert.Equal("d-1", answer.Documents.Single().Subject.Name);
        Assert.Equal("1", answer.Documents.Single().Sources[0].Lines);
        Assert.Equal("logs/decisions.jsonl:2", Assert.Single(answer.Gaps).Source);
    }

    [Fact]
    public async Task A_contract_speaks_for_its_supplier_and_the_manifest_speaks_first()
    {
        using var project = new Project();
        project.Write("vendor/a.md", "---\nvendor: a\nreviewed_at: 2026-05-02\n---\n");
        project.Write("vendor/b.md", "---\nvendor: b\nreviewed_at: 2020-01-01\n---\n");
        var declared = new JsonObject { ["path"] = "vendor", ["items"] = new JsonArray(new JsonObject { ["name"] = "b", ["reviewed_at"] = "2026-01-01" }) };

        var items = (await project.CollectAsync(new VendorCollector(), "vendors", declared)).Documents.Single().Spec["items"]!.AsArray();

        Assert.Equal(["b 2026-01-01", "a 2026-05-02"], items.Select(i => $"{i!["name"]} {i["reviewed_at"]}"));
    }

    [Fact]
    public async Task A_training_record_names_data_features_and_version()
    {
        using var project = new Project();
        project.Write("model/m.onnx", "x");
        project.Write("model/training.json", """{"run_id": "r", "seed": 7, "dataset_ids": ["d"], "version": 2, "features": [{"name": "income", "protected": false, "note": "x"}]}""");
        project.Write("model/explain.json", """{"local_method": "paths"}""");

        var spec = (await project.CollectAsync(new TrainingRecordCollector(), "m", new JsonObject { ["path"] = "model/m.onnx" })).Documents.Single().Spec;

        Assert.Equal("""{"run_id":"r","seed":7,"dataset_ids":["d"]}""", spec["training"]!.ToJsonString());
        Assert.Equal("2", spec["version"]!.ToString());
        Assert.Equal("""{"name":"income","protected":false}""", spec["features"]![0]!.ToJsonString());
        Assert.Equal("model/explain.json", spec["explainability"]!["global_ref"]!.ToString());
    }
}
