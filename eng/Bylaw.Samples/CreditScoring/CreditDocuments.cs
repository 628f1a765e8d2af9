using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Samples.CreditScoring;

/// <summary>The documents and records of the sample.</summary>
internal static class CreditDocuments
{
    /// <summary>The nine points of Annex IV, each with what the sample's document says.</summary>
    private static readonly (string Title, string Text)[] _annexIv =
    [
        ("General description", "Loan score helps an underwriter judge applications for consumer loans. It runs behind an API of the bank and is used by its credit department only."),
        ("Elements and development", "Forty boosted trees over five features, trained with ML.NET on 20,000 applications of the second quarter; the calibration follows Platt. Sex, age and region are no features."),
        ("Monitoring, functioning and control", "The service answers with a score and three reasons. The underwriter sees both, can overrule, and can stop the service."),
        ("Appropriateness of the metrics", "AUC tells how well payers are told from defaulters, the Brier score how well probabilities hold. Selection rates and true-positive rates are compared by sex and age band."),
        ("Risk management system", "Risks stand in the risk register with owner, treatment and residual score; it is reviewed every quarter."),
        ("Changes through the lifecycle", "Version 1.4.0 replaces 1.3.2: trained on newer data. Changes are made by merge request and approved by two people."),
        ("Standards applied", "No harmonised standard was applied in full; the bank follows its model risk policy and ISO/IEC 23894."),
        ("EU declaration of conformity", "The declaration stands in docs/declaration.md."),
        ("Post-market monitoring", "The plan stands in docs/monitoring-plan.md; reports come daily."),
    ];

