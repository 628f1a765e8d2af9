using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class CompanionTests
{
    [Fact]
    public async Task What_the_run_wrote_beside_its_predictions_is_stated_with_them()
    {
        using var project = new Project();
        var digest = new string('c', 64);
        project.Write("eval/predictions.csv", "label,decision\n1,1\n0,0\n1,0\n");
        project.Write("eval/evaluation.yaml", $"at: 2026-11-20T10:00:00Z\nmodel_digest: {digest}\ndataset_id: test\nevaluator: {{person: m, independent: true}}\n");
        project.Write("eval/thresholds.yaml", "declared_at: 2026-11-10\nthresholds: [{metric: accuracy, op: \">=\", value: 0.5}, {metric: auc}]\n");
        var options = new JsonObject { ["predictions"] = "eval/predictions.csv", ["label"] = "label", ["prediction"] = "decision" };

        var answer = await project.CollectAsync(new EvaluationCollector(), "run", options);

        var spec = answer.Documents.Single(d => d.Spec["kind"]!.ToString() == "performance").Spec;
        Assert.Equal(("2026-11-20T10:00:00Z", digest, "test"), (spec["at"]!.ToString(), spec["model_digest"]!.ToString(), spec["dataset_id"]!.ToString()));
        Assert.Equal("2026-11-10", Assert.Single(spec["thresholds"]!.AsArray())!["declared_at"]!.ToString());
        Assert.True((bool)spec["evaluator"]!["independent"]!);
        Assert.Contains("needs metric, op", Assert.Single(answer.Gaps).Message);
    }

    [Fact]
    public async Task Successes_over_cases_are_the_success_of_an_attack()
    {
        using var project = new Project();
        project.Write("eval/redteam.json", """{"kind": "redteam", "cases": 240, "successes": 6, "suite": {"name": "s", "version": "1"}}""");

        var spec = (await project.CollectAsync(new ReportCollector(), "redteam", new JsonObject { ["path"] = "eval/redteam.json" })).Documents.Single().Spec;

        Assert.Equal(0.025, (double)spec["metrics"]![0]!["value"]!, 12);
        Assert.Equal(240, (int)spec["suite"]!["cases"]!);
    }

    [Fact]
    public async Task More_successes_than_cases_are_no_report()
    {
        using var project = new Project();
        project.Write("eval/redteam.json", """{"kind": "redteam", "cases": 5, "successes": 6}""");

        var answer = await project.CollectAsync(new ReportCollector(), "redteam", new JsonObject { ["path"] = "eval/redteam.json" });

        Assert.Null(answer.Documents.Single().Spec["metrics"]);
        Assert.Single(answer.Gaps);
    }
}
