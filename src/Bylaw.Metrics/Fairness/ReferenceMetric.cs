using System.Collections.Immutable;

namespace Bylaw.Metrics.Fairness;

/// <summary>Pairs the definition of a metric of one group against a reference with its function.</summary>
/// <param name="Definition">Name, version and words.</param>
/// <param name="Compute">The number for group and reference, or null where it cannot be estimated.</param>
public sealed record ReferenceMetric(MetricDefinition Definition, Func<ConfusionCell, ConfusionCell, double?> Compute);

/// <summary>Lists the metrics that compare one group with a reference, with a sign: group minus, or divided by, reference.</summary>
public static class ReferenceMetrics
{
    /// <summary>Gets every metric.</summary>
    public static ImmutableArray<ReferenceMetric> All { get; } =
    [
        Difference("statistical_parity_difference", Rate.Selection),
        Quotient("disparate_impact", Rate.Selection),
        Difference("equal_opportunity_difference", Rate.TruePositive),
        Difference("false_positive_rate_difference", Rate.FalsePositive),
        Difference("false_negative_rate_difference", Rate.FalseNegative),
        Difference("accuracy_difference", Rate.Accuracy),
        Difference("precision_difference", Rate.Precision),
        Quotient("true_positive_rate_ratio", Rate.TruePositive),
        Quotient("false_positive_rate_ratio", Rate.FalsePositive),
        Quotient("false_negative_rate_ratio", Rate.FalseNegative),
        Quotient("precision_ratio", Rate.Precision),
        Quotient("negative_predictive_value_ratio", Rate.NegativePredictive),
        Quotient("false_discovery_rate_ratio", Rate.FalseDiscovery),
        Quotient("false_omission_rate_ratio", Rate.FalseOmission),
        Quotient("error_rate_ratio", Rate.Error),
        Mean("average_odds_difference", "half the sum of the signed differences in false and true positive rate", Rate.FalsePositive, Rate.TruePositive, absolute: false),
        Mean("average_absolute_odds_difference", "half the sum of the absolute differences in false and true positive rate", Rate.FalsePositive, Rate.TruePositive, absolute: true),
        Mean("average_predictive_value_difference", "half the sum of the signed differences in precision and false omission rate", Rate.Precision, Rate.FalseOmission, absolute: false),
    ];

    /// <summary>Finds a metric by name.</summary>
    /// <param name="name">Its lasting name.</param>
    /// <returns>The metric, or null.</returns>
    public static ReferenceMetric? Find(string name) => All.FirstOrDefault(m => m.Definition.Name == name);

    private static ReferenceMetric Difference(string name, Rate rate) => new(
        new(name, 1, $"{rate.Name()} of the group minus that of the reference", "signed difference", null),
        (group, reference) => group.Value(rate) - reference.Value(rate));

    private static ReferenceMetric Quotient(string name, Rate rate) => new(
        new(name, 1, $"{rate.Name()} of the group divided by that of the reference", "ratio", null),
        (group, reference) => reference.Value(rate) is > 0 and var whole ? group.Value(rate) / whole : null);

    private static ReferenceMetric Mean(string name, string words, Rate first, Rate second, bool absolute) => new(
        new(name, 1, words + ", group minus reference", absolute ? "absolute difference" : "signed difference", absolute ? false : null),
        (group, reference) =>
        {
            var a = group.Value(first) - reference.Value(first);
            var b = group.Value(second) - reference.Value(second);
            return a is not { } x || b is not { } y ? null : absolute ? 0.5 * (Math.Abs(x) + Math.Abs(y)) : 0.5 * (x + y);
        });
}
