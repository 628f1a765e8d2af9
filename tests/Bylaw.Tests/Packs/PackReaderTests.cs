using System.Text.Json.Nodes;
using Bylaw.Packs;
using Bylaw.Testing;

namespace Bylaw.Tests.Packs;

public sealed class PackReaderTests
{
    private const string Law = "id: p\ntitle: t\nkind: law\neffective_from: {annex_iii: 2027-12-02, annex_i: 2028-08-02}\ncontrols: [A-1]\n";

    [Theory]
    [InlineData("""{"risk": {"annex_iii": ["5(b)"]}}""", "2027-12-02")]
    [InlineData("""{"risk": {"annex_i": true}}""", "2028-08-02")]
    [InlineData("""{"risk": {"annex_i": true, "annex_iii": ["5(b)"]}}""", "2027-12-02")]
    [InlineData("""{"risk": {"annex_i": false, "annex_iii": []}}""", "2027-12-02")]
    [InlineData("{}", "2027-12-02")]
    public void A_law_with_days_by_annex_binds_by_what_the_system_says(string system, string day)
    {
        var pack = PackReader.Read("pack.yaml", Law);

        Assert.Equal(DateOnly.Parse(day, null), pack.EffectiveFor((JsonObject)JsonNode.Parse(system)!));
    }

    [Theory]
    [InlineData("2026-05-27", false)]
    [InlineData("2026-05-26", true)]
    public void A_pack_that_nobody_reviewed_for_180_days_is_overdue(string asOf, bool isOverdue)
    {
        var pack = PackReader.Read("pack.yaml", $"id: p\ntitle: t\nkind: product\nas_of: {asOf}\ncontrols: [A-1]\n");

        Assert.Equal(isOverdue, pack.IsOverdue(new DateOnly(2026, 11, 23)));
    }

    [Theory]
    [InlineData("id: p\ntitle: t\nkind: rule\ncontrols: [A]\n", "unknown kind `rule`: it must be one of law, policy, standard, product, crosswalk")]
    [InlineData("id: p\ntitle: t\nkind: law\ncontrol: [A]\n", "unknown key `control`; did you mean `controls`?")]
    [InlineData("id: p\ntitle: t\nkind: law\neffective_from: soon\ncontrols: [A]\n", "`soon` is not a date")]
    [InlineData("id: p\ntitle: t\nkind: law\neffective_from: {annex_x: 2027-01-01}\ncontrols: [A]\n", "unknown annex `annex_x`")]
    [InlineData("id: p\ntitle: t\nkind: law\noverrides: {A: {enforcement: warn}}\ncontrols: [A]\n", "`why` is missing")]
    [InlineData("id: p\ntitle: t\nkind: law\noverrides: {A: {enforcement: maybe, why: x}}\ncontrols: [A]\n", "it must be warn or block")]
    [InlineData("title: t\nkind: law\n", "`id` is missing")]
    public void What_is_not_understood_is_refused(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => PackReader.Read("pack.yaml", text));

        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void All_packs_of_the_catalogue_are_installed_with_a_day_of_review()
    {
        var library = BuiltInPacks.Library;

        Assert.Equal(23, library.Packs.Keys.Except(["ai-agents", "ai-infra"]).Count());
        Assert.All(library.Packs.Values, p => Assert.NotNull(p.AsOf));
        Assert.All(library.Packs.Values.Where(p => p.Kind is "law" or "policy"), p => Assert.NotNull(p.EffectiveFrom));
    }
}
