using System.Text.Json.Nodes;
using Bylaw.Evidence.Schemas;
using Bylaw.Reports;
using Bylaw.Reports.CycloneDx;
using Bylaw.Reports.Oscal;
using Bylaw.Testing;

namespace Bylaw.Tests.Reports;

/// <summary>Every machine-readable report keeps the schema that its own makers published.</summary>
public sealed class OfficialSchemaTests
{
    [Fact]
    public void Sarif_keeps_the_schema_of_OASIS() => Check("sarif/sarif-schema-2.1.0.json", SarifReport.Write(SampleReport.Make()));

    [Fact]
    public void Assessment_results_keep_the_schema_of_OSCAL() => Check("oscal/oscal_assessment-results_schema.json", OscalReport.AssessmentResults(SampleReport.Make()));

    [Fact]
    public void The_plan_of_action_keeps_the_schema_of_OSCAL() => Check("oscal/oscal_poam_schema.json", OscalReport.PlanOfAction(SampleReport.Make()));

    [Fact]
    public void A_plan_with_nothing_to_do_keeps_the_schema_too() =>
        Check("oscal/oscal_poam_schema.json", OscalReport.PlanOfAction(SampleReport.Make() with { Results = [], Evidence = [] }));

    [Fact]
    public void CycloneDx_keeps_its_schema() => Check("cyclonedx/bom-1.6.schema.json", CycloneDxReport.Write(SampleReport.Make()));

    [Theory]
    [InlineData("oscal/oscal_assessment-results_schema.json", "assessment-results")]
    [InlineData("oscal/oscal_poam_schema.json", "plan-of-action-and-milestones")]
    public void The_check_itself_finds_a_broken_document(string schema, string root)
    {
        var document = root == "assessment-results" ? OscalReport.AssessmentResults(SampleReport.Make()) : OscalReport.PlanOfAction(SampleReport.Make());
        document[root]!["uuid"] = "no uuid";

        Assert.NotEmpty(Violations(schema, document));
    }

    private static void Check(string schema, JsonNode document) => Assert.Empty(Violations(schema, document));

    private static IReadOnlyList<SchemaViolation> Violations(string schema, JsonNode document)
    {
        var folder = SharedData.Require("ledger-and-schemas");
        var json = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, schema)))!;
        if (schema.StartsWith("cyclonedx", StringComparison.Ordinal))
        {
            Inline(json, Path.Combine(folder, "cyclonedx"));
        }
        return JsonSchema.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString())).Validate(JsonNode.Parse(document.ToJsonString()));
    }

    /// <summary>CycloneDX refers to three sister files; the parts that we use stand in the SPDX list.</summary>
    private static void Inline(JsonNode root, string folder)
    {
        var definitions = root["definitions"]!.AsObject();
        definitions["spdx"] = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "spdx.schema.json")));
        Walk(root);

        static void Walk(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject map:
                    if (map["$ref"]?.ToString() is { } reference && reference.Contains(".schema.json", StringComparison.Ordinal))
                    {
                        map["$ref"] = reference.StartsWith("spdx", StringComparison.Ordinal) ? "#/definitions/spdx" : "#/definitions/refType";
                    }
                    foreach (var (_, value) in map.ToList())
                    {
                        Walk(value);
                    }
                    break;
                case JsonArray list:
                    foreach (var item in list)
                    {
                        Walk(item);
                    }
                    break;
            }
        }
    }
}
