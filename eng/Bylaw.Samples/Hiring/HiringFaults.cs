namespace Bylaw.Samples.Hiring;

/// <summary>The faults of the specification, each on a copy of the clean sample.</summary>
internal static class HiringFaults
{
    public static IReadOnlyDictionary<string, Action<SampleFolder>> All { get; } = new Dictionary<string, Action<SampleFolder>>(StringComparer.Ordinal)
    {
        ["female Black 196/700 = 0.28 against the best counted cell 0.4401, ratio 0.6362"] = f => Recount(f, counts => counts.Select(c => c is ("female", "Black", _, _) ? c with { Selected = 196 } : c)),
        ["audit dated 400 days ago"] = f => HiringSample.WriteAuditor(f, "n.sato", "Sato Audits", "2025-10-21T00:00:00Z"),
        ["auditor works for the vendor"] = f => HiringSample.WriteAuditor(f, "n.sato", "ranker-vendor", "2026-06-15T00:00:00Z"),
        ["summary lacks distribution date"] = f => f.Replace("audit/summary.html", "<p>First used: <time data-field=\"distribution_date\">2026-07-01</time></p>\n", ""),
        ["notice 3 business days"] = f => f.Replace("governance.yaml", "candidate_notice_days: 10", "candidate_notice_days: 3"),
        ["excluded cell without reason"] = f =>
        {
            f.Write("audit/counts.csv", HiringSample.CountsCsv(HiringSample.Counts, withReasons: false));
            HiringSample.WriteAuditor(f, "n.sato", "Sato Audits", "2026-06-15T00:00:00Z");
        },
        ["video module with labels happy, angry, stress at work"] = f => f.Replace(
            "governance.yaml", "models:\n", "models:\n  - {id: video-module, output_labels: [happy, angry, stress], base: {id: video-module, revision: \"1.0 of 2026-01-10\", pinned: true, hosting: api, vendor: ranker-vendor}}\n"),
        ["vendor review 500 days old"] = f => f.Replace("vendor/contract.md", "reviewed_at: 2026-05-02", "reviewed_at: 2025-07-13"),
        ["workers told after go-live"] = f => f.Replace("governance.yaml", "workers_informed_at: 2026-06-01", "workers_informed_at: 2026-08-01"),
        ["exemption 6(3)(d) claimed although profiling is true"] = f => f.Replace(
            "governance.yaml", "risk: {class: high, annex_iii: [\"4(a)\"],", "risk: {class: limited, annex_iii: [\"4(a)\"], exemption: {claimed: true, condition: d, assessment_ref: docs/dpia.md},"),
    };

    private static void Recount(SampleFolder folder, Func<IEnumerable<(string Sex, string Race, int Applicants, int Selected)>, IEnumerable<(string, string, int, int)>> change)
    {
        folder.Write("audit/counts.csv", HiringSample.CountsCsv(change(HiringSample.Counts)));
        HiringSample.WriteAuditor(folder, "n.sato", "Sato Audits", "2026-06-15T00:00:00Z");
    }
}
