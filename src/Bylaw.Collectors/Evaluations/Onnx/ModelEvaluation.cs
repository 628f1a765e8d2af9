using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Images;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Robustness;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Holds the evaluation of a model that was run here, so that its numbers are bound to the very file.</summary>
/// <param name="Result">Performance, fairness and calibration.</param>
/// <param name="Robustness">What perturbations did; null when not asked for.</param>
/// <param name="Output">What the model said; null when predictions were read from a file.</param>
public sealed record ModelEvaluation(EvaluationResult Result, RobustnessResult? Robustness, ModelOutput? Output)
{
    /// <summary>Gets the further looks that were asked for.</summary>
    public ImmutableArray<Study> Studies { get; init; } = [];

    /// <summary>Runs a model on data and evaluates it.</summary>
    /// <param name="dataPath">A table with the model's inputs, the label and the attributes.</param>
    /// <param name="modelPath">An ONNX file.</param>
    /// <param name="layout">Label, attributes, positive label and threshold; prediction and score columns come from the model.</param>
    /// <param name="options">How groups are compared.</param>
    /// <param name="features">The columns of a wide input, in order.</param>
    /// <param name="images">How pixels become numbers, for a model of images.</param>
    /// <param name="withRobustness">Whether to perturb and attack.</param>
    /// <param name="study">Which further looks are wanted.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="EvaluationInputException">Model and data do not fit, or the data cannot be evaluated.</exception>
    public static ModelEvaluation Run(
        string dataPath, string modelPath, PredictionLayout layout, AnalysisOptions options, IReadOnlyList<string> features, ImageScaling images, bool withRobustness,
        StudyOptions study, Action<string> progress, CancellationToken cancellationToken = default)
    {
        progress($"reading {Path.GetFileName(dataPath)}");
        if (study.StandsAlone)
        {
            throw new EvaluationInputException("regression, ranking, membership and budget are measured on a table of answers: leave the model out, and name the columns of the table");
        }
        if (ImageModel.TryOpen(modelPath, images) is { } ofImages)
        {
            if (study.NeedsRows || study.NeedsModel)
            {
                ofImages.Dispose();
                throw new EvaluationInputException("a model of images has no columns: similar persons, bias scan, inference, effects and recourse do not apply");
            }
            using (ofImages)
            {
                return ImageEvaluation.Run(ofImages, dataPath, layout, options, withRobustness, progress, cancellationToken);
            }
        }
        if (Directory.Exists(dataPath))
        {
            throw new EvaluationInputException("a folder is data for a model of images, and this model does not take images");
        }
        using var table = TableSource.Open(dataPath);
        string[] extra = [.. layout.Label is null ? Array.Empty<string>() : [layout.Label], .. layout.Attributes];
        using var model = OnnxModel.Open(modelPath, features, table, extra);
        var (inputs, texts) = FeatureTable.Read(table, model.Inputs, extra, cancellationToken);
        progress($"running {Path.GetFileName(modelPath)}");
        var positive = layout.Positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        var output = model.Predict(inputs, positive);
        var result = Evaluate(output, texts, layout, options, cancellationToken);
        (bool[] Positive, double[]? Scores) Ask(FeatureTable t) => Decisions(model.Predict(t, positive), layout, positive);
        ImmutableArray<(string Attribute, string?[] Values)> attributes = [.. layout.Attributes.Select((a, i) => (a, texts[i + (layout.Label is null ? 0 : 1)]))];
        var studies = ModelStudies.OfRows(table, output, layout, options, study, progress, cancellationToken)
            .AddRange(StudyRun.OfModel(inputs, Decisions(output, layout, positive).Positive, Ask, attributes, study, options, progress, cancellationToken));
        if (!withRobustness)
        {
            return new(result, null, output) { Studies = studies };
        }
        var trees = OnnxTrees.TryRead(modelPath, out var noTrees);
        var run = new RobustnessRun(
            Ask, inputs, layout.Label is null ? null : [.. texts[0].Select(l => l is null ? (bool?)null : positive.Contains(LabelSet.Canonical(l)))], attributes, options.Seed, progress, trees);
        var robustness = run.Execute(cancellationToken);
        return new(result, noTrees is null ? robustness : robustness with { Notes = robustness.Notes.Add(noTrees) }, output) { Studies = studies };
    }

    private static (bool[] Positive, double[]? Scores) Decisions(ModelOutput output, PredictionLayout layout, HashSet<string> positive) => (
        layout.Threshold != 0.5 && output.Scores is { } scores
            ? Array.ConvertAll(scores, s => s >= layout.Threshold)
            : Array.ConvertAll(output.Labels, l => positive.Contains(LabelSet.Canonical(l))),
        output.Scores);

    /// <summary>Hands the model's answers to the one reader that counts predictions, through a table beside the data.</summary>
    internal static EvaluationResult Evaluate(ModelOutput output, string?[][] texts, PredictionLayout layout, AnalysisOptions options, CancellationToken cancellationToken)
    {
        var scored = output.Scores is not null;
        var decidesByScore = scored && layout.Threshold != 0.5;
        var path = Path.Combine(Path.GetTempPath(), $"bylaw-{Guid.NewGuid():N}.csv");
        try
        {
            using (var writer = new StreamWriter(path))
            {
                writer.WriteLine(string.Join(',', texts.Select((_, i) => $"c{i}")) + ",p,s");
                for (var row = 0; row < output.Labels.Length; row++)
                {
                    writer.WriteLine(string.Join(',', texts.Select(t => Field(t[row]))) + "," + Field(output.Labels[row]) + ","
                        + (scored ? output.Scores![row].ToString("R", CultureInfo.InvariantCulture) : ""));
                }
            }
            var first = layout.Label is null ? 0 : 1;
            var named = layout with
            {
                Label = layout.Label is null ? null : "c0",
                Attributes = [.. layout.Attributes.Select((_, i) => $"c{i + first}")],
                Prediction = decidesByScore ? null : "p",
                Score = scored ? "s" : null,
                Weight = null,
            };
            using var table = TableSource.Open(path);
            var result = EvaluationResult.Of(table, named, options, cancellationToken);
            var cells = result.Cells with { Attributes = layout.Attributes };
            return EvaluationResult.Of(cells, layout, options, result.Curve,
                [.. result.GroupCurves.Select(c => (layout.Attributes[named.Attributes.IndexOf(c.Attribute)], c.Group, c.Curve))]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static string Field(string? text) => text is null ? "" : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
