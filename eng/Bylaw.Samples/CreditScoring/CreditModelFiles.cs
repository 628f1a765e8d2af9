using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Signing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Bylaw.Samples.CreditScoring;

/// <summary>Makes data, model, predictions and what belongs to them.</summary>
internal static class CreditModelFiles
{
    public const string ModelPath = "model/loan-score.onnx";
    public const string Version = "1.4.0";
    public const int TrainingRows = 20_000;

    /// <summary>Trains the model and writes it with its data; returns the model's digest as evidence names it.</summary>
    public static string Write(SampleFolder folder)
    {
        var training = new Applicants(seed: 7).Make(TrainingRows, 1);
        var pool = new Applicants(seed: 8).Make(60_000, 100_001);
        var model = LoanModel.Train(training);
        var scores = model.Score(pool);
        var onnx = OnnxExport.Write(model);
        ThrowUnlessEqual(onnx, pool, scores);
        var test = TestSet.Draw(pool, scores);
        folder.Write("data/applicants.csv", Applicants.ToCsv(training));
        folder.Write("data/applicants-test.csv", Applicants.ToCsv(test.Select(t => t.Applicant)));
        folder.WriteBytes(ModelPath, onnx);
        folder.Write("eval/predictions.csv", TestSet.ToCsv(test));
        var digest = DigestOf(folder);
        WriteTraining(folder, training);
        WriteEvaluations(folder, digest, model, test, onnx);
        return digest;
    }

    /// <summary>The digest that stands for the model: of a manifest with its one file.</summary>
    public static string DigestOf(SampleFolder folder, string path = ModelPath) =>
        ModelManifest.Of([KeyValuePair.Create(Path.GetFileName(path), folder.Sha256(path))]).Digest;

