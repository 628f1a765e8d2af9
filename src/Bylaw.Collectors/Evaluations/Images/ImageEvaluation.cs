using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Robustness;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Evaluates a classifier of images, as it stands and under noise, blur, rotation, compression and light.</summary>
internal static class ImageEvaluation
{
    public static ModelEvaluation Run(
        ImageModel model, string data, PredictionLayout layout, AnalysisOptions options, bool withRobustness, Action<string> progress, CancellationToken cancellationToken)
    {
        var set = ImageSet.Read(data, layout, cancellationToken);
        var pictures = new List<Picture>(set.Files.Length);
        foreach (var file in set.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pictures.Add(Picture.Read(file, model.Channels, model.Height, model.Width));
        }
        progress($"running the model on {pictures.Count.ToString(CultureInfo.InvariantCulture)} images");
        var scores = model.Predict(pictures);
        var classes = Classes(layout, set, scores[0].Length);
        string[] predicted = [.. scores.Select(s => classes[ArgMax(s)])];
        var hasLabels = set.Labels.Any(l => l is not null);
        var named = layout with { Label = hasLabels ? layout.Label ?? "label" : null, MultiClass = true, Score = null };
        var texts = hasLabels ? [[.. set.Labels], .. set.Groups] : set.Groups;
        var result = ModelEvaluation.Evaluate(new ModelOutput(predicted, null), texts, named, options, cancellationToken);
        var robustness = withRobustness ? Perturb(model, pictures, scores, set.Labels, classes, options.Seed, progress, cancellationToken) : null;
        return new(result, robustness, new ModelOutput(predicted, null));
    }

    private static RobustnessResult Perturb(
        ImageModel model, List<Picture> pictures, float[][] plain, ImmutableArray<string?> labels, ImmutableArray<string> classes, long seed, Action<string> progress, CancellationToken cancellationToken)
    {
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        var before = Accuracy(plain, labels, classes);
        foreach (var (name, words, change) in ImagePerturbations.All(seed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"perturbing: {name}");
            var now = model.Predict([.. pictures.Select(change)]);
            var changed = plain.Zip(now).Count(p => ArgMax(p.First) != ArgMax(p.Second));
            metrics.Add(new($"flip_rate_{name}", (double)changed / plain.Length, ProportionIntervals.Wilson(changed, plain.Length), "share", words, plain.Length, false));
            if (before is { } was && Accuracy(now, labels, classes) is { } is_)
            {
                metrics.Add(new($"accuracy_drop_{name}", was - is_, null, "share", words, plain.Length, false));
            }
        }
        var again = model.Predict(pictures);
        metrics.Add(new("stochasticity", plain.Zip(again, (a, b) => a.Zip(b, (x, y) => Math.Abs((double)x - y)).Max()).Max(), null, "score",
            "largest change of a score when the same images are run twice", plain.Length, false));
        return new(metrics.ToImmutable(), before is null ? ["no label of an image is known, so only changed decisions are counted"] : [], seed);
    }

    /// <summary>Names the classes: as the layout lists them, or numbers, or the labels that occur in order.</summary>
    private static ImmutableArray<string> Classes(PredictionLayout layout, ImageSet set, int count)
    {
        if (!layout.Classes.IsEmpty)
        {
            return layout.Classes.Length == count ? layout.Classes : throw new EvaluationInputException($"{layout.Classes.Length} classes are named, but the model scores {count}");
        }
        string[] labels = [.. set.Labels.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.All(l => int.TryParse(l, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < count))
        {
            return [.. Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        }
        return labels.Length == count ? [.. labels]
            : throw new EvaluationInputException($"the labels are {labels.Length} words, but the model scores {count} classes: name the classes in its order");
    }

    private static double? Accuracy(float[][] scores, ImmutableArray<string?> labels, ImmutableArray<string> classes)
    {
        int right = 0, known = 0;
        for (var index = 0; index < scores.Length; index++)
        {
            if (labels[index] is { } label)
            {
                known++;
                right += LabelSet.Canonical(classes[ArgMax(scores[index])]) == LabelSet.Canonical(label) ? 1 : 0;
            }
        }
        return known > 0 ? (double)right / known : null;
    }

    private static int ArgMax(float[] scores) => Array.IndexOf(scores, scores.Max());
}
