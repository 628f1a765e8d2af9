using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Models;

public sealed class ModelCollectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sound_model_gives_valid_evidence_with_digest_and_a_clean_scan()
    {
        _folder.Write("model/model.pkl", PickleWriter.Benign());
        _folder.Write("model/README.md", "---\nlicense: mit\n---\n# Intended use\nScoring of loans.\n");

        var answer = await CollectAsync(new JsonObject { ["path"] = "model" });

        var spec = Assert.Single(answer.Documents).Spec;
        Assert.Equal("pickle", spec["files"]![1]!["format"]!.GetValue<string>());
        Assert.Empty(spec["scan"]!["findings"]!.AsArray());
        Assert.Equal(spec["digest"]!.GetValue<string>(), answer.Documents[0].Subject.Digest["sha256"]);
        Assert.Equal("MIT", spec["licence"]!.GetValue<string>());
        Assert.Equal(["model.aibom"], answer.Gaps.Select(g => g.Field));
    }

    [Fact]
    public async Task The_inputs_of_an_ONNX_model_are_its_features_and_protected_ones_are_marked()
    {
        _folder.Write("m.onnx", new Bylaw.Testing.OnnxWriter()
            .Input("income", 1, -1, 1).Input("applicantSex", 1, -1, 1).Input("marital-status", 1, -1, 1)
            .Node("Sum", "", ["income", "applicantSex", "marital-status"], ["score"]).Output("score", 1, -1, 1).ToBytes());

        var answer = await CollectAsync(new JsonObject { ["path"] = "m.onnx" });

        Assert.Equal(
            [("income", false), ("applicantSex", true), ("marital-status", true)],
            answer.Documents[0].Spec["features"]!.AsArray().Select(f => (f!["name"]!.GetValue<string>(), f["protected"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task Features_that_the_manifest_declares_are_not_overwritten()
    {
        _folder.Write("m.onnx", new Bylaw.Testing.OnnxWriter().Input("a", 1, -1, 1).Input("b", 1, -1, 1).Node("Sum", "", ["a", "b"], ["s"]).Output("s", 1, -1, 1).ToBytes());

        var answer = await CollectAsync(new JsonObject { ["path"] = "m.onnx", ["features"] = new JsonArray() });

        Assert.Null(answer.Documents[0].Spec["features"]);
    }

    [Fact]
    public async Task An_attack_is_a_critical_finding()
    {
        _folder.Write("model.pkl", PickleWriter.Attack());

        var answer = await CollectAsync(new JsonObject { ["path"] = "model.pkl" });

        Assert.Equal("critical", answer.Documents[0].Spec["scan"]!["findings"]![0]!["severity"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_could_not_be_read_is_a_gap_a_finding_and_makes_the_evidence_incomplete()
    {
        _folder.Write("model.pkl", [1, 2, 3]);

        var answer = await CollectAsync(new JsonObject { ["path"] = "model.pkl" });

        Assert.False(answer.Documents[0].Completeness!.IsComplete);
        Assert.Equal("not scanned", answer.Documents[0].Spec["scan"]!["findings"]![0]!["operator"]!.GetValue<string>());
        Assert.Contains(answer.Gaps, g => g.Field == "model.scan");
    }

    [Theory]
    [InlineData("{}", GapReason.NotDeclared)]
    [InlineData("""{"path":"nowhere"}""", GapReason.NotFound)]
    [InlineData("""{"path":"../"}""", GapReason.Denied)]
    [InlineData("""{"path":"m.bin","card":"absent.md"}""", GapReason.Malformed)]
    [InlineData("""{"path":"m.bin","trusted_keys":["m.bin"]}""", GapReason.Malformed)]
    public async Task A_wrong_option_is_a_gap(string options, GapReason wanted)
    {
        _folder.Write("m.bin", "x");

        var answer = await CollectAsync(JsonNode.Parse(options)!.AsObject());

        Assert.Empty(answer.Documents);
        Assert.Equal(wanted, Assert.Single(answer.Gaps).Reason);
    }

    private Task<Collection> CollectAsync(JsonObject options)
    {
        var collector = CollectorRegistry.Discover(typeof(ModelCollector).Assembly).Single(c => c.Declaration.Name == "model-files");
        return new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject("loan-score"),
            Files = new SourceFolder(_folder.Path),
            Clock = TimeProvider.System,
            Options = options,
        });
    }
}
