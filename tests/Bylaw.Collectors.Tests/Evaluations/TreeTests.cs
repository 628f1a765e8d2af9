using System.Globalization;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;
using Bylaw.Testing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class TreeTests : IDisposable
{
    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Theory]
    [InlineData("BRANCH_LEQ")]
    [InlineData("BRANCH_LT")]
    [InlineData("BRANCH_GT")]
    [InlineData("BRANCH_GTE")]
    public void Trees_read_from_a_file_score_as_the_runtime_does_at_the_very_threshold(string mode)
    {
        var path = _room.Write("t.onnx", Model(mode));
        var trees = OnnxTrees.TryRead(path, out var reason)!;
        using var session = new InferenceSession(path);

        foreach (var a in (float[])[-1, MathF.BitDecrement(0.5f), 0.5f, MathF.BitIncrement(0.5f), 2])
        {
            foreach (var b in (float[])[-3, 0.25f, 3])
            {
                using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("features", new DenseTensor<float>(new[] { a, b }, [1, 2]))]);
                Assert.Equal(outputs.Single(o => o.Name == "raw").AsEnumerable<float>().Single(), trees.Score([a, b]), 1e-6);
            }
        }
        Assert.Null(reason);
    }

    [Fact]
    public void A_model_of_trees_is_verified_and_explained_exactly()
    {
        _room.Write("t.onnx", Model("BRANCH_LEQ"));
        var random = new SeededRandom(1);
        _room.WriteRows("d.csv", "a,b,sex,y", 300, i =>
        {
            double a = random.NextNormal(), b = random.NextNormal();
            return string.Create(CultureInfo.InvariantCulture, $"{a:R},{b:R},{(i % 2 == 0 ? "f" : "m")},{(a > 0.5 ? 1 : 0)}");
        });

        var metrics = ModelEvaluation.Run(
            Path.Combine(_room.Path, "d.csv"), Path.Combine(_room.Path, "t.onnx"), new PredictionLayout { Label = "y", Attributes = ["sex"] }, AnalysisOptions.Default with { Replicates = 0 }, ["a", "b"],
            ImageScaling.Default, true, new StudyOptions(), _ => { }).Robustness!.Metrics;

        var verified = metrics.Single(m => m.Name == "tree_verified_median_distance");
        Assert.Contains("20 of 20 exact", verified.Slice, StringComparison.Ordinal);
        // Euclidean distances are never below the largest change of one number, which trees bound exactly; here one number decides.
        Assert.InRange(metrics.Single(m => m.Name == "attack_median_distance").Value!.Value, verified.Value!.Value - 1e-6, verified.Value.Value + 0.2);
        foreach (var radius in (string[])["0.05", "0.1", "0.25", "0.5"])
        {
            Assert.True(metrics.Single(m => m.Name == $"tree_verified_accuracy_{radius}").Value <= metrics.Single(m => m.Name == $"robust_accuracy_pgd_{radius}").Value + 1e-9);
        }
        var shares = metrics.Where(m => m.Name == "shapley_importance").ToArray();
        Assert.All(shares, s => Assert.Contains("exact", s.Slice, StringComparison.Ordinal));
        Assert.True(shares[0].Value > 5 * shares[1].Value);
        Assert.InRange(metrics.Single(m => m.Name == "explanation_stability").Value!.Value, 0.5, 1);
        Assert.NotNull(metrics.Single(m => m.Name == "attack_boundary_median_distance").Value);
    }

    [Theory]
    [InlineData("BRANCH_EQ", "ask by BRANCH_EQ")]
    public void Trees_of_a_form_that_is_not_known_are_told_and_not_guessed(string mode, string words)
    {
        Assert.Null(OnnxTrees.TryRead(_room.Write("t.onnx", Model(mode)), out var reason));
        Assert.Contains(words, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_trees_has_none_and_says_nothing()
    {
        Assert.Null(OnnxTrees.TryRead(_room.Write("m.onnx", OnnxWriter.Linear([1, 2], 0)), out var reason));
        Assert.Null(reason);
    }

    [Theory]
    [InlineData("treecl")]
    [InlineData("treecl2")]
    [InlineData("treecl3")]
    [InlineData("adult_rf")]
    public void Trees_of_real_models_are_read_or_refused_with_a_reason(string name)
    {
        var trees = OnnxTrees.TryRead(Path.Combine(SharedData.Require("fairness"), "onnx", name + ".onnx"), out var reason);

        Assert.True(trees is { Trees.Length: > 0 } || reason is { Length: > 0 }, $"{name}: neither trees nor a reason");
    }

    /// <summary>Two trees over a and b; the log-odds are their sum, and a alone decides.</summary>
    private static byte[] Model(string mode)
    {
        var swap = mode is "BRANCH_GT" or "BRANCH_GTE";
        return new OnnxWriter()
            .Input("features", OnnxWriter.Float, -1, 2)
            .Node("TreeEnsembleRegressor", "ai.onnx.ml", ["features"], ["raw"], a => a
                .Int("n_targets", 1)
                .Text("post_transform", "NONE")
                .Ints("nodes_treeids", [0, 0, 0, 1, 1, 1])
                .Ints("nodes_nodeids", [0, 1, 2, 0, 1, 2])
                .Ints("nodes_featureids", [0, 0, 0, 1, 0, 0])
                .Texts("nodes_modes", [mode, "LEAF", "LEAF", mode, "LEAF", "LEAF"])
                .Floats("nodes_values", [0.5f, 0, 0, 0.25f, 0, 0])
                .Ints("nodes_truenodeids", swap ? [2, 0, 0, 2, 0, 0] : [1, 0, 0, 1, 0, 0])
                .Ints("nodes_falsenodeids", swap ? [1, 0, 0, 1, 0, 0] : [2, 0, 0, 2, 0, 0])
                .Ints("target_treeids", [0, 0, 1, 1])
                .Ints("target_nodeids", [1, 2, 1, 2])
                .Ints("target_ids", [0, 0, 0, 0])
                .Floats("target_weights", [-2, 2, -0.25f, 0.25f]))
            .Node("Sigmoid", "", ["raw"], ["score"])
            .Output("score", OnnxWriter.Float, -1, 1)
            .Output("raw", OnnxWriter.Float, -1, 1)
            .ToBytes();
    }
}
