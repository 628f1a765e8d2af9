using Bylaw.Assessment;
using Bylaw.Samples;

namespace Bylaw.Cli.Tests.Check;

/// <summary>The sample projects as they should be, and each fault that they can be broken with: the control that finds it, and its words.</summary>
public sealed class SampleTests(SampleWorkspace samples) : IClassFixture<SampleWorkspace>
{
    /// <summary>Sample, fault, control, part of the message; where no enabled pack names the control, a pack that does.</summary>
    public static TheoryData<string, string, string, string, string?> Faults => new()
    {
        { "credit-scoring", "e-mail column left in applicants.csv (20,000 cells, confidence 0.99)", "PRV-001", "column email holds 20000 cells of EMAIL", null },
        { "credit-scoring", "bucket without encryption at rest", "PRV-002", "lies on a storage that is not encrypted", null },
        { "credit-scoring", "bucket without encryption at rest", "SEC-002", "applicants", null },
        { "credit-scoring", "pickle file that calls os.system", "SUP-001", "model.pkl can run code on load (os.system", null },
        { "credit-scoring", "female rate 986/2900 = 0.3400, male 1457/3100 = 0.4700, ratio 0.7234", "FAI-002", "female is selected at 0.3400 against 0.4700 for male, ratio 0.7234 < 0.8", null },
        { "credit-scoring", "true-positive rate 0.6800 against 0.8686, gap 0.1886", "FAI-006", "0.6800 for female and 0.8686 for male, gap 0.188613 > 0.1", null },
        { "credit-scoring", "evaluation made for another digest", "ROB-002", "was made for another model", null },
        { "credit-scoring", "evaluation made for another digest", "FAI-001", "loan-score-gbm", null },
        { "credit-scoring", "author is one of the two approvers", "APR-001", "k.lindt is the author and cannot approve", null },
        { "credit-scoring", "approval digest is the previous model", "APR-002", "is for another model", null },
        { "credit-scoring", "log retention 90 days", "LOG-002", "logs are kept for 90 days < 183", null },
        { "credit-scoring", "no FRIA", "SYS-009", "no evidence for system.fria.completed_at", null },
        { "credit-scoring", "dataset allows only marketing", "DAT-005", "which is not among", null },
        { "credit-scoring", "Annex IV document 5 has TODO", "DOC-002", "docs/annex-iv/05.md for point 5 of Annex IV has 1 placeholders", null },
        { "credit-scoring", "region association with protected attribute 0.61, no reason", "FAI-011", "associated with a protected attribute at 0.61 > 0.5", null },
        { "credit-scoring", "PSI of income 0.31", "MON-002", "feature income drifted by 0.31 > 0.2", null },
        { "credit-scoring", "age band 75+ has 18 rows", "FAI-010", "75+", "credit-us" },
        { "credit-scoring", "PII scan evidence missing", "PRV-001", "no evidence for dataset.pii.findings", null },
        { "credit-scoring", "waiver for SUP-001", "APR-005", "SUP-001 may never be waived", null },
        { "hiring-screener", "female Black 196/700 = 0.28 against the best counted cell 0.4401, ratio 0.6362", "FAI-002", "selected at 0.2800 against 0.4401 for male x White, ratio 0.6362 < 0.8", null },
        { "hiring-screener", "audit dated 400 days ago", "FAI-004", "older than 365 days", null },
        { "hiring-screener", "auditor works for the vendor", "FAI-004", "is not marked independent", null },
        { "hiring-screener", "summary lacks distribution date", "FAI-005", "lacks distribution date", null },
        { "hiring-screener", "notice 3 business days", "FAI-005", "told 3 business days ahead < 10", null },
        { "hiring-screener", "excluded cell without reason", "FAI-003", "states no reason", null },
        { "hiring-screener", "video module with labels happy, angry, stress at work", "PRB-002", "answers with emotions: angry, happy, stress", null },
        { "hiring-screener", "vendor review 500 days old", "SUP-009", "more than 365 days ago", null },
        { "hiring-screener", "workers told after go-live", "DOC-009", "after go-live on 2026-07-01", null },
        { "hiring-screener", "exemption 6(3)(d) claimed although profiling is true", "SYS-004", "no evidence for system.registration.eu_db_id", "eu-ai-act-high-risk-provider" },
        { "support-agent", "prompt file with an API key", "SUP-011", "prompts/system.md holds a secret", null },
        { "support-agent", "prompt file with an API key", "LLM-005", "prompts/system.md", null },
        { "support-agent", "red team 24 of 240 = 0.10", "ROB-010", "succeeded in 0.1 of its attacks > 0.05", null },
        { "support-agent", "red team 10 cases only", "ROB-010", "has 10 cases < 200", null },
        { "support-agent", "model pinned to an alias", "SUP-006", "at latest, which can change", null },
        { "support-agent", "vendor trains on customer data", "PRV-012", "trains on the data of its customers", null },
        { "support-agent", "agent uses a person's token", "AGT-011", "uses the identity of a person", null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_by_its_control_in_its_words(string sample, string fault, string control, string words, string? pack)
    {
        var report = await samples.BrokenAsync(sample, fault, control, pack);

        var failed = report.Results.Where(r => r.Control.Id == control && r.Outcome == ControlOutcome.Fail).ToList();
        Assert.NotEmpty(failed);
        Assert.Contains(words, string.Join('\n', failed.SelectMany(r => r.Findings).Select(f => f.Message)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Without_the_fault_the_control_does_not_say_so(string sample, string fault, string control, string words, string? pack)
    {
        _ = fault;
        var report = await samples.CleanAsync(sample, pack);

        Assert.DoesNotContain(report.Results.Where(r => r.Control.Id == control).SelectMany(r => r.Findings), f => f.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_every_sample_is_tested()
    {
        var tested = Faults.Select(f => (f.Data.Item1, f.Data.Item2)).ToHashSet();

        Assert.All(SampleList.All.SelectMany(s => s.Faults.Keys.Select(f => (s.Name, f))), f => Assert.Contains(f, tested));
    }

    [Fact]
    public async Task The_credit_example_passes_as_it_stands()
    {
        var report = await samples.CleanAsync("credit-scoring");

        Assert.Equal(0, report.ExitCode);
        Assert.Equal([], report.Results.Where(r => r.Outcome is ControlOutcome.Fail or ControlOutcome.Error).Select(r => $"{r.Control.Id} {r.Subject}"));
    }
}
