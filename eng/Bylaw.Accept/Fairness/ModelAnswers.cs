using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Accept.Fairness;

/// <summary>Checks overall numbers of models, from their predictions.</summary>
internal static class ModelAnswers
{
    public static void Check(JsonObject json, ReferenceData data, Comparison compare, Tally tally)
    {
        foreach (var (name, node) in json)
        {
            var split = name.LastIndexOf('_');
            if (split < 0 || node is not JsonObject wanted)
            {
                continue;
            }
            if (data.Find($"predictions/{name[..split]}_test_predictions.csv") is not { } file)
            {
                tally.Note($"note models/{name}: its predictions were not found");
                continue;
            }
            using var table = TableSource.Open(file);
            string Column(string word) => table.Columns.Any(c => c.Name == $"{word}_{name[(split + 1)..]}") ? $"{word}_{name[(split + 1)..]}" : word;
            var layout = new PredictionLayout { Label = "label", Prediction = Column("pred"), Score = Column("score") };
            var cells = PredictionReader.Read(table, layout);
            compare.Number($"models/{name}/n", wanted["n"], cells.Rows);
            compare.Number($"models/{name}/accuracy", wanted["accuracy"], cells.Table().Overall.Value(Rate.Accuracy));
            compare.Number($"models/{name}/brier", wanted["brier"], cells.ScoreBins(_ => true)?.Brier());
            compare.Number($"models/{name}/auc", wanted["auc"], CurveReader.Read(table, layout, cells, []).Single().Curve.Area);
        }
    }
}
