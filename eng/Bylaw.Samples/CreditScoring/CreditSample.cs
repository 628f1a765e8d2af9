using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Manifest;

namespace Bylaw.Samples.CreditScoring;

/// <summary>A bank scores loan applications with a boosted model: high risk under Annex III 5(b), provider and deployer.</summary>
internal sealed class CreditSample : ISample
{
    public string Name => "credit-scoring";

    public IReadOnlyDictionary<string, Action<SampleFolder>> Faults => CreditFaults.All;

    public void Write(SampleFolder folder)
    {
        WriteManifest(folder);
        var digest = CreditModelFiles.Write(folder);
        CreditInfrastructure.Write(folder);
        CreditDocuments.Write(folder, digest);
        CreditDocuments.WriteRecords(folder, digest);
        CreditSignatures.Write(folder, digest);
        CreditSignatures.WriteClassification(folder, InputsDigest(folder));
    }

    public void Approve(SampleFolder folder)
    {
        var gate = JsonNode.Parse(folder.Read("attest/gate.json"))!.AsObject();
        CreditSignatures.WriteApprovals(folder, CreditModelFiles.DigestOf(folder), folder.Sha256("attest/gate.json"), GateSummary.Of(gate));
    }

    /// <summary>The digest of the facts that the risk class depends on, as the check computes it.</summary>
    public static string InputsDigest(SampleFolder folder)
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", folder.Read("governance.yaml"), out var problems)
            ?? throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Line}: {p.Message}")));
        return DerivedEvidence.InputsDigest(manifest.WithSubjects(Conventions.Apply(manifest, new SourceFolder(folder.Root))));
    }

    private static void WriteManifest(SampleFolder folder)
    {
        folder.Write("governance.yaml", """
            # declared by people; everything else is collected
            governance: 1
            system:
              id: loan-score
              purpose: Score consumer loan applicants to help an underwriter decide
              foreseeable_misuse: [automatic refusal without a person, pricing of insurance]
              decision_domain: credit
              decision_effect: materially_influences
              profiling: true
              deployment_context: [consumer]
              jurisdictions: [EU]
              operator_roles: [provider, deployer]
              prohibited_screen: none            # ten answers no, confirmed by the classification approval
              risk: {class: high, annex_iii: ["5(b)"], rationale: Creditworthiness of natural persons}
              packs: {enabled: [baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai]}
              oversight:
                measures: [underwriter sees reasons, can overrule, can stop the service]
                people: [{person: u.berg, competence: credit underwriting 8 years, authority: overrule and stop}]
                stop_control_ref: docs/runbooks/stop.md
                review_policy: adverse_only
              fairness: {metric_choice: {metric: impact_ratio and equal_opportunity, protected_attributes: [sex, age_band], rationale: docs/fairness.md}}
              explanations: {local_method: path of the trees}
              notices: {affected_person_ref: docs/notice.md}
              fria: {ref: docs/fria.md}
              dpia: {ref: docs/dpia.md}
              impact_assessment: {ref: docs/impact.md}
              ropa_ref: docs/ropa.md
              monitoring_plan: {ref: docs/monitoring-plan.md}
              incident_plan: {ref: docs/incident-plan.md, tested_at: 2026-09-01}
              appeals: {channel: "mailto:appeals@bank.example", sla_days: 30}
              conformity: {route: annex_vi, declaration_ref: docs/declaration.md, ce_marked: true}
              registration: {eu_db_id: EU-AI-0000000}
            datasets:
              - {id: applicants-2026q2, roles: [train], lawful_basis: contract, lawful_basis_ref: docs/lawful-basis.md, allowed_purposes: [credit-scoring], retention: {delete_by: 2029-06-30}, classification: restricted, bias_exam_ref: docs/bias-exam.md, gaps_ref: docs/data-gaps.md, source: {kind: first_party}, storage: {resource: alicloud_oss_bucket.applicants}}
              - {id: applicants-test, roles: [test], lawful_basis: contract, lawful_basis_ref: docs/lawful-basis.md, allowed_purposes: [credit-scoring], retention: {delete_by: 2029-06-30}, classification: restricted, bias_exam_ref: docs/bias-exam.md, gaps_ref: docs/data-gaps.md, source: {kind: first_party}, storage: {resource: alicloud_oss_bucket.applicants}}
            models:
              - {id: loan-score-gbm, fallback_ref: docs/fallback.md}
            pipelines: {branch_protection: attest/branch-protection.json, policy_bundle: organisation.yaml, policy_signature: attest/policy.intoto.json, policy_keys: [keys/release-pipeline.pub.pem]}
            """);
        folder.Write("organisation.yaml", $$"""
            # said once for all systems of the bank
            organisation: 1
            name: Example Bank
            size: large
            regulated_entity: true
            regions: [europe-west3, eu-central-1, germanywestcentral]
            approvers:
              - {person: k.lindt, role: model-owner, key: keys/k.lindt.pub.pem}
              - {person: r.haas, role: risk-or-compliance, key: keys/r.haas.pub.pem}
              - {person: u.berg, role: author, key: keys/u.berg.pub.pem}
            trusted_keys: [keys/release-pipeline.pub.pem]
            trusted_signers: ["{{SampleKeys.IdOf(CreditSignatures.Signer)}}"]
            """);
        folder.Write("attest/branch-protection.json", new JsonObject
        {
            ["required_pull_request_reviews"] = new JsonObject { ["required_approving_review_count"] = 2, ["require_code_owner_reviews"] = true },
            ["allow_force_pushes"] = new JsonObject { ["enabled"] = false },
            ["enforce_admins"] = new JsonObject { ["enabled"] = true },
        });
        SampleKeys.WriteSigned(folder, "attest/policy.intoto.json", CreditSignatures.Signer, SampleKeys.Sign(CreditSignatures.Signer, new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "organisation.yaml", ["digest"] = new JsonObject { ["sha256"] = folder.Sha256("organisation.yaml") } }),
            ["predicateType"] = "https://bylaw.dev/policy/v1",
            ["predicate"] = new JsonObject(),
        }));
    }
}