    private static void WriteTraining(SampleFolder folder, List<Applicant> training)
    {
        folder.Write("model/training.json", new JsonObject
        {
            ["run_id"] = "loan-score-2026-11-18",
            ["code_commit"] = "6b1f0c9a2d4e8f7350a1b2c3d4e5f60718293a4b",
            ["env_lock_sha256"] = Convert.ToHexStringLower(SHA256.HashData("Microsoft.ML 5.0.1, Microsoft.ML.FastTree 5.0.1"u8)),
            ["seed"] = 7,
            ["dataset_ids"] = new JsonArray("applicants-2026q2"),
            ["dataset_digests"] = new JsonArray(folder.Sha256("data/applicants.csv")),
            ["started_at"] = "2026-11-18T08:00:00Z",
            ["ended_at"] = "2026-11-18T08:01:10Z",
            ["version"] = Version,
            ["registry"] = new JsonObject { ["name"] = "models", ["uploaded_by_kind"] = "ci", ["public_access"] = false },
            ["status"] = "approved",
            ["features"] = new JsonArray([.. LoanModel.Features.Select((f, i) => (JsonNode)new JsonObject
            {
                ["name"] = f, ["protected"] = false, ["proxy_score"] = Math.Round(Proxy.Score(training, a => LoanModel.Input(a)[i]), 4),
            })]),
        });
        folder.Write("model/explain.json", new JsonObject
        {
            ["method"] = "permutation importance on the test set",
            ["local_method"] = "path of the trees: the three features that moved the score most",
            ["importance"] = new JsonArray([.. LoanModel.Features.Select(f => (JsonNode)f)]),
        });
        folder.Write("model/input.schema.json", new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["type"] = "object",
            ["required"] = new JsonArray([.. LoanModel.Features.Select(f => (JsonNode)f)]),
            ["properties"] = new JsonObject(LoanModel.Features.Select(f => KeyValuePair.Create(f, (JsonNode?)new JsonObject { ["type"] = "number", ["minimum"] = 0 }))),
            ["additionalProperties"] = false,
        });
    }

    private static void WriteEvaluations(SampleFolder folder, string digest, LoanModel model, List<Scored> test, byte[] onnx)
    {
        var testDigest = folder.Sha256("data/applicants-test.csv");
        folder.Write("eval/thresholds.yaml", """
            # Written and committed before the run of 2026-11-20.
            declared_at: 2026-11-10
            thresholds:
              - {metric: auc, op: ">=", value: 0.75}
              - {metric: brier_score, op: "<=", value: 0.20}
            """);
        folder.Write("eval/evaluation.yaml", $$"""
            at: 2026-11-20T10:00:00Z
            model_digest: {{digest}}
            dataset_id: applicants-test
            dataset_digest: {{testDigest}}
            evaluator: {person: m.okafor, organisation: model validation, independent: true}
            """);
        var accuracy = test.Count(t => t.Approved != t.Applicant.IsDefaulted) / (double)test.Count;
        var noise = new Random(7);
        var shaken = test.Select(t => t.Applicant with
        {
            Income = t.Applicant.Income * (float)(1 + 0.02 * (noise.NextDouble() - 0.5)),
            DebtRatio = t.Applicant.DebtRatio + (float)(0.01 * (noise.NextDouble() - 0.5)),
        }).ToList();
        var under = model.Score(shaken).Select((s, i) => (s >= TestSet.Threshold) != test[i].Applicant.IsDefaulted).Count(right => right) / (double)test.Count;
        folder.Write("eval/noise.json", Evaluation("noise", digest, testDigest, test.Count, new JsonArray(
            Metric("accuracy", accuracy, test.Count), Metric("accuracy_under_noise", under, test.Count), Metric("accuracy_drop", accuracy - under, test.Count))));
        var again = Run(onnx, [.. test.Select(t => t.Applicant)]);
        var difference = again.Select((s, i) => Math.Abs(s - test[i].Score)).Max();
        folder.Write("eval/reproducibility.json", Evaluation("reproducibility", digest, testDigest, test.Count, new JsonArray(
            Metric("difference", Math.Round((double)difference, 6), test.Count))));
    }

    private static JsonObject Evaluation(string kind, string digest, string dataset, int cases, JsonArray metrics) => new()
    {
        ["kind"] = kind,
        ["at"] = "2026-11-20T10:30:00Z",
        ["model_digest"] = digest,
        ["dataset_id"] = "applicants-test",
        ["dataset_digest"] = dataset,
        ["engine"] = new JsonObject { ["name"] = "bylaw-samples", ["version"] = "1" },
        ["evaluator"] = new JsonObject { ["person"] = "m.okafor", ["organisation"] = "model validation", ["independent"] = true },
        ["suite"] = new JsonObject { ["name"] = kind == "noise" ? "uniform noise: income 1 %, debt ratio 0.005" : "the same rows again", ["version"] = "1", ["cases"] = cases },
        ["metrics"] = metrics,
    };

    private static JsonObject Metric(string name, double value, int rows) => new() { ["name"] = name, ["value"] = Math.Round(value, 6), ["n"] = rows };

    /// <summary>The exported model must score as the trained one does.</summary>
    private static void ThrowUnlessEqual(byte[] onnx, List<Applicant> pool, float[] scores)
    {
        var exported = Run(onnx, pool);
        for (var i = 0; i < pool.Count; i++)
        {
            if (Math.Abs(exported[i] - scores[i]) > 1e-5)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{pool[i].Id}: ONNX scores {exported[i]}, the trained model {scores[i]}"));
            }
        }
    }

    private static float[] Run(byte[] onnx, IReadOnlyList<Applicant> rows)
    {
        using var session = new InferenceSession(onnx);
        var input = new DenseTensor<float>(rows.SelectMany(LoanModel.Input).ToArray(), [rows.Count, LoanModel.Features.Length]);
        using var output = session.Run([NamedOnnxValue.CreateFromTensor("features", input)]);
        return [.. output[0].AsEnumerable<float>()];
    }
}
