using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Models.Signing;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class EvaluationCollectorTests : IDisposable
{
    private const string Options = """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "score": "s", "attributes": ["sex", "race"]}""";

    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task One_document_holds_what_rules_on_performance_fairness_and_calibration_read()
    {
        Rows();

        var answer = await _room.CollectAsync<EvaluationCollector>(Options);

        var spec = Assert.Single(answer.Documents).Spec;
        Assert.Equal("fairness", spec["kind"]!.GetValue<string>());
        var names = spec["metrics"]!.AsArray().Select(m => m!["name"]!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string> { "accuracy", "auc", "brier_score", "expected_calibration_error", "demographic_parity_ratio", "auc_difference", "abroca", "log_loss_difference" }, names);
        Assert.All(spec["groups"]!.AsArray(), g => Assert.Superset(
            new HashSet<string> { "attribute", "group", "n", "share", "selected", "rate", "impact_ratio", "tpr", "fpr", "metric", "calibration_error", "selected_share" },
            g!.AsObject().Select(p => p.Key).ToHashSet()));
        Assert.NotEmpty(spec["intersections"]!.AsArray());
    }

    [Fact]
    public async Task What_else_the_cells_tell_is_among_the_metrics_and_no_name_means_two_things()
    {
        Rows();

        var spec = Assert.Single((await _room.CollectAsync<EvaluationCollector>(Options)).Documents).Spec;

        var metrics = spec["metrics"]!.AsArray().Select(m => (Name: m!["name"]!.ToString(), Slice: m["slice"]?.ToString())).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "differential_fairness_epsilon", "bias_amplification", "mutual_information_independence", "mutual_information_separation", "mutual_information_sufficiency",
                "selection_rate_dispersion", "demographic_disparity", "conditional_demographic_disparity", "class_imbalance", "label_js_divergence",
                "average_odds_difference", "average_absolute_odds_difference", "average_predictive_value_difference", "disparate_impact",
            },
            metrics.Select(m => m.Name).ToHashSet());
        Assert.Equal(metrics.Count, metrics.Distinct().Count());
    }

    [Fact]
    public async Task Headline_numbers_have_an_interval_and_a_count()
    {
        Rows();

        var spec = Assert.Single((await _room.CollectAsync<EvaluationCollector>(Options)).Documents).Spec;

        var accuracy = spec["metrics"]!.AsArray().First(m => m!["name"]!.GetValue<string>() == "accuracy")!;
        Assert.True(accuracy["ci_low"]!.GetValue<double>() < accuracy["value"]!.GetValue<double>());
        Assert.Equal(400, accuracy["n"]!.GetValue<long>());
    }

    [Fact]
    public async Task The_kind_is_what_the_manifest_says()
    {
        Rows();

        var answer = await _room.CollectAsync<EvaluationCollector>(With("kind", "performance"));

        Assert.Equal("performance", answer.Documents[0].Spec["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_group_that_is_too_small_is_excluded_with_a_reason_and_has_no_ratio()
    {
        Rows(extra: "1,1,0.9,x,a\n0,1,0.8,x,a\n");

        var spec = (await _room.CollectAsync<EvaluationCollector>(Options)).Documents[0].Spec;

        var small = spec["groups"]!.AsArray().Single(g => g!["group"]!.GetValue<string>() == "x")!;
        Assert.Null(small["impact_ratio"]);
        Assert.Contains(spec["excluded"]!.AsArray(), e => e!["group"]!.GetValue<string>() == "sex=x");
    }

    [Fact]
    public async Task Rows_without_a_group_are_counted_as_unknown_and_take_no_part()
    {
        Rows(extra: "1,1,0.9,,a\n");

        var spec = (await _room.CollectAsync<EvaluationCollector>(Options)).Documents[0].Spec;

        Assert.Equal(1, spec["unknown_category_count"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("2,1,0.4,f,a\n3,1,0.4,f,a\n", null, "negative labels")]
    [InlineData("1,1,nan,f,a\n", null, "missing or not a number")]
    [InlineData("1,1,,f,a\n", null, "missing or not a number")]
    [InlineData("1,,0.4,f,a\n", null, "no prediction")]
    [InlineData("", """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "attributes": ["gender"]}""", "no column `gender`")]
    [InlineData("", """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "positive": ["yes"], "negative": ["0", "1"]}""", "the positive label does not occur")]
    [InlineData("", """{"predictions": "absent.csv", "label": "y", "prediction": "yhat"}""", "not there")]
    [InlineData("", """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "dataset_digest": "00"}""", "not the declared one")]
    [InlineData("", """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "model": "m.onnx", "model_digest": "00"}""", "not the declared one")]
    [InlineData("", """{"predictions": "p.csv", "label": "y"}""", "name a prediction column")]
    [InlineData("", """{"predictions": "p.csv", "label": "y", "prediction": "yhat", "confidence": 2}""", "must be above 0.5 and below 1")]
    [InlineData("", """{"label": "y"}""", "names no `predictions`")]
    [InlineData("", """{"kind": "noise", "predictions": "p.csv"}""", "needs `model` and `data`")]
    [InlineData("", """{"kind": "toxicity", "predictions": "p.csv"}""", "is imported")]
    public async Task Input_that_gives_no_number_that_means_something_is_a_gap(string extra, string? options, string words)
    {
        Rows(extra);
        _room.Write("m.onnx", "model");

        var answer = await _room.CollectAsync<EvaluationCollector>(options ?? Options);

        Assert.Empty(answer.Documents);
        Assert.Contains(words, Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_of_one_class_alone_are_refused()
    {
        _room.WriteRows("p.csv", "y,yhat", 50, i => $"1,{i % 2}");

        var answer = await _room.CollectAsync<EvaluationCollector>("""{"predictions": "p.csv", "label": "y", "prediction": "yhat"}""");

        Assert.Contains("one class only", Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_rows_is_refused()
    {
        _room.Write("p.csv", "y,yhat\n");

        var answer = await _room.CollectAsync<EvaluationCollector>("""{"predictions": "p.csv", "label": "y", "prediction": "yhat"}""");

        Assert.Contains("holds no rows", Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_of_the_model_is_that_of_its_own_evidence_and_the_datas_that_of_the_file()
    {
        Rows();
        var model = _room.Write("m.onnx", "model");

        var spec = (await _room.CollectAsync<EvaluationCollector>(With("model", "m.onnx"))).Documents[0].Spec;

        Assert.Equal(ModelManifest.Of([KeyValuePair.Create("m.onnx", await Sha256Digest.OfFileAsync(model, default))]).Digest, spec["model_digest"]!.GetValue<string>());
        Assert.Equal(await Sha256Digest.OfFileAsync(Path.Combine(_room.Path, "p.csv"), default), spec["dataset_digest"]!.GetValue<string>());
    }

    [Fact]
    public async Task Scores_of_members_and_others_give_privacy_evidence()
    {
        _room.WriteRows("m.csv", "s,y,in_training", 400, i => $"{(i % 2 == 0 ? 0.99 - (i * 1e-4) : 0.6 + (i * 1e-4)):0.####},1,{(i % 2 == 0 ? 1 : 0)}");

        var answer = await _room.CollectAsync<EvaluationCollector>("""{"predictions": "m.csv", "label": "y", "score": "s", "member": "in_training"}""");

        var spec = Assert.Single(answer.Documents).Spec;
        Assert.Equal("privacy", spec["kind"]!.GetValue<string>());
        Assert.Equal(1, spec["metrics"]![0]!["value"]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public async Task Groups_that_are_all_empty_give_no_gap_and_say_why()
    {
        _room.WriteRows("p.csv", "y,yhat,sex", 100, i => $"{i % 2},{i % 3 % 2},");

        var spec = Assert.Single((await _room.CollectAsync<EvaluationCollector>("""{"predictions": "p.csv", "label": "y", "prediction": "yhat", "attributes": ["sex"]}""")).Documents).Spec;

        Assert.Equal(100, spec["unknown_category_count"]!.GetValue<long>());
        Assert.Equal("a value is not known", spec["excluded"]!.AsArray().Single()!["reason"]!.GetValue<string>());
        Assert.All(spec["metrics"]!.AsArray().Where(m => m!["slice"]!.GetValue<string>() == "by sex"), m => Assert.Null(m!["value"]));
    }

    [Fact]
    public async Task Scores_of_the_other_class_are_noted()
    {
        _room.WriteRows("p.csv", "y,s", 200, i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i % 2},{(i % 2 == 0 ? 0.9 : 0.1) - (i * 1e-4):0.####}"));

        var spec = Assert.Single((await _room.CollectAsync<EvaluationCollector>("""{"predictions": "p.csv", "label": "y", "score": "s"}""")).Documents).Spec;

        Assert.Contains(spec["x_notes"]!.AsArray(), n => n!.GetValue<string>().Contains("higher scores go with negative labels", StringComparison.Ordinal));
    }

    private static string With(string key, string value)
    {
        var options = JsonNode.Parse(Options)!.AsObject();
        options[key] = value;
        return options.ToJsonString();
    }

    private void Rows(string extra = "")
    {
        var file = _room.WriteRows("p.csv", "y,yhat,s,sex,race", 400, i => $"{(i % 3 == 0 ? 1 : 0)},{(i % 4 < 2 ? 1 : 0)},{0.2 + (i % 5 * 0.15):0.##},{(i % 2 == 0 ? "f" : "m")},{(i % 7 < 3 ? "a" : "b")}");
        File.AppendAllText(file, extra);
    }
}
