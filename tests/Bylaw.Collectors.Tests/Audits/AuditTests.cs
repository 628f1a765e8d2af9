using System.Text.Json.Nodes;
using Bylaw.Collectors.Audits;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Audits;

public sealed class AuditTests
{
    private static readonly JsonObject _audit = new() { ["path"] = "audit" };

    [Fact]
    public async Task Rates_and_ratios_are_of_known_people_and_small_cells_are_left_out()
    {
        using var project = new Project();
        project.Write("audit/counts.csv", """
            sex,race_ethnicity,applicants,selected,excluded_reason
            female,White,1450,624,
            female,Black,700,196,
            male,White,1520,669,
            male,Black,640,256,
            male,Tiny,20,20,fewer than two in a hundred
            unknown,unknown,400,,
            """);

        var spec = (await project.CollectAsync(new AuditCollector(), "audit", _audit)).Documents.Single().Spec;

        var worst = spec["intersections"]!.AsArray().Single(g => g!["group"]!.ToString() == "female x Black")!;
        Assert.Equal(0.28, (double)worst["rate"]!, 12);
        Assert.Equal(0.28 / (669.0 / 1520), (double)worst["impact_ratio"]!, 12);
        Assert.Equal("400", spec["unknown_category_count"]!.ToString());
        Assert.Equal("race_ethnicity=Tiny", spec["excluded"]![0]!["group"]!.ToString());
        Assert.DoesNotContain(spec["groups"]!.AsArray(), g => g!["group"]!.ToString().Contains("Tiny", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sex,applicants,selected\nfemale,1,1\n", "need the columns")]
    [InlineData("sex,race_ethnicity,applicants,selected\nfemale,White,5,6\n", "line 2")]
    public async Task Counts_that_cannot_be_are_a_gap(string counts, string message)
    {
        using var project = new Project();
        project.Write("audit/counts.csv", counts);

        var answer = await project.CollectAsync(new AuditCollector(), "audit", _audit);

        Assert.Contains(message, Assert.Single(answer.Gaps, g => g.Reason == GapReason.Malformed).Message);
    }

    [Fact]
    public async Task An_unsigned_statement_makes_nobody_independent()
    {
        using var project = new Project();
        project.Write("audit/counts.csv", "sex,race_ethnicity,applicants,selected\nfemale,White,50,25\nmale,White,50,25\n");
        project.Write("audit/auditor.json", """{"person": "n.sato", "independent": true}""");

        var answer = await project.CollectAsync(new AuditCollector(), "audit", _audit);

        Assert.Null(answer.Documents.Single().Spec["evaluator"]);
        Assert.Contains(answer.Gaps, g => g.Field == "evaluation.evaluator");
    }

    [Fact]
    public async Task The_public_summary_is_read_by_its_fields()
    {
        using var project = new Project();
        project.Write("audit/counts.csv", "sex,race_ethnicity,applicants,selected\nfemale,White,50,25\nmale,White,50,25\n");
        project.Write("audit/summary.html", """
            <link rel="canonical" href="https://jobs.example/audit">
            <time data-field="audit_date">2026-06-15</time><p data-field="rates"></p><table data-field="applicant_counts"><caption>Counts</caption></table>
            """);

        var published = (await project.CollectAsync(new AuditCollector(), "audit", _audit)).Documents.Single().Spec["published"]!;

        Assert.Equal("""["audit_date","applicant_counts"]""", published["fields"]!.ToJsonString());
        Assert.Equal("2026-06-15", published["at"]!.ToString());
        Assert.Equal("https://jobs.example/audit", published["url"]!.ToString());
    }
}
