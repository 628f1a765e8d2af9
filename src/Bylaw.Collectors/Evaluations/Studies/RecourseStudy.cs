using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Tries on every refused row what a person could change, and compares between protected groups whom that helps (FACTS).</summary>
internal static class RecourseStudy
{
    private const int MostRows = 5000;
    private const int MostValues = 6;
    private const int PairedActions = 12;

    public static ImmutableArray<Study> Run(
        FeatureTable table, bool[] decisions, Func<FeatureTable, bool[]> decide, IReadOnlyList<(string Attribute, string?[] Values)> attributes, StudyOptions study, AnalysisOptions options,
        Action<string> progress, CancellationToken cancellationToken)
    {
        if (attributes.Count == 0)
        {
            throw new EvaluationInputException("recourse is compared between groups: name the protected attributes");
        }
        var refused = Enumerable.Range(0, table.Rows).Where(i => !decisions[i]).ToArray();
        if (refused.Length == 0)
        {
            throw new EvaluationInputException("the model refuses nobody in this data, so there is no recourse to compare");
        }
        var notes = ImmutableArray.CreateBuilder<string>();
        var all = refused.Length;
        if (all > MostRows)
        {
            new SeededRandom(options.Seed).Shuffle<int>(refused);
            refused = [.. refused.Take(MostRows).Order()];
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"recourse: {MostRows} of {all} refused rows, drawn by seed {options.Seed}"));
        }
        var rows = table.Take(refused);
        var actions = Actions(table, decisions, rows, decide, study, progress, cancellationToken);
        var named = attributes.Select(a => a.Attribute).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var columns = rows.Columns.Where(c => !named.Contains(c.Name)).Select(c => (c.Name, Values: Words(c))).Where(c => c.Values.Distinct(StringComparer.Ordinal).Count() is > 1 and <= 30).ToArray();
        var limits = RecourseOptions.Default with { Top = 5, MinRows = (int)Math.Clamp(options.SmallGroups.MinRows, 1, int.MaxValue) };
        return [.. attributes.Select(a => One(a.Attribute, RecourseScan.Run(columns, [.. refused.Select(r => a.Values[r])], actions, limits), actions.Count, notes.ToImmutable(), all > MostRows))];
    }

    private static Study One(string attribute, ImmutableArray<RecourseSubgroup> found, int actions, ImmutableArray<string> notes, bool sampled)
    {
        var metrics = ImmutableArray.CreateBuilder<MetricValue>();
        foreach (var subgroup in found)
        {
            var where = subgroup.Conditions.IsEmpty ? $"refused, by {attribute}" : $"refused with {string.Join(", ", subgroup.Conditions.Select(c => $"{c.Column}={c.Value}"))}, by {attribute}";
            var rows = subgroup.Groups.Sum(g => g.Rows);
            var p = subgroup.AdjustedPValue is { } value ? string.Create(CultureInfo.InvariantCulture, $"; p {value:G2} after Holm") : "";
            var worst = subgroup.Groups.MinBy(g => g.Reach)!;
            metrics.Add(new("recourse_reach_difference", subgroup.ReachGap, null, string.Create(CultureInfo.InvariantCulture, $"share that some change turns, largest less smallest (smallest: {worst.Group}, {worst.Reach:0.###}{p})"), where, rows, false));
            metrics.Add(new("recourse_effectiveness_difference", subgroup.EffectivenessGap, null, "share that the one best change turns, largest less smallest", where, rows, false));
            metrics.Add(new("recourse_choice_difference", subgroup.ChoiceGap, null, string.Create(CultureInfo.InvariantCulture, $"changes of {actions} that turn 30 % or more, most less fewest"), where, rows, false));
            metrics.Add(new("recourse_cost_difference", subgroup.CostGap, null, "columns to change for 30 %, most less fewest; none when a group has no such change", where, rows, false));
        }
        return new("fairness", $"recourse of the refused by {attribute}", metrics.ToImmutable())
        {
            IsSample = sampled,
            Notes = found.IsEmpty ? notes.Add($"recourse by {attribute}: fewer than two groups have enough refused rows") : notes,
            Groups = found.IsEmpty ? [] : [.. found[0].Groups.Select(g => new StudyGroup(attribute, g.Group, g.Rows, (double)g.Rows / found[0].Groups.Sum(o => o.Rows), "recourse_reach", g.Reach, null))],
            Detail = new($"x_recourse_{attribute}", new JsonArray([.. found.Select(s => (JsonNode)new JsonObject
            {
                ["conditions"] = new JsonArray([.. s.Conditions.Select(c => (JsonNode)new JsonArray(c.Column, c.Value))]),
                ["holm_p"] = s.AdjustedPValue,
                ["groups"] = new JsonArray([.. s.Groups.Select(g => (JsonNode)new JsonObject
                {
                    ["group"] = g.Group, ["n"] = g.Rows, ["best_change"] = g.BestAction, ["effectiveness"] = g.Effectiveness, ["reached"] = g.Reached, ["choices"] = g.Choices, ["cost"] = g.Cost,
                })]),
            })])),
        };
    }

    /// <summary>Sets each changeable input to the values that accepted rows commonly have; then the best of these two by two.</summary>
    private static List<RecourseAction> Actions(
        FeatureTable table, bool[] decisions, FeatureTable rows, Func<FeatureTable, bool[]> decide, StudyOptions study, Action<string> progress, CancellationToken cancellationToken)
    {
        var accepted = Enumerable.Range(0, table.Rows).Where(i => decisions[i]).ToArray();
        if (accepted.Length == 0)
        {
            throw new EvaluationInputException("the model accepts nobody in this data, so no change can be learnt from the accepted");
        }
        var singles = new List<(int Place, FeatureColumn Changed, RecourseAction Action)>();
        foreach (var name in study.Changeable)
        {
            var place = table.Columns.Select(c => c.Name).ToList().FindIndex(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase));
            if (place < 0)
            {
                throw new EvaluationInputException($"the model has no input `{name}` that could change; it has {string.Join(", ", table.Columns.Select(c => c.Name).Take(30))}");
            }
            foreach (var (words, column) in Values(table.Columns[place], accepted, rows.Rows))
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress($"recourse: {words}");
                singles.Add((place, column, new(words, 1, [.. decide(rows.With(place, column))])));
            }
        }
        var best = singles.OrderByDescending(s => s.Action.Turns.Count(t => t)).Take(PairedActions).ToArray();
        List<RecourseAction> actions = [.. singles.Select(s => s.Action)];
        for (var first = 0; first < best.Length; first++)
        {
            for (var second = first + 1; second < best.Length; second++)
            {
                if (best[first].Place != best[second].Place)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var words = $"{best[first].Action.Name} and {best[second].Action.Name}";
                    progress($"recourse: {words}");
                    actions.Add(new(words, 2, [.. decide(rows.With(best[first].Place, best[first].Changed).With(best[second].Place, best[second].Changed))]));
                }
            }
        }
        return actions;
    }

    private static IEnumerable<(string Words, FeatureColumn Column)> Values(FeatureColumn column, int[] accepted, int rows)
    {
        if (column.Texts is { } texts)
        {
            return accepted.CountBy(i => texts[i], StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostValues)
                .Select(c => ($"{column.Name} to {c.Key}", column with { Texts = [.. Enumerable.Repeat(c.Key, rows)] }));
        }
        double[] sorted = [.. accepted.Select(i => column.Numbers![i]).Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? [] : ((double[])[0.1, 0.25, 0.5, 0.75, 0.9]).Select(p => Quantiles.OfSorted(sorted, p)).Distinct()
            .Select(v => (string.Create(CultureInfo.InvariantCulture, $"{column.Name} to {v:0.####}"), column with { Numbers = [.. Enumerable.Repeat(v, rows)] }));
    }

    /// <summary>Makes conditions of a column: words as they are, numbers by quarter.</summary>
    private static string[] Words(FeatureColumn column) => column.Texts ?? Quarters.Of(column.Numbers!);
}
