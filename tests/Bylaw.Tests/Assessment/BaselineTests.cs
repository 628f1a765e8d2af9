using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Testing;

namespace Bylaw.Tests.Assessment;

public sealed class BaselineTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<PackLibrary> _packs = new(() =>
        PackLibrary.TryLoad([Path.Combine(SharedData.RepositoryRoot, "packs")], out var problems) ?? throw new InvalidDataException(string.Join('\n', problems)));

    [Fact]
    public void A_known_failure_warns_and_a_new_one_still_stops()
    {
        var baseline = Baseline.Of(Assess(3, null));

        var same = Result(Assess(3, baseline));
        var worse = Result(Assess(4, baseline));

        Assert.True(same.IsInBaseline);
        Assert.False(same.Blocks);
        Assert.True(worse.Blocks);
    }

    [Fact]
    public void A_control_that_is_never_waivable_is_never_known() =>
        Assert.All(Baseline.Of(Assess(3, null)).Entries, e => Assert.True(_packs.Value.Controls[e.Control].IsWaivable));

    [Fact]
    public void What_is_mended_is_told_and_taken_out_and_nothing_comes_in()
    {
        var baseline = Baseline.Of(Assess(3, null));

        var mended = Assess(0, baseline);
        var shrunk = baseline.Shrink(Baseline.Of(Assess(0, null)));
        var grown = baseline.Shrink(Baseline.Of(Assess(4, null)));

        Assert.Contains(mended.Faults, f => f.Contains("PRV-001 on d is mended", StringComparison.Ordinal));
        Assert.DoesNotContain(shrunk.Entries, e => e.Control == "PRV-001");
        Assert.Subset(baseline.Entries.Select(e => e.Fingerprint).ToHashSet(), grown.Entries.Select(e => e.Fingerprint).ToHashSet());
    }

    [Fact]
    public void A_baseline_reads_back_as_it_was_written()
    {
        var baseline = Baseline.Of(Assess(3, null));

        Assert.Equal(baseline.Write(), Baseline.Parse(baseline.Write()).Write());
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("{}", "schema")]
    [InlineData("""{"schema":"bylaw/baseline/v1","since":"2026-01-01","entries":[{"control":"A"}]}""", "`subject` is missing")]
    public void A_broken_baseline_is_told(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Baseline.Parse(json)).Message);

    private static ControlResult Result(AssessmentReport report) => Assert.Single(report.Results, r => r.Control.Id == "PRV-001" && r.Subject == "d");

    private static AssessmentReport Assess(int count, Baseline? baseline)
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", "governance: 1\nsystem:\n  id: s\ndatasets:\n  - {id: d, roles: [train]}\n", out _)!;
        var findings = count == 0 ? [] : new JsonArray(new JsonObject { ["entity"] = "EMAIL", ["column"] = "mail", ["count"] = count, ["max_confidence"] = 0.99, ["verdict"] = "VIOLATION" });
        ImmutableArray<EvidenceDocument> documents =
        [
            new EvidenceDocument
            {
                Kind = "dataset",
                Subject = new Subject("d"),
                CollectedAt = _now,
                Collector = new CollectorIdentity("test", "1"),
                Origin = EvidenceOrigin.Collected,
                Completeness = Completeness.Full("all rows"),
                Spec = new JsonObject { ["rows"] = 20_000, ["pii"] = new JsonObject { ["scan"] = new JsonObject { ["rows_scanned"] = 20_000 }, ["findings"] = findings } },
            },
        ];
        return new Assessor(_packs.Value, manifest, [], baseline).Assess(documents, [], new AssessmentOptions { EffectiveTime = _now });
    }
}
