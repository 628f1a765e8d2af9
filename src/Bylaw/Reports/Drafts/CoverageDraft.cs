using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Assessment;
using Bylaw.Packs;

namespace Bylaw.Reports.Drafts;

/// <summary>Says, pack by pack and control by control, what was decided how: coverage, and a statement of applicability.</summary>
public static class CoverageDraft
{
    /// <summary>Counts for each pack what was decided by looking, by declaration, by attestation, and what is left.</summary>
    /// <param name="source">Assessment and facts.</param>
    /// <returns>The draft.</returns>
    public static Draft Coverage(DraftSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var report = source.Report;
        return new Draft(
            $"Coverage of the packs enabled for {report.System}",
            "Own: what the checks support, and what they leave to people",
            source.Lead,
            [.. report.Packs.Select(p => Section(report, p))]);
    }

    /// <summary>Lists every control of the enabled packs: applicable or not, why, and how it stands.</summary>
    /// <param name="source">Assessment and facts.</param>
    /// <returns>The draft.</returns>
    public static Draft Applicability(DraftSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var report = source.Report;
        var rows = report.Results.GroupBy(r => r.Control.Id).Select(g => ImmutableArray.Create(
            g.Key,
            g.First().Control.Title,
            g.All(r => r.Outcome == ControlOutcome.NotApplicable) ? "no" : "yes",
            g.All(r => r.Outcome == ControlOutcome.NotApplicable)
                ? g.Select(r => r.Note).FirstOrDefault(n => n is not null) ?? $"holds where: {g.First().Control.AppliesWhen}"
                : string.Join(", ", g.First().Packs),
            string.Join(", ", g.Where(r => r.Outcome != ControlOutcome.NotApplicable).GroupBy(r => r.Outcome).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Count()} {AssessmentNames.Of(o.Key)}"))),
            string.Join(", ", g.Where(r => r.Outcome != ControlOutcome.NotApplicable).Select(r => r.Origin).Distinct())));
        return new Draft(
            $"Statement of applicability of {report.System} (draft)",
            "ISO/IEC 42001, clause 6.1.3, asks for such a statement",
            source.Lead,
            [
                new DraftSection("Controls", [], [new DraftTable(["control", "title", "applicable", "because", "stands", "known by"], [.. rows])], ["why a control that does not apply may be left out, where the reason above is not enough"]),
                new DraftSection("Not judged", [], [], [.. report.ControlsNotBuilt.Select(c => $"{c}: no rule is installed; a person must judge it")]),
            ]);
    }

    private static DraftSection Section(AssessmentReport report, Pack pack)
    {
        var results = report.Results.Where(r => r.Packs.Contains(pack.Id)).GroupBy(r => r.Control.Id).ToList();
        var rows = results.Select(g => ImmutableArray.Create(
            g.Key,
            g.First().Control.Title,
            g.First().Control.Decidability,
            string.Join(", ", g.GroupBy(r => r.Outcome).Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Count()} {AssessmentNames.Of(o.Key).Replace('_', ' ')}"))),
            string.Join("; ", g.First().Control.References.Take(3).Select(r => $"{r.Key} {string.Join(", ", r.Value)}"))));
        return new DraftSection(
            $"{pack.Id}: {pack.Title}",
            [
                new DraftFact("Status", pack.Status.Length > 0 ? pack.Status : "–", "pack", ""),
                new DraftFact("Controls judged", string.Create(CultureInfo.InvariantCulture, $"{results.Count} of {pack.Controls.Length}"), "derived", ""),
                new DraftFact("Decided by looking", string.Create(CultureInfo.InvariantCulture, $"{results.Count(g => g.Any(r => r.Outcome != ControlOutcome.NotApplicable && r.Origin is not ("declared" or "attested")))}"), "derived", ""),
                new DraftFact("Decided by what was declared", string.Create(CultureInfo.InvariantCulture, $"{results.Count(g => g.Any(r => r.Outcome != ControlOutcome.NotApplicable && r.Origin == "declared"))}"), "derived", ""),
                new DraftFact("Attested", string.Create(CultureInfo.InvariantCulture, $"{results.Count(g => g.Any(r => r.Outcome != ControlOutcome.NotApplicable && r.Origin == "attested"))}"), "derived", ""),
            ],
            [new DraftTable(["control", "title", "decidability", "results", "supports"], [.. rows])],
            [.. pack.Controls.Where(c => report.ControlsNotBuilt.Contains(c)).Select(c => $"{c}: no rule is installed; a person must judge it")]);
    }
}
