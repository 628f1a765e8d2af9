using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Privacy;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Privacy;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Attacks what a model says: tells training rows by confidence or by shadow models, and guesses a hidden attribute.</summary>
internal static class PrivacyStudies
{
    private const int FewestShadows = 2;

    public static Study Membership(TableSource table, PredictionLayout layout, string member, CancellationToken cancellationToken)
    {
        var attack = MembershipEvaluation.Measure(table, layout, member, cancellationToken);
        return Of("membership inference by confidence in the true label", "all", "x_membership", attack, []);
    }

    /// <summary>Compares each row's confidence with that of shadow models that were trained on the row and of such that were not.</summary>
    public static Study LikelihoodRatio(TableSource table, PredictionLayout layout, StudyOptions study, string shadowPath, CancellationToken cancellationToken)
    {
        if (study.Member is null || study.Key is null)
        {
            throw new EvaluationInputException("shadow models need a `member` column (in the rows: trained on by the audited model; in the shadow table: by that shadow model) and a `key` column that joins the two");
        }
        using var shadows = TableSource.Open(shadowPath);
        var (keys, members, confidence) = Read(table, layout, study, cancellationToken);
        var (shadowKeys, trained, shadowConfidence) = Read(shadows, layout, study, cancellationToken);
        var byKey = Enumerable.Range(0, shadowKeys.Length).ToLookup(i => shadowKeys[i], StringComparer.Ordinal);
        var ratios = new List<double>();
        var known = new List<bool>();
        for (var row = 0; row < keys.Length; row++)
        {
            double[] with = [.. byKey[keys[row]].Where(i => trained[i]).Select(i => shadowConfidence[i])], without = [.. byKey[keys[row]].Where(i => !trained[i]).Select(i => shadowConfidence[i])];
            if (LikelihoodRatioAttack.Score(confidence[row], with, without) is { } ratio)
            {
                ratios.Add(ratio);
                known.Add(members[row]);
            }
        }
        var left = keys.Length - ratios.Count;
        var attack = LikelihoodRatioAttack.Measure([.. ratios], [.. known]) ?? throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
            $"{left} of {keys.Length} rows have fewer than {FewestShadows} shadow answers on a side; among the others there are not both members and others"));
        return Of("membership inference by likelihood ratio over shadow models", "by shadow models", "x_shadow_membership", attack,
            left == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"{left} rows have fewer than {FewestShadows} shadow answers on a side and were not attacked")]) with { IsSample = left > 0 };
    }

    /// <summary>Lets an attacker who knows half of the rows guess the attribute of the others from what the model says, or judges the guesses of another attack.</summary>
    public static Study Attribute(WatchedTable table, PredictionLayout layout, StudyOptions study, string secret, long seed)
    {
        var texts = table.Texts(secret, "attribute that is inferred");
        var known = Enumerable.Range(0, texts.Length).Where(i => texts[i] is { } t && !layout.Unknown.Contains(t)).ToArray();
        string[] truth, guesses;
        if (study.Guess is { } column)
        {
            var given = table.Texts(column, "guess");
            truth = [.. known.Select(i => texts[i]!)];
            guesses = [.. known.Select(i => given[i] ?? "")];
        }
        else
        {
            var seen = Seen(table, layout);
            new SeededRandom(seed).Shuffle<int>(known);
            var half = known.Length / 2;
            var commonest = known.Take(half).CountBy(i => texts[i]!, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).FirstOrDefault() ?? "";
            var learnt = known.Take(half).GroupBy(i => seen[i], StringComparer.Ordinal).ToDictionary(
                g => g.Key, g => g.CountBy(i => texts[i]!, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);
            truth = [.. known.Skip(half).Select(i => texts[i]!)];
            guesses = [.. known.Skip(half).Select(i => learnt.GetValueOrDefault(seen[i], commonest))];
        }
        if (truth.Distinct(StringComparer.Ordinal).Count() < 2)
        {
            throw new EvaluationInputException($"the attribute `{secret}` has one value only, so there is nothing to infer");
        }
        var attack = AttributeInference.Of(truth, guesses)!;
        var right = (long)Math.Round(attack.Accuracy * truth.Length);
        var accuracy = ProportionIntervals.Wilson(right, truth.Length);
        Interval? advantage = accuracy is { } range ? new(range.Low - attack.Baseline, range.High - attack.Baseline) : null;
        var from = study.Guess is null ? "prediction, score and label" : $"the guesses in {study.Guess}";
        return new("privacy", $"inference of {secret} from {from}",
        [
            new("attribute_inference_accuracy", attack.Accuracy, accuracy, "share", secret, truth.Length, false),
            new("attribute_inference_baseline", attack.Baseline, null, "share of the commonest value", secret, truth.Length, null),
            new("attribute_inference_advantage", attack.Advantage, advantage, "absolute difference", secret, truth.Length, false),
        ]);
    }

    /// <summary>Says of each row what an attacker sees: the decision, the score in twentieths, the label.</summary>
    private static string[] Seen(WatchedTable table, PredictionLayout layout)
    {
        if (layout.Prediction is null && layout.Score is null)
        {
            throw new EvaluationInputException("to infer an attribute name what the attacker sees: a `prediction` or a `score` column, or a column with guesses (`guess`)");
        }
        var predictions = layout.Prediction is null ? null : table.Texts(layout.Prediction, "prediction");
        var scores = layout.Score is null ? null : table.Scores(layout.Score);
        var labels = layout.Label is null ? null : table.Texts(layout.Label, "label");
        return [.. Enumerable.Range(0, (predictions?.Length ?? scores?.Length)!.Value).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"{predictions?[i]}|{(scores is null ? -1 : Math.Min(19, (int)(scores[i] * 20)))}|{labels?[i]}"))];
    }

    private static (string[] Keys, bool[] Members, double[] Confidence) Read(TableSource table, PredictionLayout layout, StudyOptions study, CancellationToken cancellationToken)
    {
        var (confidence, members) = MembershipEvaluation.Read(table, layout, study.Member, cancellationToken);
        var keys = new WatchedTable(table, cancellationToken).Texts(study.Key!, "key");
        return Array.Exists(keys, k => k is null) ? throw new EvaluationInputException($"the key column `{study.Key}` is empty in some rows") : ([.. keys.Select(k => k!)], members, confidence);
    }

    private static Study Of(string title, string slice, string detail, MembershipInference attack, ImmutableArray<string> notes)
    {
        var rows = attack.Members + attack.Others;
        return new("privacy", title,
        [
            new("membership_auc", attack.Area, MembershipEvaluation.AreaInterval(attack), "share", slice, rows, false),
            new("membership_advantage", attack.Advantage, null, "absolute difference", slice, rows, false),
            new("membership_tpr_at_fpr_1_percent", attack.TruePositiveRateAtOnePercent, null, "share", slice, rows, false),
        ])
        {
            Notes = notes,
            Detail = new(detail, new JsonObject { ["members"] = attack.Members, ["others"] = attack.Others }),
        };
    }
}
