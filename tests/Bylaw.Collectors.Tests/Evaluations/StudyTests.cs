using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class StudyTests : IDisposable
{
    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_regression_has_errors_by_group_and_keeps_the_sums_they_follow_from()
    {
        _room.WriteRows("r.csv", "y,yhat,sex", 200, i => $"{i},{i + (i % 2 == 0 ? 1 : 3)},{(i % 2 == 0 ? "f" : "m")}");

        var spec = await SpecAsync("""{"predictions": "r.csv", "regression": true, "label": "y", "prediction": "yhat", "attributes": ["sex"]}""");

        Assert.Equal("fairness", spec["kind"]!.GetValue<string>());
        Assert.Equal(2, Value(spec, "mean_absolute_error", "all"), 1e-12);
        Assert.Equal(3, Value(spec, "mean_absolute_error", "sex=m"), 1e-12);
        Assert.Equal(3, Value(spec, "worst_group_mean_absolute_error", "by sex"), 1e-12);
        Assert.Equal(3, Value(spec, "mean_prediction_difference", "by sex"), 1e-12);
        Assert.Equal(100, spec["x_regression_cells"]!["cells"]![0]![2]!.GetValue<long>());
        Assert.Equal(["f", "m"], spec["groups"]!.AsArray().Select(g => g!["group"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_ranking_that_puts_one_group_first_is_told_by_skew_exposure_and_divergence()
    {
        _room.WriteRows("k.csv", "place,sex,gain", 80, i => $"{i + 1},{(i < 40 ? "m" : "f")},{80 - i}");

        var spec = await SpecAsync("""{"predictions": "k.csv", "rank": "place", "attributes": ["sex"], "label": "gain", "top": [10, 40]}""");

        Assert.Equal(Math.Log(2), Value(spec, "skew_at_10", "sex=m"), 1e-12);
        Assert.Null(spec["metrics"]!.AsArray().Single(m => m!["name"]!.GetValue<string>() == "min_skew_at_10")!["value"]);
        Assert.True(Value(spec, "ndkl", "by sex") > 0.1);
        Assert.True(Value(spec, "exposure_ratio", "by sex") < 0.8);
        Assert.Equal(1, Value(spec, "normalized_discounted_gain", "all"), 1e-12);
    }

    [Fact]
    public async Task Similar_persons_decided_alike_are_consistent_and_a_bias_scan_names_the_subset()
    {
        // Everybody of town b has a score of 0.4 and an outcome of 0.9.
        _room.WriteRows("p.csv", "y,yhat,s,sex,town,age", 600, i => string.Create(CultureInfo.InvariantCulture,
            $"{(i % 3 == 0 ? (i % 10 == 0 ? 0 : 1) : (i % 5 < 2 ? 1 : 0))},{(i % 60 < 30 ? 1 : 0)},0.4,{(i % 2 == 0 ? "f" : "m")},{(i % 3 == 0 ? "b" : "a")},{(i % 60 < 30 ? 20 : 70)}"));

        var spec = await SpecAsync("""{"predictions": "p.csv", "label": "y", "prediction": "yhat", "score": "s", "attributes": ["sex"], "similar": "age", "scan": ["sex", "town"]}""");

        Assert.Equal(1, Value(spec, "individual_consistency", "all"), 1e-12);
        var scan = spec["metrics"]!.AsArray().Single(m => m!["name"]!.GetValue<string>() == "bias_scan_underpredicted")!;
        Assert.Equal("town in {b}", scan["slice"]!.GetValue<string>());
        Assert.True(scan["value"]!.GetValue<double>() > 20);
        Assert.NotNull(spec["x_bias_scan"]);
    }

    [Fact]
    public async Task An_attribute_that_the_answers_give_away_is_inferred()
    {
        _room.WriteRows("p.csv", "y,s,sex", 400, i => $"1,{(i % 2 == 0 ? 0.9 : 0.1)},{(i % 2 == 0 ? "f" : "m")}");

        var spec = await SpecAsync("""{"predictions": "p.csv", "score": "s", "infer": "sex"}""");

        Assert.Equal("privacy", spec["kind"]!.GetValue<string>());
        Assert.Equal(1, Value(spec, "attribute_inference_accuracy", "sex"), 1e-12);
        Assert.InRange(Value(spec, "attribute_inference_advantage", "sex"), 0.4, 0.5);
    }

    [Fact]
    public async Task Shadow_models_tell_members_and_the_rule_on_membership_reads_the_name_that_is_given()
    {
        _room.WriteRows("m.csv", "id,s,in_training", 100, i => string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 2 == 0 ? 0.9 : 0.6) - (i * 1e-3):0.###},{(i % 2 == 0 ? 1 : 0)}"));
        _room.WriteRows("s.csv", "id,s,in_training", 800, i => string.Create(CultureInfo.InvariantCulture, $"{i / 8},{(i % 2 == 0 ? 0.9 : 0.6) - (i / 8 * 1e-3) + (i % 8 * 1e-3):0.####},{(i % 2 == 0 ? 1 : 0)}"));

        var answer = await _room.CollectAsync<EvaluationCollector>("""{"predictions": "m.csv", "score": "s", "member": "in_training", "key": "id", "shadows": "s.csv"}""");

        var document = Assert.Single(answer.Documents);
        Assert.Equal(1, Value(document.Spec, "membership_advantage", "by shadow models"), 1e-12);
        Assert.Contains(document.Spec["metrics"]!.AsArray(), m => m!["name"]!.GetValue<string>() == "membership_advantage" && m["slice"]!.GetValue<string>() == "all");
        Assert.Equal(["m.csv", "s.csv"], document.Sources.Select(s => s.Uri));
    }

    [Fact]
    public async Task Releases_add_up_to_a_budget()
    {
        _room.Write("releases.csv", "epsilon,times\n0.1,20\n0.5,\n");

        var spec = await SpecAsync("""{"releases": "releases.csv", "delta": 0.00001}""");

        Assert.Equal(2.5, Value(spec, "privacy_epsilon_basic", "all"), 1e-12);
        Assert.Equal(2.5, Value(spec, "privacy_epsilon", "all"), 1e-12);
        Assert.Equal(21, spec["x_privacy_budget"]!["releases"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("""{"predictions": "p.csv", "regression": true, "label": "word", "prediction": "yhat"}""", "not a number (column `word`")]
    [InlineData("""{"predictions": "p.csv", "regression": true, "label": "y"}""", "needs a `label` column and a `prediction` column")]
    [InlineData("""{"predictions": "p.csv", "rank": "yhat", "attributes": ["sex"]}""", "same place in one ranking")]
    [InlineData("""{"predictions": "p.csv", "rank": "y"}""", "name the protected attributes")]
    [InlineData("""{"predictions": "p.csv", "label": "yhat", "prediction": "yhat", "similar": "absent"}""", "no column `absent`")]
    [InlineData("""{"predictions": "p.csv", "label": "yhat", "prediction": "yhat", "scan": "sex"}""", "name a `label` and a `score` column")]
    [InlineData("""{"predictions": "p.csv", "infer": "sex"}""", "name what the attacker sees")]
    [InlineData("""{"predictions": "p.csv", "prediction": "yhat", "infer": "same"}""", "one value only")]
    [InlineData("""{"predictions": "p.csv", "kind": "privacy"}""", "needs something to look at")]
    [InlineData("""{"predictions": "p.csv", "score": "s", "member": "yhat", "shadows": "absent.csv", "key": "y"}""", "not there")]
    [InlineData("""{"predictions": "p.csv", "score": "s", "member": "yhat", "shadows": "p.csv"}""", "a `key` column")]
    [InlineData("""{"releases": "p.csv"}""", "neither a column `epsilon`")]
    [InlineData("""{"releases": "bad.csv"}""", "release 2 in 'bad.csv' needs either epsilon or sigma")]
    [InlineData("""{"releases": "bad.csv", "delta": 2}""", "must be above 0 and below 1")]
    public async Task What_gives_no_meaning_is_a_gap_that_names_its_mend(string options, string words)
    {
        _room.WriteRows("p.csv", "y,yhat,s,sex,word,same", 40, i => $"{i},{i % 2},0.5,{(i % 2 == 0 ? "f" : "m")},high,x");
        _room.Write("bad.csv", "epsilon,times\n0.1,1\n-1,1\n");

        var answer = await _room.CollectAsync<EvaluationCollector>(options);

        Assert.Empty(answer.Documents);
        Assert.Contains(words, Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Effects_of_a_linear_model_are_straight_and_recourse_finds_the_group_that_is_further_off()
    {
        var random = new SeededRandom(3);
        _room.Write("m.onnx", OnnxWriter.Linear([1.5f, 0], 0));
        _room.WriteRows("d.csv", "a,b,sex", 400, i => string.Create(CultureInfo.InvariantCulture, $"{random.NextNormal() + (i % 2 == 0 ? 0.5 : -0.5):R},{(i % 3) - 1},{(i % 2 == 0 ? "f" : "m")}"));

        var run = ModelEvaluation.Run(
            Path.Combine(_room.Path, "d.csv"), Path.Combine(_room.Path, "m.onnx"), new PredictionLayout { Attributes = ["sex"] }, AnalysisOptions.Default with { Replicates = 0 }, ["a", "b"], ImageScaling.Default, false,
            new StudyOptions { Effects = ["a", "b"], Changeable = ["b"], Similar = ["a"] }, _ => { });

        var metrics = run.Studies.SelectMany(s => s.Metrics).ToList();
        Assert.Equal(0, metrics.Single(m => m.Name == "partial_dependence_range" && m.Slice == "b").Value!.Value, 1e-9);
        Assert.True(metrics.Single(m => m.Name == "local_effect_range" && m.Slice == "a").Value > 0.8);
        Assert.Equal(0, metrics.Single(m => m.Name == "recourse_reach_difference" && m.Slice == "refused, by sex").Value!.Value, 1e-12); // b moves nothing
        Assert.True(metrics.Single(m => m.Name == "individual_consistency").Value > 0.95);
        Assert.All(run.Studies.SelectMany(s => s.Curves).Where(c => c.Column == "a" && c.Name == "partial dependence"), c => Assert.Equal(c.Points.Select(p => p.Y).Order(), c.Points.Select(p => p.Y)));
    }

    [Fact]
    public void Real_predictions_of_a_regression_and_of_a_membership_attack_are_measured()
    {
        var folder = Path.Combine(SharedData.Require("fairness"), "predictions");

        var regression = StudyRun.OfTable(Path.Combine(folder, "student_regression_predictions.csv"),
            new PredictionLayout { Label = "y_true", Prediction = "y_pred", Attributes = ["sex", "address"] }, AnalysisOptions.Default, new StudyOptions { Regression = true }, _ => { });
        var membership = StudyRun.OfTable(Path.Combine(folder, "adult_overfit_rf_membership.csv"),
            new PredictionLayout { Score = "true_label_confidence" }, AnalysisOptions.Default, new StudyOptions { Member = "member" }, _ => { });

        Assert.Equal(1.0731, regression[0].Metrics.Single(m => m.Name == "mean_absolute_error" && m.Slice == "all").Value!.Value, 1e-4);
        Assert.Null(regression[0].Metrics.Single(m => m.Name == "mean_absolute_percentage_error" && m.Slice == "all").Value); // a truth of zero has no percentage
        Assert.Equal(0.1427, membership[0].Metrics.Single(m => m.Name == "membership_advantage").Value!.Value, 1e-4);
    }

    private async Task<JsonObject> SpecAsync(string options) => Assert.Single((await _room.CollectAsync<EvaluationCollector>(options)).Documents).Spec;

    private static double Value(JsonObject spec, string name, string slice) =>
        spec["metrics"]!.AsArray().Single(m => m!["name"]!.GetValue<string>() == name && m["slice"]!.GetValue<string>() == slice)!["value"]!.GetValue<double>();
}
