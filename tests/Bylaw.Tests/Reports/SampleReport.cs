using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Packs;

namespace Bylaw.Tests.Reports;

/// <summary>A report with every outcome, made by hand so that reports are tested apart from the packs.</summary>
internal static class SampleReport
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static AssessmentReport Make() => new()
    {
        System = "loan-score",
        Stage = "predeploy",
        EffectiveTime = Now,
        EngineVersion = "0.1.0",
        PolicyDigest = new string('a', 64),
        InputDigest = new string('b', 64),
        MayAttest = true,
        Packs = [new Pack { Id = "baseline", Title = "Good practice", Kind = "product", Controls = ["T-001", "T-002", "T-003"] }],
        Results =
        [
            Result("T-001", "d1", ControlOutcome.Pass),
            Result("T-001", "d2", ControlOutcome.Fail, new RuleFinding("dataset d2: 3 rows\u00a0of 5 are bad", "0 rows", "3 rows", ["dataset.rows"], new FilePlace("data/d2.csv", 7))),
            Result("T-002", "m", ControlOutcome.Waived, new RuleFinding("model m: waived thing", null, null, [], null)) with { Note = "waived until 2026-12-31 by a.kim: soon" },
            Result("T-003", "m", ControlOutcome.Unknown, new RuleFinding("no evidence for model.x", null, null, ["model.x"], null)),
            Result("T-004", "m", ControlOutcome.NotApplicable),
            Result("T-005", "m", ControlOutcome.Pass),
        ],
        Gaps = [],
        Evidence =
        [
            new EvidenceDocument
            {
                Kind = "dataset",
                Subject = new Subject("d2").WithSha256(new string('c', 64)),
                CollectedAt = Now,
                Collector = new CollectorIdentity("test", "1"),
                Origin = EvidenceOrigin.Collected,
                Spec = new JsonObject { ["rows"] = 5, ["licence"] = new JsonObject { ["spdx"] = "CC0-1.0" } },
            },
            new EvidenceDocument
            {
                Kind = "model",
                Subject = new Subject("m").WithSha256(new string('d', 64)),
                CollectedAt = Now,
                Collector = new CollectorIdentity("test", "1"),
                Origin = EvidenceOrigin.Collected,
                Spec = [],
            },
        ],
    };

    private static ControlResult Result(string id, string subject, ControlOutcome outcome, params RuleFinding[] findings) => new()
    {
        Control = new Control
        {
            Id = id,
            Title = $"Title of {id}",
            Rule = $"What {id} wants.",
            SubjectKind = subject.StartsWith('d') ? "dataset" : "model",
            Severity = "high",
            Stages = ["predeploy"],
            Enforcement = Enforcement.Block,
            IsWaivable = true,
            FailsOnMissing = false,
            Fix = "Mend it.",
            Package = "bylaw.controls." + id,
            File = "control.rego",
            References = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("gdpr", ["5"]),
        },
        Subject = subject,
        Outcome = outcome,
        Enforcement = Enforcement.Block,
        Packs = ["baseline"],
        Findings = [.. findings],
    };
}
