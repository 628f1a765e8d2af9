using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Hands the answers of a model that was run here to the looks at rows, through a table that holds them beside the columns that are asked for.</summary>
internal static class ModelStudies
{
    private const string Prediction = "(prediction)";
    private const string Score = "(score)";

    public static ImmutableArray<Study> OfRows(
        TableSource table, ModelOutput output, PredictionLayout layout, AnalysisOptions options, StudyOptions study, Action<string> progress, CancellationToken cancellationToken)
    {
        if (!study.NeedsRows)
        {
            return [];
        }
        var read = new WatchedTable(table, cancellationToken);
        string[] names = [.. new[] { layout.Label, study.Infer, study.Guess }.OfType<string>().Concat(study.Similar).Concat(study.Scan).Distinct(StringComparer.OrdinalIgnoreCase)];
        var texts = Array.ConvertAll(names, n => read.Texts(n, "study"));
        var path = Path.Combine(Path.GetTempPath(), $"bylaw-{Guid.NewGuid():N}.csv");
        try
        {
            using (var writer = new StreamWriter(path))
            {
                writer.WriteLine(string.Join(',', names.Append(Prediction).Append(Score).Select(ModelEvaluation.Field)));
                for (var row = 0; row < output.Labels.Length; row++)
                {
                    writer.WriteLine(string.Join(',', texts.Select(t => ModelEvaluation.Field(t[row]))
                        .Append(ModelEvaluation.Field(output.Labels[row])).Append(output.Scores is { } scores ? scores[row].ToString("R", CultureInfo.InvariantCulture) : "")));
                }
            }
            var scored = output.Scores is not null;
            var answers = layout with { Prediction = scored && layout.Threshold != 0.5 ? null : Prediction, Score = scored ? Score : null, Weight = null };
            return StudyRun.OfTable(path, answers, options, study, progress, cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
