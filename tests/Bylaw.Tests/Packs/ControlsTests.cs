using Bylaw.Packs.Frameworks;
using Bylaw.Packs.Pages;
using Bylaw.Packs.Testing;
using Bylaw.Testing;

namespace Bylaw.Tests.Packs;

/// <summary>Holds the controls of this repository to what they promise. Run with BYLAW_UPDATE_DOCS=1 to write docs/controls anew.</summary>
public sealed class ControlsTests
{
    private static FrameworkLibrary Frameworks => FrameworkLibrary.Load(Path.Combine(BuiltInPacks.Folder, "frameworks"));

    [Fact]
    public void Every_reference_of_every_control_is_in_its_framework()
    {
        var unresolved = Frameworks.Unresolved(BuiltInPacks.Library.Controls.Values);

        Assert.Empty(unresolved);
    }

    [Fact]
    public void Every_pack_with_a_framework_names_one_that_is_there()
    {
        var frameworks = Frameworks.Frameworks;

        Assert.All(BuiltInPacks.Library.Packs.Values.Where(p => p.Framework.Length > 0), p => Assert.Contains(p.Framework, frameworks.Keys));
        Assert.All(BuiltInPacks.Library.Packs.Values.Where(p => p.Kind == "crosswalk"), p => Assert.NotEmpty(p.Framework));
    }

    [Fact]
    public void Examples_come_out_as_their_names_say()
    {
        var problems = PackExamples.Run(BuiltInPacks.Library, BuiltInPacks.Library.Controls.Values, out var count, TestContext.Current.CancellationToken);

        Assert.Empty(problems);
        Assert.True(count >= 2 * BuiltInPacks.Library.Controls.Count);
    }

    [Fact]
    public void A_statutory_number_is_never_free_to_be_loosened()
    {
        var loose = BuiltInPacks.Library.Controls.Values.SelectMany(c => c.Parameters.Where(p => p.Status == "statutory" && p.Change == "any" && p.Stricter.Length > 0).Select(p => $"{c.Id} {p.Name}"));

        Assert.Empty(loose);
    }

    [Fact]
    public void A_parameter_that_may_only_be_tightened_says_which_way_that_is()
    {
        var unclear = BuiltInPacks.Library.Controls.Values.SelectMany(c => c.Parameters.Where(p => p.Change == "tighten_only" && p.Stricter.Length == 0).Select(p => $"{c.Id} {p.Name}"));

        Assert.Empty(unclear);
    }

    [Fact]
    public void The_pages_of_controls_are_those_that_METADATA_gives()
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "docs", "controls");
        var pages = ControlPages.Write(BuiltInPacks.Library, Frameworks, SharedData.RepositoryRoot);
        if (Environment.GetEnvironmentVariable("BYLAW_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.GetFiles(folder, "*.md").Where(f => !pages.ContainsKey(Path.GetFileName(f))))
            {
                File.Delete(old);
            }
            foreach (var (name, text) in pages)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }

        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder, "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var (name, text) in pages)
        {
            Assert.True(text == File.ReadAllText(Path.Combine(folder, name)), $"docs/controls/{name} is stale: run the tests of Bylaw with BYLAW_UPDATE_DOCS=1");
        }
    }

    [Theory]
    [InlineData("eu-ai-act-high-risk-provider", "9")]
    [InlineData("nist-ai-rmf", "MEASURE 2.11")]
    public void Coverage_names_what_supports_an_obligation(string pack, string obligation)
    {
        var coverage = Coverage.Of(BuiltInPacks.Library.Packs[pack], BuiltInPacks.Library, Frameworks)!;

        var entry = Assert.Single(coverage.Obligations, o => o.Entry.Id == obligation);
        Assert.NotEmpty(entry.Automatic);
    }

    [Fact]
    public void Coverage_says_what_is_left()
    {
        var coverage = Coverage.Of(BuiltInPacks.Library.Packs["eu-ai-act-high-risk-provider"], BuiltInPacks.Library, Frameworks)!;

        Assert.Contains(coverage.Obligations, o => o.IsOpen);
        Assert.Equal(coverage.Obligations.Length, coverage.ToJson()["summary"]!["obligations"]!.GetValue<int>());
    }

    [Fact]
    public void A_pack_without_framework_has_no_coverage()
    {
        Assert.Null(Coverage.Of(BuiltInPacks.Library.Packs["baseline"], BuiltInPacks.Library, Frameworks));
    }
}
