using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Bom;
using Bylaw.Evidence.Schemas;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Models;

public sealed class AiBomTests : IDisposable
{
    private static readonly string _digest = new('a', 64);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1.6")]
    [InlineData("1.7")]
    public void What_is_written_keeps_the_official_schema(string version)
    {
        var schema = Schema(version);

        var bom = CycloneDxWriter.Write(Subject(), version, DateTimeOffset.UnixEpoch);

        Assert.Empty(schema.Validate(bom));
        bom["components"]![0]!["type"] = "no such type";
        Assert.NotEmpty(schema.Validate(bom));
    }

    [Fact]
    public void What_is_written_is_read_back_complete()
    {
        var bom = Read(CycloneDxWriter.Write(Subject(), "1.6", DateTimeOffset.UnixEpoch));

        Assert.Equal(("CycloneDX", "1.6"), (bom.Format, bom.SpecVersion));
        Assert.Equal(["adult: licenses", "adult: supplier"], bom.Missing);
    }

    [Fact]
    public void The_same_model_gives_the_same_bill() =>
        Assert.Equal(CycloneDxWriter.Write(Subject(), "1.6", DateTimeOffset.UnixEpoch).ToJsonString(), CycloneDxWriter.Write(Subject(), "1.6", DateTimeOffset.UnixEpoch).ToJsonString());

    [Fact]
    public void An_SPDX_document_is_read_back_with_model_and_dataset()
    {
        var bom = Read(SpdxWriter.Write(Subject(), DateTimeOffset.UnixEpoch));

        Assert.Equal(("SPDX", "3.0.1"), (bom.Format, bom.SpecVersion));
        Assert.Equal(["adult: licenses", "adult: supplier"], bom.Missing);
        Assert.Equal(_digest, Assert.Single(bom.Datasets).Sha256);
    }

    [Fact]
    public void A_bill_without_components_says_what_is_missing() =>
        Assert.Equal(["a model component", "a dataset component"], Read(new JsonObject { ["bomFormat"] = "CycloneDX", ["specVersion"] = "1.6" }).Missing);

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.1"}""")]
    [InlineData("""{"bomFormat":"CycloneDX"}""")]
    public void What_is_no_AI_bill_says_so(string text) => Assert.NotNull(AiBom.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Problem);

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","components":[1,{"type":5},{"type":"machine-learning-model","hashes":{},"modelCard":[]}]}""")]
    [InlineData("""{"@graph":[1,{"type":"ai_AIPackage","verifiedUsing":3},{"type":4}]}""")]
    public void Values_of_the_wrong_type_are_missing_values(string text) => Assert.NotEmpty(AiBom.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Missing);

    private BomSubject Subject()
    {
        _folder.Write("weights.bin", "weights");
        _folder.Write("README.md", "---\nlicense: mit\npipeline_tag: tabular-classification\n---\n## Intended use\nScoring of loan applications.\n## Limitations\nAdults of one country only.\n");
        var inspection = new ModelInspector(TimeProvider.System).Inspect(_folder.Path, ModelInspectorOptions.Default);
        return new BomSubject("loan-score", "1.4.0", inspection) { Supplier = "Bank", Datasets = [new BomDataset("adult", _digest, "2")] };
    }

    private static AiBom Read(JsonObject json) => AiBom.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())));

    /// <summary>Reads the official schema with the parts that it refers to in other files put in or left open.</summary>
    private static JsonSchema Schema(string version)
    {
        var folder = SharedData.Require("ledger-and-schemas/cyclonedx");
        var text = File.ReadAllText(Path.Combine(folder, $"bom-{version}.schema.json"));
        var root = JsonNode.Parse(text)!.AsObject();
        root["definitions"]!["spdx-file"] = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "spdx.schema.json")));
        root["definitions"]!["open"] = true;
        Modernise(root);
        var joined = System.Text.RegularExpressions.Regex.Replace(root.ToJsonString(), "\"(jsf|cryptography)[^\"]*schema.json[^\"]*\"", "\"#/definitions/open\"")
            .Replace("\"$ref\":\"spdx.schema.json\"", "\"$ref\":\"#/definitions/spdx-file\"", StringComparison.Ordinal);
        return JsonSchema.Parse(Encoding.UTF8.GetBytes(joined));
    }

    /// <summary>Writes the tuple form of draft 07 (a list under <c>items</c>) as 2020-12 has it.</summary>
    private static void Modernise(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Modernise(item);
            }
        }
        else if (node is JsonObject map)
        {
            if (map["items"] is JsonArray tuple)
            {
                map.Remove("items");
                map["prefixItems"] = tuple;
            }
            foreach (var member in map)
            {
                Modernise(member.Value);
            }
        }
    }
}
