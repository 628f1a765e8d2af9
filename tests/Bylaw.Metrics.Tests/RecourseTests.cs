using System.Collections.Immutable;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Metrics.Tests;

public sealed class RecourseTests
{
    // 40 refused rows, half of each group; in town b an action turns all of one group and none of the other.
    private static readonly string[] _groups = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "f" : "m")];
    private static readonly string[] _towns = [.. Enumerable.Range(0, 40).Select(i => i < 20 ? "a" : "b")];

    [Fact]
    public void Scan_puts_the_subgroup_first_in_which_one_group_has_no_way_out()
    {
        RecourseAction[] actions = [Turns("save more", 1, i => i < 20 || i % 2 == 0), Turns("work and save", 2, i => i < 20)];

        var found = RecourseScan.Run([("town", _towns)], _groups, actions, RecourseOptions.Default with { MinRows = 5 });

        Assert.Empty(found[0].Conditions);
        Assert.Equal(0.5, found[0].ReachGap, 1e-12);
        Assert.Equal(("town", "b"), found[1].Conditions[0]);
        Assert.Equal(1, found[1].ReachGap, 1e-12);
        Assert.Equal(1, found[1].EffectivenessGap, 1e-12);
        Assert.Equal(1, found[1].ChoiceGap);
        Assert.Null(found[1].CostGap); // one group has no action at all
        Assert.Equal("save more", found[1].Groups[0].BestAction);
        Assert.Null(found[1].Groups[1].BestAction);
        Assert.True(found[1].AdjustedPValue < 0.001);
        Assert.Equal(0, found[2].ReachGap, 1e-12);
    }

    [Fact]
    public void Reach_counts_whom_some_action_turns_and_effectiveness_whom_one_action_turns()
    {
        RecourseAction[] actions = [Turns("x", 1, i => i % 4 == 0), Turns("y", 3, i => i % 4 == 2 || i % 4 == 1)];

        var whole = RecourseScan.Run([], _groups, actions, RecourseOptions.Default with { MinRows = 5 })[0];

        Assert.Equal((0.5, 1.0, 2, 1.0), (whole.Groups[0].Effectiveness, whole.Groups[0].Reach, whole.Groups[0].Choices, whole.Groups[0].Cost!.Value));
        Assert.Equal((0.5, 0.5, 1, 3.0), (whole.Groups[1].Effectiveness, whole.Groups[1].Reach, whole.Groups[1].Choices, whole.Groups[1].Cost!.Value));
        Assert.Equal(2, whole.CostGap);
    }

    [Fact]
    public void Groups_that_are_too_small_or_not_known_give_no_answer() =>
        Assert.Empty(RecourseScan.Run([], [.. _groups.Select((g, i) => g == "m" ? null : g)], [Turns("x", 1, _ => true)], RecourseOptions.Default with { MinRows = 5 }));

    private static RecourseAction Turns(string name, double cost, Func<int, bool> turns) => new(name, cost, [.. Enumerable.Range(0, 40).Select(turns)]);
}
