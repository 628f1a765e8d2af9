using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Privacy;

namespace Bylaw.Collectors.Evaluations.Privacy;

/// <summary>Measures how well the model's confidence tells training rows from others (a membership-inference attack by threshold).</summary>
internal static class MembershipEvaluation
{
    /// <summary>Reads a score (of the positive class with a label, of the true label without) and whether the row was trained on.</summary>
    public static MembershipInference Measure(TableSource table, PredictionLayout layout, string? member, CancellationToken cancellationToken)
    {
        var (confidence, members) = Read(table, layout, member, cancellationToken);
        return MembershipInference.Of(confidence, members)
            ?? throw new EvaluationInputException($"the member column `{member}` holds one class only, so members cannot be told from others");
    }

    /// <summary>Reads the confidence in the true label, and whether the row was trained on.</summary>
    public static (double[] Confidence, bool[] Members) Read(TableSource table, PredictionLayout layout, string? member, CancellationToken cancellationToken)
    {
        if (member is null || layout.Score is null)
        {
            throw new EvaluationInputException("a membership test needs a `member` column (1 for training rows) and a `score` column");
        }
        var read = new WatchedTable(table, cancellationToken);
        var scores = read.Scores(layout.Score);
        var members = read.Labels(member, "member", ["1", "true", "yes", "member", "train"], ["0", "false", "no", "other", "test"]);
        if (Array.Exists(members, m => m is null))
        {
            throw new EvaluationInputException($"the member column `{member}` is empty in some rows");
        }
        double[] confidence = scores;
        if (layout.Label is { } label)
        {
            var positive = layout.Positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
            var texts = read.Texts(label, "label");
            confidence = [.. scores.Select((s, i) => texts[i] is { } t ? positive.Contains(LabelSet.Canonical(t)) ? s : 1 - s
                : throw new EvaluationInputException($"the label column `{label}` is empty in some rows"))];
        }
        return (confidence, Array.ConvertAll(members, m => m!.Value));
    }

    /// <remarks>Source: Hanley and McNeil (1982), at the level 0.5 that means guessing.</remarks>
    public static Interval AreaInterval(MembershipInference attack)
    {
        double area = attack.Area, q1 = area / (2 - area), q2 = 2 * area * area / (1 + area);
        var variance = ((area * (1 - area)) + ((attack.Members - 1) * (q1 - (area * area))) + ((attack.Others - 1) * (q2 - (area * area)))) / ((double)attack.Members * attack.Others);
        var half = 1.959963984540054 * Math.Sqrt(Math.Max(0, variance));
        return new(Math.Max(0, area - half), Math.Min(1, area + half));
    }
}