    public static void Write(SampleFolder folder, string digest)
    {
        for (var i = 0; i < _annexIv.Length; i++)
        {
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"docs/annex-iv/{i + 1:D2}.md"), string.Create(CultureInfo.InvariantCulture, $"""
                ---
                kind: annex-iv
                annex_iv_item: {i + 1}
                model_digest: {digest}
                updated_at: 2026-11-21
                ---
                # {_annexIv[i].Title}

                {_annexIv[i].Text}
                """));
        }
        Document(folder, "fria.md", "fria", "completed_at: 2026-10-02\nnotified_at: 2026-10-09", "Fundamental rights impact assessment",
            "Who is affected: people who apply for a loan. Risks: refusal without reason, unequal treatment. Measures: a person decides, reasons are given, an appeal is open.");
        Document(folder, "dpia.md", "dpia", "completed_at: 2026-09-18", "Data protection impact assessment", "Profiling with effects on people; measures and residual risk are as in the register.");
        Document(folder, "impact.md", "impact-assessment", "completed_at: 2026-09-25", "Impact assessment", "Effects on applicants, on groups, and on the market were looked at with the people named in the register.");
        Document(folder, "fairness.md", "fairness", "", "Choice of the fairness measure", "Impact ratio, because approval is the scarce good; equal opportunity, because a payer who is refused bears the harm.");
        Document(folder, "ropa.md", "processing-record", "", "Record of processing", "Processing 17: scoring of loan applications.");
        Document(folder, "monitoring-plan.md", "monitoring-plan", "", "Monitoring plan", "Data: all requests. Methods: population stability index, AUC, impact ratio. Thresholds: 0.2, a drop of 0.05, 0.8. People: u.berg. Frequency: daily.");
        Document(folder, "incident-plan.md", "incident-plan", "tested_at: 2026-09-01", "Incident plan", "Roles, contacts, the market surveillance authority, and the steps that stop the service.");
        Document(folder, "declaration.md", "declaration", "", "EU declaration of conformity", "The bank declares under its sole responsibility what the law asks it to declare.");
        Document(folder, "lawful-basis.md", "lawful-basis", "", "Lawful basis", "Steps before a contract at the request of the applicant.");
        Document(folder, "bias-exam.md", "bias-examination", "", "Bias examination", "Shares of sex and age band were compared with the applicants of five years; labels were looked at by group.");
        Document(folder, "data-gaps.md", "data-gaps", "", "Data gaps", "People above 75 are few; people without income history are missing.");
        Document(folder, "fallback.md", "fallback", "", "Fallback", "Input outside the schema or an outage: the underwriter decides without a score.");
        Document(folder, "runbooks/stop.md", "runbook", "", "Stop the service", "Set the traffic split of the endpoint to zero; requests then go to the underwriter.");
        Document(folder, "drills/2026-10-14.md", "stop-drill", "at: 2026-10-14T09:30:00Z\nsucceeded: true\nrollback_version: 1.3.2", "Stop drill", "Stopped in four minutes and rolled back to 1.3.2.");
        Document(folder, "instructions.md", "instructions", $"model_digest: {digest}\nupdated_at: 2026-11-21\nitems: [provider, capabilities, limitations, accuracy_by_group, changes, oversight, resources, maintenance, logs]", "Instructions for use", """
            ## Provider and contact
            The bank, credit models team, credit-models@bank.example.
            ## Capabilities, limits and accuracy by group
            True-positive rate 0.85 for women and 0.87 for men; not for loans to companies.
            ## Changes
            Version 1.4.0; changes are announced four weeks ahead.
            ## Human oversight
            The underwriter sees reasons, can overrule and can stop the service.
            ## Resources and maintenance
            Two processor cores; trained anew twice a year.
            ## Logs
            Decisions are kept 400 days in a locked store.
            """);
        Document(folder, "notice.md", "notice", "", "Notice to applicants", "A program helps to judge your application; a person decides. You may ask for reasons and appeal.");
        folder.Write("docs/archive.yaml", "# How long technical documentation is kept.\ndocs_days: 3660");
        folder.Write("docs/risk-register.yaml", """
            reviewed_at: 2026-10-20
            items:
              - {id: R1, hazard: payers of one group are refused more often, likelihood: 2, severity: 4, owner: u.berg, treatment: fairness limits in the release gate, residual: 6}
              - {id: R2, hazard: the economy changes and scores drift, likelihood: 3, severity: 3, owner: m.okafor, treatment: daily drift report with an alert, residual: 6}
              - {id: R3, hazard: the underwriter follows the score blindly, likelihood: 3, severity: 3, owner: r.haas, treatment: reasons shown and overrules counted, residual: 6}
            """);
    }

    private static void Document(SampleFolder folder, string name, string kind, string front, string title, string text) =>
        folder.Write($"docs/{name}", $"---\nkind: {kind}\n{(front.Length == 0 ? "" : front + "\n")}---\n# {title}\n\n{text}\n");

    /// <summary>Cards of data and model, bill of materials, logs, monitoring, owners.</summary>
    public static void WriteRecords(SampleFolder folder, string digest)
    {
        WriteCards(folder);
        WriteBom(folder, digest);
        folder.Write("monitoring/2026-11.json", new JsonObject
        {
            ["model_digest"] = digest,
            ["at"] = "2026-11-24T06:00:00Z",
            ["window_days"] = 7,
            ["drift"] = new JsonArray(Drift("income", 0.031), Drift("debt_ratio", 0.024), Drift("loan_amount", 0.046)),
            ["performance"] = new JsonArray(new JsonObject { ["metric"] = "auc", ["baseline"] = 0.93, ["current"] = 0.925 }),
            ["fairness"] = new JsonArray(
                new JsonObject { ["attribute"] = "sex", ["group"] = "female", ["impact_ratio"] = 0.94, ["n"] = 410 },
                new JsonObject { ["attribute"] = "sex", ["group"] = "male", ["impact_ratio"] = 1.0, ["n"] = 450 }),
            ["reviews"] = 310,
            ["overrides"] = 21,
            ["median_review_s"] = 240,
        });
        folder.Write("monitoring/alerts.yaml", "alerts:\n  - {metric: psi, target: \"mailto:credit-models@bank.example\"}\n  - {metric: auc, target: \"mailto:credit-models@bank.example\"}");
        folder.Write("monitoring/feedback.json", new JsonObject { ["open"] = 3, ["overdue"] = 0 });
        folder.Write("attest/vulnerabilities.vex.json", new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["timestamp"] = "2026-11-24T05:00:00Z" },
            ["vulnerabilities"] = new JsonArray(),
        });
        folder.Write("incidents/incidents.yaml", "# Incidents of the last year; an empty list says that there were none.\nincidents: []");
        folder.Write("logs/logging.yaml", "enabled: true\nretention_days: 400\ntamper_evidence: hash_chain\nredaction: {enabled: true, entities: [EMAIL, PHONE, IBAN]}\ncoverage: 1.0\nreaders: [audit]");
        WriteDecisions(folder, digest);
        folder.Write("CODEOWNERS", "* credit-models@bank.example\n/governance.yaml risk@bank.example\n/organisation.yaml risk@bank.example\n/waivers.yaml risk@bank.example");
        folder.Write("README.md", """
            # Loan score

            A made-up bank scores loan applications. All files here are made by `eng/samples`: data, model, predictions, infrastructure, documents.
            The keys under `keys/` follow from the names of made-up people and protect nothing.

            ```sh
            ./bylaw check examples/credit-scoring --effective-time 2026-11-25
            ```
            """);
    }

    private static JsonObject Drift(string feature, double psi) => new() { ["feature"] = feature, ["psi"] = psi };

    private static void WriteCards(SampleFolder folder)
    {
        folder.Write("data/DATACARD.md", """
            ---
            name: applicants-2026q2
            version: "2026q2"
            license: cc0-1.0
            ---
            # Applications of the second quarter

            ## Description
            20,000 made-up applications for consumer loans with whether they defaulted (seed 7), and 6,000 for tests (seed 8).
            ## Owner
            Credit models team, credit-models@bank.example
            ## Source
            First party: the bank's own application form.
            ## Licence
            CC0-1.0, for use inside the bank.
            ## Collection period
            2026-04-01 to 2026-06-30
            ## Purpose
            To train and test the loan score.
            ## Preprocessing
            Amounts in euro, rounded; names and addresses were left out before export.
            ## Known gaps
            People above 75 are few; people without income history are missing.
            """);
        folder.Write("data/datasets.lock.json", new JsonObject
        {
            ["data/applicants.csv"] = folder.Sha256("data/applicants.csv"),
            ["data/applicants-test.csv"] = folder.Sha256("data/applicants-test.csv"),
        });
        folder.Write("data/applicants.profile.yaml", """
            # How the data is looked at.
            label: defaulted
            protected: [sex, age_band]
            population:
              sex: {female: 0.49, male: 0.51}
              age_band: {"18-29": 0.21, "30-44": 0.29, "45-59": 0.27, "60-74": 0.17, "75+": 0.06}
            """);
        folder.Write("data/applicants-test.profile.yaml", """
            label: defaulted
            protected: [sex, age_band]
            train: data/applicants.csv
            population:
              sex: {female: 0.49, male: 0.51}
              age_band: {"18-29": 0.21, "30-44": 0.29, "45-59": 0.27, "60-74": 0.17, "75+": 0.06}
            """);
        folder.Write("model/README.md", $"""
            ---
            license: apache-2.0
            pipeline_tag: tabular-classification
            version: {CreditModelFiles.Version}
            ---
            # Loan score

            ## Intended use
            To help an underwriter judge an application for a consumer loan. It informs; the person decides.
            ## Out of scope
            Automatic refusal, pricing of insurance, loans to companies.
            ## Training data
            `applicants-2026q2`, 20,000 made-up applications (seed 7).
            ## Evaluation
            6,000 applications that were not trained on, drawn to the counts of the specification.
            ## Metrics
            AUC and Brier score against the limits of `eval/thresholds.yaml`; impact ratio and true-positive rate by sex and age band.
            ## Limitations
            Few people above 75; the data is made up.
            ## Ethical considerations
            Sex, age and region are no features. Selection rates are compared before every release.
            ## Owner
            Credit models team, credit-models@bank.example
            ## Licence
            Apache-2.0
            ## Version
            {CreditModelFiles.Version}
            """);
    }

    private static void WriteBom(SampleFolder folder, string digest) => folder.Write("bom.cdx.json", new JsonObject
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["serialNumber"] = "urn:uuid:3b1f2a4c-6d5e-4f70-8192-a3b4c5d6e7f8",
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["timestamp"] = "2026-11-20T11:00:00Z" },
        ["components"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "machine-learning-model",
                ["bom-ref"] = "loan-score-gbm",
                ["name"] = "loan-score-gbm",
                ["version"] = CreditModelFiles.Version,
                ["supplier"] = new JsonObject { ["name"] = "Example Bank" },
                ["hashes"] = Hashes(folder.Sha256(CreditModelFiles.ModelPath)),
                ["licenses"] = Licence("Apache-2.0"),
                ["modelCard"] = new JsonObject
                {
                    ["modelParameters"] = new JsonObject
                    {
                        ["task"] = "tabular-classification",
                        ["datasets"] = new JsonArray(new JsonObject { ["ref"] = "applicants-2026q2" }, new JsonObject { ["ref"] = "applicants-test" }),
                    },
                    ["considerations"] = new JsonObject { ["useCases"] = new JsonArray("help an underwriter judge an application"), ["technicalLimitations"] = new JsonArray("few people above 75") },
                },
                ["properties"] = new JsonArray(new JsonObject { ["name"] = "bylaw:model_digest", ["value"] = digest }),
            },
            Data(folder, "applicants-2026q2", "data/applicants.csv"),
            Data(folder, "applicants-test", "data/applicants-test.csv")),
    });

    private static JsonObject Data(SampleFolder folder, string name, string path) => new()
    {
        ["type"] = "data",
        ["bom-ref"] = name,
        ["name"] = name,
        ["version"] = "2026q2",
        ["supplier"] = new JsonObject { ["name"] = "Example Bank" },
        ["hashes"] = Hashes(folder.Sha256(path)),
        ["licenses"] = Licence("CC0-1.0"),
        ["data"] = new JsonArray(new JsonObject { ["type"] = "dataset", ["name"] = name }),
    };

    private static JsonArray Hashes(string sha256) => new(new JsonObject { ["alg"] = "SHA-256", ["content"] = sha256 });

    private static JsonArray Licence(string id) => new(new JsonObject { ["license"] = new JsonObject { ["id"] = id } });

    /// <summary>Five decisions as the running system records them, each chained to the one before.</summary>
    private static void WriteDecisions(SampleFolder folder, string digest)
    {
        var previous = new string('0', 64);
        var lines = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var record = new JsonObject
            {
                ["id"] = $"d-{i + 1}",
                ["at"] = string.Create(CultureInfo.InvariantCulture, $"2026-11-24T{8 + (i / 2):00}:1{i}:00Z"),
                ["system"] = "loan-score",
                ["principal"] = "svc-loan-api",
                ["model_digest"] = digest,
                ["input_digest"] = Hash($"application {i}"),
                ["output_ref"] = $"scores/d-{i + 1}",
                ["effect"] = "allow",
                ["policy_digest"] = Hash("policy of 2026-11-20"),
                ["control_ids"] = new JsonArray("HUM-003", "LLM-007"),
                ["outcome"] = new JsonObject { ["kind"] = i == 3 ? "deny" : "approve", ["adverse"] = i == 3, ["reviewer"] = "u.berg", ["reviewed_at"] = "2026-11-24T10:00:00Z" },
                ["prev_hash"] = previous,
            };
            previous = Hash(previous + record.ToJsonString());
            record["hash"] = previous;
            lines.Add(record.ToJsonString());
        }
        folder.Write("logs/decisions.jsonl", string.Join('\n', lines));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
