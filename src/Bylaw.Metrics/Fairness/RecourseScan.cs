using System.Collections.Immutable;
using Bylaw.Metrics.Testing;

namespace Bylaw.Metrics.Fairness;

/// <summary>Holds one change that could turn a refusal, tried on every refused row.</summary>
/// <param name="Name">What is changed, in words.</param>
/// <param name="Cost">What it costs, above 0: how many things a person has to change, say.</param>
/// <param name="Turns">For each refused row whether the change turns the decision.</param>
public sealed record RecourseAction(string Name, double Cost, ImmutableArray<bool> Turns);

/// <summary>Says how recourse is compared.</summary>
public sealed record RecourseOptions
{
    /// <summary>Gets the defaults.</summary>
    public static RecourseOptions Default { get; } = new();

    /// <summary>Gets the fewest refused rows of a group within a subgroup. Default 30.</summary>
    public int MinRows { get; init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1"); } = 30;

    /// <summary>Gets the share of rows that an action must turn to count as a choice. Default 0.3; above 0, at most 1.</summary>
    public double Effective { get; init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be above 0 and at most 1"); } = 0.3;

    /// <summary>Gets the longest conjunction of conditions that makes a subgroup. Default 2.</summary>
    public int MaxConditions { get; init => field = value is >= 1 and <= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 1 to 3"); } = 2;

    /// <summary>Gets how many subgroups are returned beside all refused rows. Default 10.</summary>
    public int Top { get; init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 10;
}

/// <summary>Holds the recourse of one protected group within a subgroup.</summary>
/// <param name="Group">The protected group.</param>
/// <param name="Rows">Its refused rows there.</param>
/// <param name="BestAction">The one action that turns most of them; null when none turns any.</param>
/// <param name="Effectiveness">The share that this one action turns.</param>
/// <param name="Reach">The share that some action turns.</param>
/// <param name="Reached">How many rows some action turns.</param>
/// <param name="Choices">How many actions turn at least the effective share.</param>
/// <param name="Cost">The cost of the cheapest of those; null without any.</param>
public sealed record GroupRecourse(string Group, long Rows, string? BestAction, double Effectiveness, double Reach, long Reached, int Choices, double? Cost);

/// <summary>Holds one subgroup of refused rows.</summary>
/// <param name="Conditions">Column and value; empty for all refused rows.</param>
/// <param name="Groups">The protected groups that are large enough there, in ordinal order; at least two.</param>
/// <param name="AdjustedPValue">Whether the reach of the best and the worst group is equal: two proportions, after Holm over all subgroups; null where it cannot be tested.</param>
public sealed record RecourseSubgroup(ImmutableArray<(string Column, string Value)> Conditions, ImmutableArray<GroupRecourse> Groups, double? AdjustedPValue)
{
    /// <summary>Gets the largest less the smallest share that one action for all turns (equal effectiveness, macro).</summary>
    public double EffectivenessGap => Groups.Max(g => g.Effectiveness) - Groups.Min(g => g.Effectiveness);

    /// <summary>Gets the largest less the smallest share that some action turns (equal effectiveness, micro).</summary>
    public double ReachGap => Groups.Max(g => g.Reach) - Groups.Min(g => g.Reach);

    /// <summary>Gets the largest less the smallest number of choices (equal choice for recourse).</summary>
    public int ChoiceGap => Groups.Max(g => g.Choices) - Groups.Min(g => g.Choices);

    /// <summary>Gets the largest less the smallest cost (equal cost of effectiveness); null when a group has no effective action.</summary>
    public double? CostGap => Groups.All(g => g.Cost is not null) ? Groups.Max(g => g.Cost!.Value) - Groups.Min(g => g.Cost!.Value) : null;
}

/// <summary>Compares, within subgroups of refused persons, how well the members of protected groups could turn the refusal (FACTS).</summary>
/// <remarks>Source: Kavouras and others, "Fairness aware counterfactuals for subgroups" (2023): effectiveness macro and micro, choice, cost.</remarks>
public static class RecourseScan
{
    /// <summary>Runs the scan.</summary>
    /// <param name="columns">Names and, for each refused row, values of the columns that make subgroups; few distinct values each.</param>
    /// <param name="groups">The protected group of each refused row; null where it is not known, which takes no part.</param>
    /// <param name="actions">The actions, each tried on every refused row.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <returns>All refused rows first, then the subgroups with the largest gap in reach; empty with fewer than two groups that are large enough.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static ImmutableArray<RecourseSubgroup> Run(
        IReadOnlyList<(string Name, string[] Values)> columns, IReadOnlyList<string?> groups, IReadOnlyList<RecourseAction> actions, RecourseOptions? options = null)
    {
        options ??= RecourseOptions.Default;
        if (columns.Any(c => c.Values.Length != groups.Count) || actions.Any(a => a.Turns.Length != groups.Count))
        {
            throw new ArgumentException("columns, groups and actions must speak of the same rows", nameof(columns));
        }
        int[] known = [.. Enumerable.Range(0, groups.Count).Where(i => groups[i] is not null)];
        if (Measure([], known, groups, actions, options) is not { } whole)
        {
            return [];
        }
        var found = new List<RecourseSubgroup>();
        Narrow(0, [], known);
        var tests = found.Prepend(whole).Select(s => (Subgroup: s, Test: Test(s))).ToArray();
        double[] tested = [.. tests.Where(t => t.Test is not null).Select(t => t.Test!.Value)];
        var adjusted = new Queue<double>(MultipleTesting.Holm(tested));
        RecourseSubgroup[] all = [.. tests.Select(t => t.Subgroup with { AdjustedPValue = t.Test is null ? null : adjusted.Dequeue() })];
        return [all[0], .. all.Skip(1).OrderByDescending(s => s.ReachGap).ThenByDescending(s => s.EffectivenessGap).ThenByDescending(s => s.Groups.Sum(g => g.Rows)).Take(options.Top)];

        void Narrow(int from, ImmutableArray<(string, string)> conditions, int[] rows)
        {
            for (var place = from; place < columns.Count && conditions.Length < options.MaxConditions; place++)
            {
                foreach (var part in rows.GroupBy(r => columns[place].Values[r], StringComparer.Ordinal).Where(p => p.Count() >= 2 * options.MinRows).OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    int[] inside = [.. part];
                    var narrower = conditions.Add((columns[place].Name, part.Key));
                    if (Measure(narrower, inside, groups, actions, options) is { } subgroup)
                    {
                        found.Add(subgroup);
                        Narrow(place + 1, narrower, inside);
                    }
                }
            }
        }
    }

    private static RecourseSubgroup? Measure(
        ImmutableArray<(string, string)> conditions, int[] rows, IReadOnlyList<string?> groups, IReadOnlyList<RecourseAction> actions, RecourseOptions options)
    {
        var parts = rows.GroupBy(r => groups[r]!, StringComparer.Ordinal).Where(g => g.Count() >= options.MinRows).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        return parts.Length < 2 ? null : new(conditions, [.. parts.Select(p => Measure(p.Key, [.. p], actions, options))], null);
    }

    private static GroupRecourse Measure(string group, int[] rows, IReadOnlyList<RecourseAction> actions, RecourseOptions options)
    {
        var reached = new bool[rows.Length];
        (string? Name, int Turned) best = (null, 0);
        var choices = 0;
        double? cost = null;
        foreach (var action in actions)
        {
            var turned = 0;
            for (var index = 0; index < rows.Length; index++)
            {
                if (action.Turns[rows[index]])
                {
                    reached[index] = true;
                    turned++;
                }
            }
            if (turned > best.Turned)
            {
                best = (action.Name, turned);
            }
            if (turned >= options.Effective * rows.Length)
            {
                choices++;
                cost = cost is { } known ? Math.Min(known, action.Cost) : action.Cost;
            }
        }
        var all = reached.LongCount(r => r);
        return new(group, rows.Length, best.Name, (double)best.Turned / rows.Length, (double)all / rows.Length, all, choices, cost);
    }

    private static double? Test(RecourseSubgroup subgroup)
    {
        GroupRecourse best = subgroup.Groups.MaxBy(g => g.Reach)!, worst = subgroup.Groups.MinBy(g => g.Reach)!;
        return TwoProportions.Z(best.Reached, best.Rows, worst.Reached, worst.Rows)?.PValue;
    }
}
