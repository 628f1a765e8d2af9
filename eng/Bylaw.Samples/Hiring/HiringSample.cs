using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Audits;

namespace Bylaw.Samples.Hiring;

/// <summary>An employer in New York City and the EU uses a supplier's ranker: bias audit by counts, public summary, notice.</summary>
internal sealed class HiringSample : ISample
{
    /// <summary>Applicants and selected, as the specification counts them.</summary>
    public static readonly (string Sex, string Race, int Applicants, int Selected)[] Counts =
    [
        ("female", "Hispanic", 620, 248), ("female", "White", 1450, 624), ("female", "Black", 700, 273), ("female", "Asian", 820, 353),
        ("female", "Native American", 60, 24), ("female", "Pacific Islander", 40, 17), ("female", "Two or more", 210, 84),
        ("male", "Hispanic", 600, 252), ("male", "White", 1520, 669), ("male", "Black", 640, 256), ("male", "Asian", 860, 378),
        ("male", "Native American", 55, 22), ("male", "Pacific Islander", 35, 15), ("male", "Two or more", 190, 78),
    ];

    private const string SmallReason = "less than 2 percent of the known applicants";

    public string Name => "hiring-screener";

    public IReadOnlyDictionary<string, Action<SampleFolder>> Faults => HiringFaults.All;

    /// <summary>The digest that the supplier states for its ranker.</summary>
    public static string ModelDigest { get; } = Convert.ToHexStringLower(SHA256.HashData("cv-ranker 5.2 of 2026-03-01"u8));

    public void Write(SampleFolder folder)
    {
        WriteManifest(folder);
        folder.Write("audit/counts.csv", CountsCsv(Counts));
        folder.Write("audit/subject.json", new JsonObject { ["model_digest"] = ModelDigest, ["dataset_id"] = "applications-2025" });
        WriteAuditor(folder, "n.sato", "Sato Audits", "2026-06-15T00:00:00Z");
        folder.Write("audit/summary.html", Summary());
        folder.Write("data/applications-2025.csv", Applications());
        folder.Write("data/datasets.lock.json", new JsonObject { ["data/applications-2025.csv"] = folder.Sha256("data/applications-2025.csv") });
        WriteDocuments(folder);
        SampleKeys.WritePublic(folder, "n.sato");
        SampleKeys.WritePublic(folder, "h.cho");
    }

    /// <summary>Nothing of this sample is deployed by the employer; nobody has to approve a model.</summary>
    public void Approve(SampleFolder folder)
    {
    }

