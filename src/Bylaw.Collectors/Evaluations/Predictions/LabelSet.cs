using System.Collections.Immutable;
using System.Globalization;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Maps label texts to classes and refuses what is in no class.</summary>
internal sealed class LabelSet
{
    private readonly Dictionary<string, int> _classOf;

    private LabelSet(ImmutableArray<string> classes, Dictionary<string, int> classOf) => (Classes, _classOf) = (classes, classOf);

    public ImmutableArray<string> Classes { get; }

    /// <summary>Writes a label so that 1, 1.0 and 01.00 are one.</summary>
    public static string Canonical(string text)
    {
        var trimmed = text.Trim();
        return double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : trimmed is "True" or "TRUE" ? "true" : trimmed is "False" or "FALSE" ? "false" : trimmed;
    }

    /// <summary>Builds the set from the layout and the labels and predictions that occur.</summary>
    /// <exception cref="EvaluationInputException">A label is in no class, or there is one class only.</exception>
    public static LabelSet Of(PredictionLayout layout, IReadOnlyDictionary<string, long> labels, IReadOnlyDictionary<string, long> predictions)
    {
        var seen = labels.Keys.Concat(predictions.Keys).Select(Canonical).ToHashSet(StringComparer.Ordinal);
        if (layout.MultiClass)
        {
            ImmutableArray<string> classes = [.. seen.Order(StringComparer.Ordinal)];
            return classes.Length < 2
                ? throw new EvaluationInputException("labels and predictions hold one class only, so nothing can be compared")
                : new(classes, classes.Index().ToDictionary(c => c.Item, c => c.Index, StringComparer.Ordinal));
        }
        var positive = layout.Positive.Select(Canonical).ToHashSet(StringComparer.Ordinal);
        var negative = layout.Negative.Select(Canonical).ToHashSet(StringComparer.Ordinal);
        if (negative.Count == 0)
        {
            negative = seen.Where(s => !positive.Contains(s)).ToHashSet(StringComparer.Ordinal);
            if (negative.Count > 1)
            {
                throw new EvaluationInputException(
                    $"{negative.Count} different labels are not the positive one: name the negative labels, or evaluate as multi-class");
            }
        }
        var outside = labels.Concat(predictions).Where(l => !positive.Contains(Canonical(l.Key)) && !negative.Contains(Canonical(l.Key))).ToList();
        if (outside.Count > 0)
        {
            throw new EvaluationInputException(
                $"labels outside the set: {outside.Count} values on {outside.Sum(o => o.Value)} rows are neither positive nor negative");
        }
        if (!seen.Overlaps(positive))
        {
            throw new EvaluationInputException(
                "the positive label does not occur, neither as label nor as prediction: one class only, or another word for it (name it)");
        }
        if (labels.Count > 0 && labels.Keys.Select(l => positive.Contains(Canonical(l))).Distinct().Count() < 2)
        {
            throw new EvaluationInputException("the labels hold one class only, so error rates of the other cannot be estimated");
        }
        var map = positive.ToDictionary(p => p, _ => 1, StringComparer.Ordinal);
        foreach (var label in negative)
        {
            map[label] = 0;
        }
        string Word(HashSet<string> words) => words.Where(seen.Contains).Order(StringComparer.Ordinal).FirstOrDefault() ?? "(other)";
        return new([Word(negative), Word(positive)], map);
    }

    public int ClassOf(string text) => _classOf[Canonical(text)];
}
