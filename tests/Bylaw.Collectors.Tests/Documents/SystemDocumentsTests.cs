using System.Text.Json.Nodes;
using Bylaw.Collectors.Documents;

namespace Bylaw.Collectors.Tests.Documents;

public sealed class SystemDocumentsTests
{
    [Fact]
    public async Task A_document_is_described_by_its_front_matter_its_digest_and_its_placeholders()
    {
        using var project = new Project();
        project.Write("docs/annex-iv/05.md", "---\nkind: annex-iv\nannex_iv_item: 5\nmodel_digest: sha256:" + new string('a', 64) + "\n---\n# Risk\n\nTODO: name them. TBD.\n");

        var answer = await project.CollectAsync(new SystemDocumentsCollector(), "system");

        var document = answer.Documents.Single().Spec["documents"]![0]!;
        Assert.Equal(2, (int)document["placeholders"]!);
        Assert.Equal(5, (int)document["annex_iv_item"]!);
        Assert.Equal(new string('a', 64), document["model_digest"]!.ToString());
        Assert.Equal(64, document["sha256"]!.ToString().Length);
    }

    [Fact]
    public async Task Words_that_only_contain_a_placeholder_are_none()
    {
        using var project = new Project();
        project.Write("docs/a.md", "# Plan\n\nThe todomat and the methodology are described.\n");

        var answer = await project.CollectAsync(new SystemDocumentsCollector(), "system");

        Assert.Equal(0, (int)answer.Documents.Single().Spec["documents"]![0]!["placeholders"]!);
    }

    [Fact]
    public async Task The_dates_of_an_assessment_come_from_the_document_itself()
    {
        using var project = new Project();
        project.Write("docs/fria.md", "---\ncompleted_at: 2026-10-02\nnotified_at: soon\n---\n# FRIA\n");

        var answer = await project.CollectAsync(new SystemDocumentsCollector(), "system", new JsonObject { ["fria"] = new JsonObject { ["ref"] = "docs/fria.md" } });

        Assert.Equal("""{"completed_at":"2026-10-02"}""", answer.Documents.Single().Spec["fria"]!.ToJsonString());
    }

    [Fact]
    public async Task A_document_that_the_manifest_names_and_that_is_not_there_is_a_gap()
    {
        using var project = new Project();

        var answer = await project.CollectAsync(new SystemDocumentsCollector(), "system", new JsonObject { ["dpia"] = new JsonObject { ["ref"] = "docs/dpia.md" } });

        Assert.Equal("system.dpia.ref", Assert.Single(answer.Gaps).Field);
    }

    [Fact]
    public async Task A_drill_that_failed_is_no_test_of_the_stop()
    {
        using var project = new Project();
        project.Write("docs/drills/a.md", "---\nkind: stop-drill\nat: 2026-10-14T09:30:00Z\nsucceeded: true\nrollback_version: 1.3\n---\n");
        project.Write("docs/drills/b.md", "---\nkind: stop-drill\nat: 2026-11-14T09:30:00Z\nsucceeded: false\n---\n");

        var answer = await project.CollectAsync(new SystemRecordsCollector(), "system");

        Assert.Equal("2026-10-14T09:30:00Z", answer.Documents.Single().Spec["oversight"]!["stop_tested_at"]!.ToString());
        Assert.Equal("1.3", answer.Documents.Single().Spec["rollback"]!["version"]!.ToString());
    }
}
