using Bylaw.Assessment;
using Bylaw.Reports;

namespace Bylaw.Tests.Reports;

public sealed class ReportTextTests
{
    [Fact]
    public void GitLab_entries_have_a_place_a_severity_and_their_own_fingerprint()
    {
        var entries = GitLabReport.Write(SampleReport.Make());

        Assert.Equal(["critical", "info"], entries.Select(e => e!["severity"]!.ToString()));
        Assert.Equal("data/d2.csv", entries[0]!["location"]!["path"]!.ToString());
        Assert.Equal(7, (int)entries[0]!["location"]!["lines"]!["begin"]!);
        Assert.Equal(2, entries.Select(e => e!["fingerprint"]!.ToString()).Distinct().Count());
    }

    [Fact]
    public void A_lasting_fingerprint_survives_other_numbers_and_an_exact_one_does_not()
    {
        var before = new RuleFinding("ratio 0.72 < 0.80 in 3 groups", null, null, ["evaluation.groups"], null);
        var after = before with { Message = "ratio 0.7 < 0.80 in 12 groups" };

        Assert.Equal(ResultFingerprint.Lasting("C", "s", before), ResultFingerprint.Lasting("C", "s", after));
        Assert.NotEqual(ResultFingerprint.Exact("C", "s", before), ResultFingerprint.Exact("C", "s", after));
        Assert.NotEqual(ResultFingerprint.Lasting("C", "s", before), ResultFingerprint.Lasting("C", "t", before));
    }

    [Fact]
    public void Same_report_gives_the_same_ids() =>
        Assert.Equal(
            Bylaw.Reports.Oscal.OscalReport.AssessmentResults(SampleReport.Make()).ToJsonString(),
            Bylaw.Reports.Oscal.OscalReport.AssessmentResults(SampleReport.Make()).ToJsonString());
}
