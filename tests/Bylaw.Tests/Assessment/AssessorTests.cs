using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Testing;
using Bylaw.Waivers;

namespace Bylaw.Tests.Assessment;

public sealed class AssessorTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<PackLibrary> _packs = new(() =>
        PackLibrary.TryLoad([Path.Combine(SharedData.RepositoryRoot, "packs")], out var problems) ?? throw new InvalidDataException(string.Join('\n', problems)));

    [Fact]
    public void Missing_evidence_fails_where_the_control_says_so_and_never_passes()
    {
        var report = Assess("datasets:\n  - {id: d, roles: [train]}\n", []);

        Assert.Equal(ControlOutcome.Fail, Outcome(report, "PRV-001", "d"));
        Assert.Equal(ControlOutcome.Unknown, Outcome(report, "DAT-002", "d"));
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public void A_scan_with_a_clear_column_fails_with_column_and_count()
    {
        var report = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(20_000)]);

        var result = Assert.Single(report.Results, r => r.Control.Id == "PRV-002" && r.Subject == "d");
        Assert.True(result.Blocks);
        Assert.Contains("column mail", Assert.Single(result.Findings).Message);
        Assert.Equal("governance.yaml", result.Findings[0].Place!.File);
    }

    [Fact]
    public void A_waiver_answers_a_waivable_control_until_it_expires()
    {
        var waiver = new Waiver("PRV-001", "d", "r", "a", "x", new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 1), new FilePlace("waivers.yaml", 3));

        var valid = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)], waiver);
        var expired = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)], waiver with { ExpiresOn = new DateOnly(2026, 11, 22) });

        Assert.Equal(ControlOutcome.Waived, Outcome(valid, "PRV-001", "d"));
        Assert.Equal(ControlOutcome.Fail, Outcome(expired, "PRV-001", "d"));
        Assert.Contains(Told(expired), m => m.Contains("expired on 2026-11-22", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PRV-002", "r", "a", "2026-12-01", "may never be waived")]
    [InlineData("PRV-001", "a", "a", "2026-12-01", "approved by the person who asked")]
    [InlineData("PRV-001", "r", "a", "2027-03-01", "longer than 90 days")]
    [InlineData("PRV-01", "r", "a", "2026-12-01", "names the control PRV-01, which is not there")]
    public void A_waiver_at_fault_answers_nothing_and_is_told(string control, string requester, string approver, string until, string message)
    {
        var waiver = new Waiver(control, "d", requester, approver, "x", new DateOnly(2026, 11, 1), DateOnly.Parse(until, null), new FilePlace("waivers.yaml", 3));

        var report = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)], waiver);

        Assert.Contains(Told(report), m => m.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain(report.Results, r => r.Outcome == ControlOutcome.Waived);
    }

    [Fact]
    public void A_law_that_does_not_apply_yet_warns_with_its_date()
    {
        var report = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)], "packs: {enabled: [eu-ai-act-high-risk-provider]}");

        var result = Assert.Single(report.Results, r => r.Control.Id == "PRV-001");
        Assert.Equal(Enforcement.Warn, result.Enforcement);
        Assert.Contains("2027-12-02", result.Note);
        Assert.Equal(0, report.Results.Count(r => r.Blocks));
    }

    [Fact]
    public void An_enabled_pack_that_is_not_installed_is_no_pass()
    {
        var report = Assess("", [], "packs: {enabled: [basline]}");

        Assert.Contains("did you mean `baseline`?", Assert.Single(report.MissingPacks));
        Assert.Equal(2, report.ExitCode);
    }

    [Fact]
    public void Controls_that_a_pack_names_and_nobody_built_are_told()
    {
        var report = Assess("", [], "packs: {enabled: [eu-ai-act-gpai]}");

        Assert.Contains("GPA-006", report.ControlsNotBuilt);
    }

    [Fact]
    public void Same_inputs_give_the_same_bytes()
    {
        var first = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)]).ToJson().ToJsonString();
        var second = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)]).ToJson().ToJsonString();

        Assert.Equal(first, second);
    }

    [Fact]
    public void A_parameter_may_only_be_tightened_where_the_pack_says_so()
    {
        var report = Assess(
            "approvals:\n  - {id: a, action: deploy, approvers: []}\nparameters:\n  APR-001: {min_approvers: 1}\n", [], "risk: {class: high}");

        var result = Assert.Single(report.Results, r => r.Control.Id == "APR-001");
        Assert.Equal(ControlOutcome.Error, result.Outcome);
        Assert.Contains("stricter", result.Findings[0].Message);
        Assert.Equal(2, report.ExitCode);
    }

    [Fact]
    public void A_fact_that_the_manifest_fills_in_is_reported_as_declared()
    {
        var declared = Assess("datasets:\n  - {id: d, licence: {spdx: CC0-1.0, allows: [train]}}\n", []);
        var collected = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)]);

        Assert.Equal("declared", Assert.Single(declared.Results, r => r.Control.Id == "DAT-004").Origin);
        Assert.Equal("collected", Assert.Single(collected.Results, r => r.Control.Id == "PRV-001").Origin);
    }

    [Fact]
    public void A_crosswalk_reports_and_stops_nothing()
    {
        var report = Assess("datasets:\n  - {id: d, roles: [train]}\n", [Dataset(5)], "packs: {enabled: [nist-ai-rmf]}");

        var result = Assert.Single(report.Results, r => r.Control.Id == "PRV-001");
        Assert.Equal(ControlOutcome.Fail, result.Outcome);
        Assert.False(result.Blocks);
        Assert.Contains("crosswalk", result.Note);
    }

    [Fact]
    public void Several_evaluations_of_one_run_are_judged_apart()
    {
        var performance = Evaluation("performance", new JsonObject { ["id"] = "run/performance", ["kind"] = "performance" });
        var fairness = Evaluation("fairness", new JsonObject { ["id"] = "run/fairness", ["kind"] = "fairness" });

        var set = new EvidenceSet([new ManifestSubject("evaluation", "run", new JsonObject { ["id"] = "run", ["x_by"] = "u" }, "/evaluations/0")], [performance, fairness]);

        Assert.Equal(["run/fairness", "run/performance"], set.SubjectsOf("evaluation"));
    }

    [Fact]
    public void A_pack_that_is_overdue_for_review_reminds()
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", "governance: 1\nsystem: {id: s}\n", out _)!;

        var report = new Assessor(_packs.Value, manifest, []).Assess([], [], new AssessmentOptions { EffectiveTime = _now.AddDays(181) });

        Assert.Contains("baseline was last reviewed on 2026-11-23", Assert.Single(report.Reminders));
    }

    /// <summary>What is told of waivers: by the control about them, or as a fault where that control is not judged.</summary>
    private static IEnumerable<string> Told(AssessmentReport report) =>
        report.Faults.Concat(report.Results.Where(r => r.Control.Id == "APR-005").SelectMany(r => r.Findings).Select(f => f.Message));

    private static EvidenceDocument Evaluation(string name, JsonObject spec) => new()
    {
        Kind = "evaluation",
        Subject = new Subject("run"),
        CollectedAt = _now,
        Collector = new CollectorIdentity(name, "1"),
        Origin = EvidenceOrigin.Collected,
        Spec = spec,
    };

    /// <summary>Faults of waivers are findings where the control on waivers is enabled, and faults of the report where it is not.</summary>
    private static IEnumerable<string> FaultsOfWaivers(AssessmentReport report) =>
        report.Faults.Concat(report.Results.Where(r => r.Control.SubjectKind == Waiver.EvidenceKind).SelectMany(r => r.Findings).Select(f => f.Message));

    private static ControlOutcome Outcome(AssessmentReport report, string control, string subject) =>
        Assert.Single(report.Results, r => r.Control.Id == control && r.Subject == subject).Outcome;

    private static EvidenceDocument Dataset(int count) => new()
    {
        Kind = "dataset",
        Subject = new Subject("d"),
        CollectedAt = _now,
        Collector = new CollectorIdentity("test", "1"),
        Origin = EvidenceOrigin.Collected,
        Completeness = Completeness.Full("all rows"),
        Spec = new JsonObject
        {
            ["rows"] = 20_000,
            ["pii"] = new JsonObject
            {
                ["scan"] = new JsonObject { ["rows_scanned"] = 20_000 },
                ["findings"] = new JsonArray(new JsonObject
                {
                    ["entity"] = "EMAIL", ["column"] = "mail", ["count"] = count, ["max_confidence"] = 0.99, ["verdict"] = "VIOLATION",
                }),
            },
        },
    };

    private static AssessmentReport Assess(string sections, ImmutableArray<EvidenceDocument> documents, params Waiver[] waivers) =>
        Assess(sections, documents, "", waivers);

    private static AssessmentReport Assess(string sections, ImmutableArray<EvidenceDocument> documents, string system, params Waiver[] waivers)
    {
        var text = "governance: 1\nsystem:\n  id: s\n" + (system.Length > 0 ? "  " + system + "\n" : "") + sections;
        var manifest = GovernanceManifest.TryRead("governance.yaml", text, out var problems);
        Assert.True(manifest is not null, string.Join('\n', problems));
        return new Assessor(_packs.Value, manifest, [.. waivers]).Assess(documents, [], new AssessmentOptions { EffectiveTime = _now });
    }
}