    public static string CountsCsv(IEnumerable<(string Sex, string Race, int Applicants, int Selected)> counts, bool withReasons = true)
    {
        var all = counts.ToList();
        var known = all.Sum(c => c.Applicants);
        var byRace = all.GroupBy(c => c.Race, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Applicants), StringComparer.Ordinal);
        var text = new StringBuilder("sex,race_ethnicity,applicants,selected,excluded_reason\n");
        foreach (var (sex, race, applicants, selected) in all)
        {
            var isSmall = applicants < 0.02 * known || byRace[race] < 0.02 * known;
            text.Append(CultureInfo.InvariantCulture, $"{sex},{race},{applicants},{selected},{(isSmall && withReasons ? SmallReason : "")}\n");
        }
        return text.Append("unknown,unknown,400,,\n").ToString();
    }

    public static void WriteAuditor(SampleFolder folder, string person, string organisation, string at) => SampleKeys.WriteSigned(
        folder, "audit/auditor.json", person, SampleKeys.Sign(person, new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "audit/counts.csv", ["digest"] = new JsonObject { ["sha256"] = folder.Sha256("audit/counts.csv") } }),
            ["predicateType"] = AuditorStatement.PredicateType,
            ["predicate"] = new JsonObject { ["person"] = person, ["organisation"] = organisation, ["independent"] = true, ["at"] = at },
        }));

    private static void WriteManifest(SampleFolder folder)
    {
        folder.Write("governance.yaml", $$$"""
            governance: 1
            system:
              id: cv-screen
              purpose: Rank applicants for customer service jobs so recruiters read the best first
              foreseeable_misuse: [rejecting everyone below a score without reading]
              decision_domain: employment
              decision_effect: materially_influences
              profiling: true
              deployment_context: [workplace]
              jurisdictions: [US-NY-NYC, EU]
              operator_roles: [deployer]
              prohibited_screen: none
              risk: {class: high, annex_iii: ["4(a)"], rationale: Recruitment and selection}
              packs: {enabled: [baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-deployer, gdpr-ai, hiring-nyc]}
              fairness: {metric_choice: {metric: impact_ratio, protected_attributes: [sex, race_ethnicity], rationale: docs/fairness.md}}
              notices: {candidate_notice_days: 10, affected_person_ref: docs/notice.md, workers_informed_at: 2026-06-01}
              oversight: {measures: [recruiter decides], people: [{person: h.cho, competence: recruiting, authority: overrule}], stop_control_ref: docs/stop.md, review_policy: adverse_only}
              appeals: {channel: "https://jobs.example/appeal", sla_days: 30}
              dpia: {ref: docs/dpia.md}
              placed_on_market_at: 2026-07-01
            datasets:
              - {id: applications-2025, lawful_basis: contract, lawful_basis_ref: docs/basis.md, allowed_purposes: [recruiting, employment], retention: {delete_by: 2027-12-31}, classification: confidential}
            models:
              - {id: cv-ranker, digest: "sha256:{{{ModelDigest}}}", version: "5.2", base: {id: cv-ranker, revision: "5.2 of 2026-03-01", pinned: true, hosting: api, vendor: ranker-vendor}}
            """);
        folder.Write("organisation.yaml", """
            organisation: 1
            name: Example Employer
            approvers:
              - {person: n.sato, role: auditor, key: keys/n.sato.pub.pem}
              - {person: h.cho, role: model-owner, key: keys/h.cho.pub.pem}
            """);
    }

    private static void WriteDocuments(SampleFolder folder)
    {
        folder.Write("vendor/contract.md", """
            ---
            vendor: ranker-vendor
            service: ranking of applications
            contract_ref: vendor/contract.md
            dpa_ref: vendor/contract.md
            upstream_doc_ref: vendor/contract.md
            trains_on_customer_data: false
            region: eu
            reviewed_at: 2026-05-02
            ---
            # Contract with the supplier of the ranker

            ## Access under Article 25(4)
            The supplier gives the information, capabilities and technical access that the employer needs.
            ## Upstream documents
            Model card 5.2, evaluation report 5.2, instructions for use 5.2.
            ## Data
            The supplier processes on instruction only and does not train on the employer's data.
            """);
        Document(folder, "fairness", "fairness", "", "Choice of the measure", "The impact ratio is what the law asks for.");
        Document(folder, "notice", "notice", "", "Notice to candidates", "A program ranks applications; a recruiter decides. You may ask for another way.");
        Document(folder, "basis", "lawful-basis", "", "Lawful basis", "Steps before a contract at the request of the applicant.");
        Document(folder, "stop", "runbook", "", "Stop", "Switch the ranking off in the recruiting tool; the list is then in order of arrival.");
        Document(folder, "dpia", "dpia", "completed_at: 2026-05-20\n", "Data protection impact assessment", "Ranking with effects on people; the recruiter decides.");
        folder.Write("monitoring/2026-11.json", new JsonObject
        {
            ["model_digest"] = ModelDigest, ["at"] = "2026-11-24T06:00:00Z", ["window_days"] = 30,
            ["fairness"] = new JsonArray(new JsonObject { ["attribute"] = "sex", ["group"] = "female", ["impact_ratio"] = 0.98, ["n"] = 300 }, new JsonObject { ["attribute"] = "sex", ["group"] = "male", ["impact_ratio"] = 1.0, ["n"] = 310 }),
        });
        folder.Write("monitoring/feedback.json", new JsonObject { ["open"] = 1, ["overdue"] = 0 });
        folder.Write("incidents/incidents.yaml", "incidents: []");
        folder.Write("CODEOWNERS", "* recruiting@employer.example");
        folder.Write("README.md", """
            # CV screen

            A made-up employer uses a supplier's ranker: an audit by counts, its public summary, notices and the contract. All files are made by `eng/samples`.

            ```sh
            ./bylaw check examples/hiring-screener --effective-time 2026-11-25
            ```
            """);
    }

    private static void Document(SampleFolder folder, string name, string kind, string front, string title, string text) =>
        folder.Write($"docs/{name}.md", $"---\nkind: {kind}\n{front}---\n# {title}\n\n{text}\n");

    /// <summary>Three hundred made-up applications without names: what the employer keeps.</summary>
    private static string Applications()
    {
        var chance = new Random(7);
        var text = new StringBuilder("application,experience_years,languages,skill_score\n");
        for (var i = 1; i <= 300; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"C{i:D5},{chance.Next(0, 25)},{chance.Next(1, 4)},{chance.NextDouble():0.000}\n");
        }
        return text.ToString();
    }

    private static string Summary()
    {
        var rows = string.Join("\n", Counts.Select(c => string.Create(CultureInfo.InvariantCulture, $"<tr><td>{c.Sex}</td><td>{c.Race}</td><td>{c.Applicants}</td><td>{c.Selected}</td><td>{(double)c.Selected / c.Applicants:0.0000}</td></tr>")));
        return $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Bias audit of the CV screen</title><link rel="canonical" href="https://jobs.example/bias-audit"></head>
            <body>
            <h1>Bias audit of the CV screen</h1>
            <p>Date of the audit: <time data-field="audit_date">2026-06-15</time></p>
            <p>First used: <time data-field="distribution_date">2026-07-01</time></p>
            <p data-field="data_source">Applications of 2025 to the employer's own jobs.</p>
            <p data-field="data_explanation">Historical data of one year; categories as the applicants gave them.</p>
            <p data-field="unknown_count">400 applicants gave no category and are in no rate.</p>
            <table data-field="applicant_counts"><caption>Applicants, selected and rates by sex and race or ethnicity</caption>
            {rows}
            </table>
            <p data-field="rates">Selection rates stand in the last column.</p>
            <p data-field="impact_ratios">The lowest impact ratio of a category that counts is 0.8861.</p>
            </body>
            </html>
            """;
    }
}
