using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Schemas;
using Bylaw.Manifest;
using Bylaw.Testing;

namespace Bylaw.Tests.Manifest;

public sealed class ManifestSchemaTests
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("governance")]
    [InlineData("organisation")]
    public void The_published_schema_is_the_one_that_follows_from_the_evidence_schemas(string name)
    {
        var built = (name == "governance" ? ManifestSchema.Build() : OrganisationFile.Schema()).ToJsonString(_indented) + "\n";
        var file = Path.Combine(SharedData.RepositoryRoot, "schemas", $"{name}.schema.json");
        if (Environment.GetEnvironmentVariable("BYLAW_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, built);
        }

        Assert.Equal(built, File.ReadAllText(file));
    }

    [Fact]
    public void The_reference_page_names_every_field()
    {
        var file = Path.Combine(SharedData.RepositoryRoot, "docs", "manifest-fields.md");
        if (Environment.GetEnvironmentVariable("BYLAW_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, ManifestReference.Write());
        }

        Assert.Equal(ManifestReference.Write(), File.ReadAllText(file));
    }

    [Theory]
    [InlineData("credit-scoring")]
    [InlineData("hiring-screener")]
    [InlineData("support-agent")]
    public void The_specified_manifests_are_read_and_keep_the_schema(string sample)
    {
        var file = SharedData.RequireShared($"packs/examples/{sample}/governance.yaml");

        var manifest = GovernanceManifest.TryRead("governance.yaml", File.ReadAllText(file), out var problems);

        Assert.Empty(problems);
        Assert.Empty(JsonSchema.Parse(JsonSerializer.SerializeToUtf8Bytes(ManifestSchema.Build())).Validate(manifest!.Tree.Root));
    }

    [Fact]
    public void Declared_facts_are_evidence_with_the_line_of_each_value()
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", "governance: 1\nsystem:\n  id: s\n  risk:\n    class: high\nvendors:\n  - {name: v, reviewed_at: 2026-05-02}\n", out _)!;

        var documents = DeclaredEvidence.Of(manifest, DateTimeOffset.UnixEpoch);

        Assert.All(documents, d => Assert.Empty(EvidenceSchemas.Validate(d.ToJson())));
        var system = documents.Single(d => d.Kind == "system");
        Assert.Equal(EvidenceOrigin.Declared, system.Origin);
        Assert.Equal("5", system.Provenance["/risk/class"].Source!.Lines);
        Assert.Equal("6", documents.Single(d => d.Kind == "vendors").Provenance["/items"].Source!.Lines);
    }

    [Fact]
    public void The_organisations_words_stand_under_the_manifests()
    {
        var problems = new List<ManifestProblem>();
        var organisation = OrganisationFile.Read("organisation.yaml", "organisation: 1\njurisdictions: [EU]\noperator_roles: [provider]\npublic_body: true\nregions: [eu-1]\n", problems);

        var manifest = GovernanceManifest.Read("governance.yaml", "governance: 1\nsystem: {id: s, operator_roles: [deployer]}\n", organisation, out _)!;

        Assert.Empty(problems);
        Assert.Equal("EU", manifest.Subjects[0].Declared["jurisdictions"]![0]!.ToString());
        Assert.Equal("deployer", manifest.Subjects[0].Declared["operator_roles"]![0]!.ToString());
        Assert.Equal("""{"public_body":true}""", manifest.Organisation.ToJsonString());
        Assert.Equal("""["eu-1"]""", manifest.Parameters["SEC-006"]!["allowed_regions"]!.ToJsonString());
    }

    [Fact]
    public void A_european_credit_provider_of_high_risk_needs_the_law_packs()
    {
        var facts = JsonNode.Parse("""{"jurisdictions": ["EU"], "decision_domain": "credit", "operator_roles": ["provider", "deployer"], "risk": {"class": "high"}}""")!.AsObject();

        Assert.Equal(
            ["baseline", "eu-ai-act-high-risk-deployer", "eu-ai-act-high-risk-provider", "eu-ai-act-literacy", "eu-ai-act-prohibited", "gdpr-ai"],
            DerivedEvidence.RequiredPacks(facts));
    }
}
