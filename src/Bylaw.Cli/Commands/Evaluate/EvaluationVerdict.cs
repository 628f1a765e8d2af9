using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Cli.Commands.Evaluate;

/// <summary>Holds the limits that the command line sets.</summary>
/// <param name="MinRatio">The smallest selection-rate ratio.</param>
/// <param name="MaxGap">The largest gap in true or false positive rate.</param>
/// <param name="Certain">Whether an interval that crosses its limit is insufficient.</param>
internal sealed record EvaluationLimitsChoice(double MinRatio, double MaxGap, bool Certain);

/// <summary>Holds a metric that was compared with a limit.</summary>
/// <param name="By">The attributes.</param>
/// <param name="Estimate">The metric, its value and interval.</param>
/// <param name="Sign">≥ or ≤.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Outcome">One of the four outcomes.</param>
internal sealed record EvaluationVerdict(string By, MetricEstimate Estimate, string Sign, double Limit, Outcome Outcome)
{
    public static ImmutableArray<EvaluationVerdict> Of(EvaluationResult result, EvaluationLimitsChoice limits) =>
    [
        .. result.Attributes.Concat(result.Cross is null ? [] : [result.Cross]).SelectMany(analysis => Judge(analysis, result.Cells.HasLabels, limits)),
    ];

    private static IEnumerable<EvaluationVerdict> Judge(GroupAnalysis analysis, bool labels, EvaluationLimitsChoice limits)
    {
        var by = string.Join(" × ", analysis.Table.Attributes);
        yield return One("demographic_parity_ratio", LimitKind.AtLeast, limits.MinRatio);
        if (labels)
        {
            yield return One("true_positive_rate_difference", LimitKind.AtMost, limits.MaxGap);
            yield return One("false_positive_rate_difference", LimitKind.AtMost, limits.MaxGap);
        }

        EvaluationVerdict One(string name, LimitKind kind, double limit)
        {
            var estimate = analysis.Metrics.First(m => m.Definition.Name == name);
            return new(by, estimate, kind == LimitKind.AtLeast ? "≥" : "≤", limit,
                Judgement.Of(estimate.Value, estimate.Interval, kind, limit, limits.Certain));
        }
    }
}
