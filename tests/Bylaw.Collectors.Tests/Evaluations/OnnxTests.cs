using System.Globalization;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class OnnxTests : IDisposable
{
    private static readonly float[] _weights = [1.5f, -0.7f];
    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Scores_are_those_of_the_closed_form_row_by_row()
    {
        var rows = Rows(200);

        var output = Run(robustness: false).Output!;

        for (var row = 0; row < rows.Length; row++)
        {
            var wanted = 1 / (1 + Math.Exp(-((_weights[0] * rows[row].A) + (_weights[1] * rows[row].B) + 0.2)));
            Assert.Equal(wanted, output.Scores![row], 1e-6);
            Assert.Equal(wanted > 0.5 ? "1" : "0", output.Labels[row]);
        }
    }

    [Fact]
    public void A_linear_model_is_recognised_and_measured_exactly()
    {
        Rows(300);

        var metrics = Run().Robustness!.Metrics.ToDictionary(m => (m.Name, m.Slice), m => m);

        var exact = metrics.Single(m => m.Key.Name == "linear_exact_median_distance").Value.Value!.Value;
        var found = metrics.Single(m => m.Key.Name == "attack_to_exact_ratio").Value.Value!.Value;
        Assert.True(exact > 0);
        Assert.InRange(found, 1 - 1e-6, 1.1);
    }

    [Fact]
    public void Attacks_along_the_gradient_reach_what_the_closed_form_says()
    {
        Rows(300);

        var metrics = Run().Robustness!.Metrics;

        foreach (var radius in (string[])["0.05", "0.1", "0.25", "0.5"])
        {
            var exact = metrics.Single(m => m.Name == $"linear_exact_robust_accuracy_{radius}").Value!.Value;
            Assert.Equal(exact, metrics.Single(m => m.Name == $"robust_accuracy_fgsm_{radius}").Value!.Value, 0.011);
            Assert.Equal(exact, metrics.Single(m => m.Name == $"robust_accuracy_pgd_{radius}").Value!.Value, 0.011);
        }
    }

    [Fact]
    public void A_stand_in_for_a_protected_attribute_is_found_and_flipped()
    {
        Rows(400);

        var metrics = Run().Robustness!.Metrics;

        Assert.Contains(metrics, m => m.Name == "proxy_association" && m.Slice == "Cramér's V of a with sex" && m.Value > 0.5);
        Assert.True(metrics.Single(m => m.Name == "counterfactual_proxy_flip_rate").Value > 0.1);
    }

    [Fact]
    public void The_same_rows_twice_give_the_same_answers_and_rising_inputs_move_the_score_one_way()
    {
        Rows(200);

        var metrics = Run().Robustness!.Metrics;

        Assert.Equal(0, metrics.Single(m => m.Name == "stochasticity").Value);
        Assert.All(metrics.Where(m => m.Name == "monotonicity_violation"), m => Assert.Equal(0, m.Value));
    }

    [Fact]
    public void Everything_follows_from_the_seed()
    {
        Rows(150);

        Assert.Equal(Run().Robustness!.Metrics.AsEnumerable(), Run().Robustness!.Metrics.AsEnumerable());
    }

    [Fact]
    public async Task A_noise_evaluation_in_the_manifest_runs_the_model_and_holds_its_digests()
    {
        Rows(150);

        var answer = await _room.CollectAsync<EvaluationCollector>("""{"kind": "noise", "model": "m.onnx", "data": "d.csv", "label": "y", "features": ["a", "b"], "attributes": ["sex"]}""");

        var spec = Assert.Single(answer.Documents).Spec;
        Assert.Equal("noise", spec["kind"]!.GetValue<string>());
        Assert.NotNull(spec["model_digest"]);
        Assert.Contains(spec["metrics"]!.AsArray(), m => m!["name"]!.GetValue<string>() == "accuracy_drop_noise_0.1");
    }

    [Fact]
    public void Data_with_another_number_of_columns_is_refused_with_the_names()
    {
        Rows(20);

        var error = Assert.Throws<EvaluationInputException>(() => Run(features: ["a"], robustness: false));

        Assert.Contains("reads 2 columns, but 1 are given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_where_the_model_wants_numbers_are_refused()
    {
        Rows(20);

        var error = Assert.Throws<EvaluationInputException>(() => Run(features: ["a", "sex"], robustness: false));

        Assert.Contains("wants numbers in `sex`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused()
    {
        Rows(20);
        _room.Write("m.onnx", "not a model");

        var error = Assert.Throws<EvaluationInputException>(() => Run(robustness: false));

        Assert.Contains("cannot be loaded as an ONNX model", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adult_logreg", "adult_test_predictions.csv")]
    public void A_real_model_with_columns_of_texts_runs(string model, string data)
    {
        var folder = SharedData.Require("fairness");
        var layout = new PredictionLayout { Label = "label" };

        var error = Record.Exception(() => ModelEvaluation.Run(
            Path.Combine(folder, "predictions", data), Path.Combine(folder, "onnx", model + ".onnx"), layout, AnalysisOptions.Default, [], ImageScaling.Default, false, new StudyOptions(), _ => { }));

        // The predictions file holds no inputs: the fault must say which column is missing.
        Assert.Contains("for the model input", Assert.IsType<EvaluationInputException>(error).Message, StringComparison.Ordinal);
    }

    private ModelEvaluation Run(string[]? features = null, bool robustness = true)
    {
        var layout = new PredictionLayout { Label = "y", Attributes = ["sex"] };
        return ModelEvaluation.Run(
            Path.Combine(_room.Path, "d.csv"), Path.Combine(_room.Path, "m.onnx"), layout, AnalysisOptions.Default with { Replicates = 50 }, features ?? ["a", "b"],
            ImageScaling.Default, robustness, new StudyOptions(), _ => { });
    }

    /// <summary>Column a goes with sex, so it stands in for it; the label is what the model says but for noise.</summary>
    private (double A, double B)[] Rows(int count)
    {
        _room.Write("m.onnx", OnnxWriter.Linear(_weights, 0.2f));
        var random = new SeededRandom(5);
        var rows = new (double A, double B)[count];
        _room.WriteRows("d.csv", "a,b,sex,y", count, i =>
        {
            rows[i] = ((float)(random.NextNormal() + (i % 2 == 0 ? 1.5 : -1.5)), (float)random.NextNormal());
            var z = (_weights[0] * rows[i].A) + (_weights[1] * rows[i].B) + 0.2 + (0.5 * random.NextNormal());
            return string.Create(CultureInfo.InvariantCulture, $"{rows[i].A:R},{rows[i].B:R},{(i % 2 == 0 ? "f" : "m")},{(z > 0 ? 1 : 0)}");
        });
        return rows;
    }
}
