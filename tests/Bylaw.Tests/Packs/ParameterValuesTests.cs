using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Packs;

namespace Bylaw.Tests.Packs;

public sealed class ParameterValuesTests
{
    [Theory]
    [InlineData("0.85", "0.8", "which is looser")]
    [InlineData("0.85", "0.9", null)]
    [InlineData("0.85", "0.85", null)]
    public void What_the_organisation_set_may_only_be_made_stricter(string organisation, string manifest, string? refusal)
    {
        var error = Record.Exception(() => ParameterValues.Settle(Control("any", "0.8"), [], Set(manifest), Set(organisation)));

        Assert.Equal(refusal is not null, error is FormatException);
        Assert.Contains(refusal ?? "", error?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Settle_gives_the_default_with_its_standing()
    {
        var settled = ParameterValues.Settle(Control("any", "0.8"), [], null);

        Assert.Equal("0.8", settled.Values["min_ratio"]!.ToJsonString());
        Assert.Equal("convention: screen", settled.Limits["min_ratio"]!.ToString());
    }

    [Theory]
    [InlineData("none", "0.8", "0.9", "is fixed")]
    [InlineData("tighten_only", "0.8", "0.7", "may only be made stricter than 0.8")]
    [InlineData("any", "0.8", "[1]", "is a number")]
    [InlineData("tighten_only", """{"a": 3, "b": 5}""", """{"a": 2, "b": 9}""", "stricter")]
    [InlineData("tighten_only", """{"a": 3, "b": 5}""", """{"a": 4}""", "stricter")]
    [InlineData("tighten_only", "\"1.2\"", "\"1.1\"", "stricter")]
    [InlineData("tighten_only", "\"plain\"", "\"other\"", "stricter")]
    public void A_value_that_is_not_allowed_is_refused(string change, string standard, string value, string message)
    {
        var error = Assert.Throws<FormatException>(() => ParameterValues.Settle(Control(change, standard), [], Set(value)));

        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData("tighten_only", "0.8", "0.9")]
    [InlineData("tighten_only", """{"a": 3, "b": 5}""", """{"a": 3, "b": 6}""")]
    [InlineData("tighten_only", "1.2", "\"1.3\"")]
    [InlineData("none", "0.8", "0.8")]
    [InlineData("any", "0.8", "0.1")]
    public void A_value_that_is_allowed_is_taken(string change, string standard, string value)
    {
        var settled = ParameterValues.Settle(Control(change, standard), [], Set(value));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(value), settled.Values["min_ratio"]));
    }

    [Fact]
    public void An_unknown_parameter_is_refused_with_the_names_there_are()
    {
        var error = Assert.Throws<FormatException>(() => ParameterValues.Settle(Control("any", "1"), [], new JsonObject { ["minratio"] = 1 }));

        Assert.Contains("it has min_ratio", error.Message);
    }

    [Theory]
    [InlineData("0.85", "0.9", "0.9")]
    [InlineData("0.9", "0.85", "0.9")]
    public void The_strictest_of_several_packs_wins(string first, string second, string wanted)
    {
        var settled = ParameterValues.Settle(Control("any", "0.8"), [Pack("a", first), Pack("b", second)], null);

        Assert.Equal(wanted, settled.Values["min_ratio"]!.ToJsonString());
    }

    [Fact]
    public void What_the_organisation_sets_looser_than_a_pack_does_not_count()
    {
        var settled = ParameterValues.Settle(Control("any", "0.8"), [Pack("a", "0.9")], Set("0.85"));

        Assert.Equal("0.9", settled.Values["min_ratio"]!.ToJsonString());
        Assert.Contains("pack a", settled.Limits["min_ratio"]!.ToString());
    }

    [Fact]
    public void What_the_organisation_sets_is_named_as_such()
    {
        var settled = ParameterValues.Settle(Control("any", "0.8"), [], Set("0.9"));

        Assert.Equal("set by the organisation; default 0.8, convention: screen", settled.Limits["min_ratio"]!.ToString());
    }

    [Theory]
    [InlineData("lower", """{"a": 15, "b": 10}""", """{"a": 15, "b": 9}""", true)]
    [InlineData("lower", """{"a": 15, "b": 10}""", """{"a": 15, "b": 11}""", false)]
    [InlineData("lower", """{"a": 15, "b": 10}""", """{"a": 14, "b": 11}""", false)]
    [InlineData("more", """["x"]""", """["x", "y"]""", true)]
    [InlineData("more", """["x", "y"]""", """["x"]""", false)]
    [InlineData("fewer", """["x", "y"]""", """["x"]""", true)]
    [InlineData("fewer", """["x"]""", """["y"]""", false)]
    public void Maps_and_lists_are_compared_by_what_they_ask_for(string stricter, string standard, string value, bool isAllowed)
    {
        var control = Control("tighten_only", standard, stricter);

        var error = Record.Exception(() => ParameterValues.Settle(control, [], Set(value)));

        Assert.Equal(isAllowed, error is null);
    }

    private static JsonObject Set(string value) => new() { ["min_ratio"] = JsonNode.Parse(value) };

    private static Pack Pack(string id, string value) => new()
    {
        Id = id,
        Title = id,
        Kind = "law",
        Controls = ["X-001"],
        Overrides = ImmutableSortedDictionary<string, PackOverride>.Empty.Add(
            "X-001", new PackOverride(false, "why", ImmutableSortedDictionary<string, JsonNode?>.Empty.Add("min_ratio", JsonNode.Parse(value)))),
    };

    private static Control Control(string change, string standard, string stricter = "higher") => new()
    {
        Id = "X-001",
        Title = "t",
        Rule = "r",
        SubjectKind = "system",
        Severity = "low",
        Stages = ["design"],
        Enforcement = Enforcement.Block,
        IsWaivable = true,
        FailsOnMissing = true,
        Package = "x",
        File = "x",
        Parameters = [new ControlParameter("min_ratio", JsonNode.Parse(standard), "ratio", "screen; more words", "convention", change) { Stricter = stricter }],
    };
}
