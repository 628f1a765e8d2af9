using Bylaw.Manifest;
using Bylaw.Reports.Drafts;

namespace Bylaw.Tests.Reports;

public sealed class DraftTests
{
    private static readonly DraftSource _source = new(
        GovernanceManifest.TryRead("governance.yaml", "governance: 1\nsystem:\n  id: loan-score\n  purpose: Score | loans\ndatasets:\n  - {id: d2, lawful_basis: contract}\n", out _)!,
        SampleReport.Make().Evidence,
        SampleReport.Make());

    [Fact]
    public void Annex_iv_has_nine_points_and_says_what_is_missing()
    {
        var draft = AnnexIvDraft.Make(_source);

        Assert.Equal(9, draft.Sections.Length);
        Assert.Contains(draft.Missing, m => m.What.Contains("system.risk.class", StringComparison.Ordinal));
        Assert.DoesNotContain(draft.Missing, m => m.What.Contains("system.purpose", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fact_says_how_it_is_known()
    {
        var facts = RopaDraft.Make(_source).Sections.SelectMany(s => s.Facts).ToList();

        Assert.Equal("declared", Assert.Single(facts, f => f.Field == "dataset.lawful_basis").Origin);
        Assert.Null(Assert.Single(facts, f => f.Field == "dataset.pii.scan").Text);
    }

    [Fact]
    public void Every_missing_thing_is_on_the_list_at_the_end()
    {
        var draft = AnnexIvDraft.Make(_source);

        var text = DraftText.Markdown(draft);

        Assert.Equal(draft.Missing.Count(), text.Split('\n').Count(l => l.StartsWith("- [ ] ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Html_escapes_what_it_shows() =>
        Assert.Contains("to write", DraftText.Html(AnnexIvDraft.Make(_source)), StringComparison.Ordinal);

    [Fact]
    public void Applicability_lists_each_control_once()
    {
        var table = CoverageDraft.Applicability(_source).Sections[0].Tables[0];

        Assert.Equal(["T-001", "T-002", "T-003", "T-004", "T-005"], table.Rows.Select(r => r[0]));
        Assert.Equal("no", table.Rows[3][2]);
    }

    [Fact]
    public void Without_an_evaluation_the_audit_says_so() =>
        Assert.Contains(BiasAuditDraft.Make(_source).Missing, m => m.What.Contains("evaluation.groups", StringComparison.Ordinal));
}
