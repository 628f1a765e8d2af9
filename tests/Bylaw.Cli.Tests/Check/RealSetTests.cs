using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Testing;

namespace Bylaw.Cli.Tests.Check;

/// <summary>Manifests over real data with their models: the findings carry the numbers of the reference files.</summary>
public sealed class RealSetTests : IDisposable
{
    private const int MinRows = 30;
    private const double MinShare = 0.02;
    private readonly string _root = Directory.CreateTempSubdirectory("bylaw-real-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("compas", "compas/compas-scores-two-years.nopii.csv", "compas_logreg.onnx", "label: two_year_recid, prediction: score_text, positive: [\"1\", High, Medium], negative: [\"0\", Low]", "race", "all")]
    [InlineData("adult", "predictions/adult_test_predictions.csv", "adult_logreg.onnx", "label: label, score: score_logreg, prediction: pred_logreg", "sex", null)]
    [InlineData("german", "predictions/german_test_predictions.csv", "german_logreg.onnx", "label: label, score: score, prediction: pred", "sex", null)]
    public async Task The_four_fifths_and_equal_opportunity_results_carry_the_numbers_of_the_counts(
        string name, string table, string model, string columns, string attribute, string? reference)
    {
        Place(SharedData.Require($"fairness/{table}"), "eval/predictions.csv");
        Place(SharedData.Require($"fairness/{table}"), "data/test.csv");
        Place(SharedData.Require($"fairness/onnx/{model}"), $"model/{model}");
        File.WriteAllText(Path.Combine(_root, "governance.yaml"), $$$"""
            governance: 1
            system:
              id: {{{name}}}
              purpose: Predict an outcome about people on a public data set
              owner: {contact: team@lab.example}
              decision_domain: justice
              decision_effect: materially_influences
              operator_roles: [provider]
              prohibited_screen: none
              risk: {class: high}
              fairness: {metric_choice: {metric: impact_ratio, protected_attributes: [{{{attribute}}}]}}
              packs: {enabled: [baseline, eu-ai-act-high-risk-provider]}
            datasets: [{id: test, roles: [test]}]
            models: [{id: {{{name}}}-logreg}]
            evaluations: [{id: run, predictions: eval/predictions.csv, model: model/{{{model}}}, dataset_id: test, attributes: [{{{attribute}}}], {{{columns}}}}]
            """);

        var report = await SampleWorkspace.CheckAsync(_root, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

        Assert.DoesNotContain(report.Results, r => r.Outcome == ControlOutcome.Error);
        var groups = reference is null ? Count(table, attribute, columns) : Read(name, reference, attribute);
        var counted = groups.Where(g => g.N >= MinRows && g.N >= MinShare * groups.Sum(x => x.N)).ToList();
        var ratio = counted.Min(g => g.Rate) / counted.Max(g => g.Rate);
        Expect(report, "FAI-002", ratio < 0.8, ratio);
        var gap = counted.Max(g => g.Tpr) - counted.Min(g => g.Tpr);
        Expect(report, "FAI-006", gap > 0.1, gap);
    }

    private static void Expect(AssessmentReport report, string control, bool fails, double value)
    {
        var results = report.Results.Where(r => r.Control.Id == control && r.Outcome is ControlOutcome.Fail or ControlOutcome.Pass or ControlOutcome.Unknown).ToList();
        Assert.NotEmpty(results);
        Assert.Equal(fails, results.Exists(r => r.Outcome == ControlOutcome.Fail));
        if (fails)
        {
            Assert.Contains(value.ToString("0.0000", CultureInfo.InvariantCulture), string.Join('\n', results.SelectMany(r => r.Findings).Select(f => f.Message)));
        }
    }

    private void Place(string from, string to)
    {
        var target = Path.Combine(_root, to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(from, target, overwrite: true);
    }

    /// <summary>The groups of a reference file.</summary>
    private static List<Group> Read(string name, string part, string attribute)
    {
        var json = JsonNode.Parse(File.ReadAllText(SharedData.Require($"fairness/reference/{name}.json")))!;
        return [.. json[part]!["attributes"]![attribute]!["groups"]!.AsObject().Select(g =>
            new Group((long)g.Value!["n"]!, (double)g.Value["selection_rate"]!, (double)g.Value["tpr"]!))];
    }

    /// <summary>The groups of a predictions file, counted here by hand.</summary>
    private static List<Group> Count(string table, string attribute, string columns)
    {
        var lines = File.ReadLines(SharedData.Require($"fairness/{table}")).ToList();
        var header = lines[0].Split(',').ToList();
        int Column(string option) => header.IndexOf(columns.Split(", ").First(c => c.StartsWith(option + ":", StringComparison.Ordinal)).Split(": ")[1]);
        var (group, label, prediction) = (header.IndexOf(attribute), Column("label"), Column("prediction"));
        return [.. lines.Skip(1).Select(l => l.Split(',')).GroupBy(r => r[group], StringComparer.Ordinal).Select(g => new Group(
            g.Count(), g.Average(r => r[prediction] == "1" ? 1.0 : 0), g.Where(r => r[label] == "1").Average(r => r[prediction] == "1" ? 1.0 : 0)))];
    }

    private sealed record Group(long N, double Rate, double Tpr);
}
