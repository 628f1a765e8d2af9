using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;

namespace Bylaw.Collectors.Tests.Code;

public sealed class AnalysisTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sarif_results_are_findings_and_suppressed_ones_stand_apart_with_their_reason()
    {
        _folder.Write("scan.sarif", """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t", "rules": [{"id": "R1", "defaultConfiguration": {"level": "error"}}, {"id": "R2", "properties": {"security-severity": "9.8"}}]}},
             "results": [
              {"ruleId": "R1", "message": {"text": "m"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.py"}, "region": {"startLine": 3}}}]},
              {"ruleIndex": 1, "message": {"text": "m"}},
              {"ruleId": "R1", "message": {"text": "m"}, "suppressions": [{"kind": "inSource", "justification": "reviewed"}]},
              {"ruleId": "R1", "kind": "pass", "message": {"text": "m"}}]}]}
            """);

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "code-findings")).Documents).Spec;

        Assert.Equal([("R1", "high"), ("R2", "critical")], spec["sast"]!.AsArray().Select(f => (f!["rule"]!.ToString(), f["severity"]!.ToString())));
        Assert.Equal("reviewed", spec["x_sast_set_aside"]![0]!["reason"]!.ToString());
    }

    [Fact]
    public async Task A_vex_statement_sets_a_vulnerability_aside_and_the_others_stand()
    {
        _folder.Write("bom.vex.json", """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"bom-ref": "c", "name": "torch", "version": "1", "purl": "pkg:pypi/torch@1"}],
             "vulnerabilities": [
              {"id": "CVE-2026-1", "ratings": [{"score": 9.8, "method": "CVSSv31"}], "published": "2026-11-05T12:00:00Z", "recommendation": "Upgrade torch to version 2.1.0", "affects": [{"ref": "c"}]},
              {"id": "CVE-2026-2", "ratings": [{"severity": "high"}], "affects": [{"ref": "c"}], "analysis": {"state": "not_affected", "justification": "code_not_reachable"}}]}
            """);

        var spec = Assert.Single((await Collecting.RunAsync(_folder, "code-findings")).Documents).Spec;

        var found = Assert.Single(spec["vulns"]!.AsArray())!;
        Assert.Equal(("CVE-2026-1", "critical", "pkg:pypi/torch@1", "2.1.0", 20), (found["id"]!.ToString(), found["severity"]!.ToString(), found["package"]!.ToString(), found["fixed"]!.ToString(), found["age_days"]!.GetValue<int>()));
        Assert.Equal("not_affected: code_not_reachable", spec["x_vulns_set_aside"]![0]!["reason"]!.ToString());
    }

    [Fact]
    public async Task A_static_analysis_is_no_proof_that_packages_were_looked_at()
    {
        _folder.Write("scan.sarif", """{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t"}}, "results": []}]}""");

        var answer = await Collecting.RunAsync(_folder, "code-findings");

        Assert.Null(Assert.Single(answer.Documents).Spec["vulns"]);
        Assert.Equal("pipeline.vulns", Assert.Single(answer.Gaps).Field);
    }

    [Theory]
    [InlineData("{\"runs\": 1}")]
    [InlineData("{\"a\": 1}")]
    [InlineData("nothing")]
    public async Task A_report_of_no_known_form_is_a_gap_with_its_file(string text)
    {
        _folder.Write("scan.sarif", text);

        Assert.Contains((await Collecting.RunAsync(_folder, "code-findings", new JsonObject { ["sarif"] = "scan.sarif" })).Gaps, g => g.Source == "scan.sarif");
    }
}
