using System.Globalization;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;

namespace Bylaw.Accept.Fairness;

/// <summary>Runs each ONNX model that has recorded predictions and compares scores to 1e-6 and labels exactly, row by row.</summary>
internal static class OnnxRows
{
    private const double Tolerance = 1e-6;

    public static void Check(ReferenceData data, Comparison compare, Tally tally)
    {
        var folder = Path.Combine(data.Folder, "onnx");
        foreach (var model in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal).ToArray() : [])
        {
            var name = Path.GetFileNameWithoutExtension(model);
            var split = name.LastIndexOf('_');
            if (split < 0 || data.Find($"predictions/{name[..split]}_test_predictions.csv") is not { } predictions)
            {
                tally.Note($"note onnx/{name}: no recorded predictions to compare with");
                continue;
            }
            Check(name, model, predictions, Inputs(data, name[..split], predictions), name[(split + 1)..], compare);
        }
    }

    /// <summary>Names the tables that may hold a model's inputs, most likely first.</summary>
    private static IEnumerable<string> Inputs(ReferenceData data, string set, string predictions)
    {
        string?[] likely = [data.Find($"predictions/{set}_test_features.csv"), predictions, data.Find($"{set}/{set}.test")];
        return likely.OfType<string>();
    }

    private static void Check(string name, string model, string predictions, IEnumerable<string> inputs, string word, Comparison compare)
    {
        using var recorded = TableSource.Open(predictions);
        string Column(string stem) => recorded.Columns.Any(c => c.Name == $"{stem}_{word}") ? $"{stem}_{word}" : stem;
        var (scores, labels) = (Column("score"), Column("pred"));
        var (wanted, texts) = FeatureTable.Read(recorded, [(scores, true)], [labels]);
        string? problem = null;
        foreach (var path in inputs)
        {
            try
            {
                using var table = TableSource.Open(path);
                using var runner = OnnxModel.Open(model, [], table, [scores, labels]);
                var (features, _) = FeatureTable.Read(table, runner.Inputs, []);
                if (features.Rows != wanted.Rows)
                {
                    problem = $"'{Path.GetFileName(path)}' has {features.Rows} rows, the predictions {wanted.Rows}";
                    continue;
                }
                Compare(name, runner.Predict(features, ["1", "true"]), wanted.Columns[0].Numbers!, texts[0], compare);
                return;
            }
            catch (EvaluationInputException error)
            {
                problem = error.Message;
            }
        }
        compare.That($"onnx/{name}", false, problem ?? "no table with its inputs");
    }

    private static void Compare(string name, ModelOutput output, double[] scores, string?[] labels, Comparison compare)
    {
        var worst = 0.0;
        var differing = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            worst = Math.Max(worst, output.Scores is { } found && double.IsFinite(found[row]) ? Math.Abs(found[row] - scores[row]) : double.PositiveInfinity);
            differing += labels[row] is { } label && LabelSet.Canonical(label) == LabelSet.Canonical(output.Labels[row]) ? 0 : 1;
        }
        compare.That($"onnx/{name}/scores of {scores.Length} rows", worst <= Tolerance, string.Create(CultureInfo.InvariantCulture, $"largest difference {worst:0.###e+0}, allowed {Tolerance}"));
        compare.That($"onnx/{name}/labels of {scores.Length} rows", differing == 0, $"{differing} labels differ");
    }
}
