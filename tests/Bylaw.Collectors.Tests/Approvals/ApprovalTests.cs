using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Approvals;

public sealed class ApprovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("a.kim", true)]
    [InlineData("b.lee", false)]
    public async Task A_signature_is_verified_only_by_the_key_of_the_person_named(string person, bool verified)
    {
        _folder.Write("approvals/a.json", Statement(person).Sign(_key).ToJson().ToJsonString());

        var answer = await CollectAsync();

        Assert.Empty(answer.Gaps);
        Assert.Equal(verified, Assert.Single(answer.Documents).Spec["approvers"]![0]!["signature_verified"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"payload":"e30=","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AA=="}]}""")]
    public async Task What_is_no_approval_is_a_gap_and_the_rest_is_kept(string bad)
    {
        _folder.Write("approvals/a.json", Statement("a.kim").Sign(_key).ToJson().ToJsonString());
        _folder.Write("approvals/b.json", bad);

        var answer = await CollectAsync();

        Assert.Single(answer.Documents);
        Assert.Equal("approvals/b.json", Assert.Single(answer.Gaps).Source);
    }

    [Fact]
    public void The_counts_of_a_gate_leave_out_what_only_waits_for_the_approval_and_what_does_not_stop()
    {
        var document = System.Text.Encoding.UTF8.GetBytes("""
            {"schema": "bylaw/result/v1", "stage": "predeploy", "results": [
              {"control": "A", "result": "pass", "blocks": false, "findings": []},
              {"control": "B", "result": "fail", "blocks": true, "findings": [{"message": "m", "fields": ["dataset.rows"]}]},
              {"control": "C", "result": "fail", "blocks": false, "findings": [{"message": "m", "fields": ["dataset.rows"]}]},
              {"control": "D", "result": "fail", "blocks": true, "findings": [{"message": "m", "fields": ["approval.approvers", "approval.author"]}]},
              {"control": "E", "result": "fail", "blocks": true, "findings": [{"message": "m", "fields": ["approval.approvers", "model.digest"]}]},
              {"control": "F", "result": "error", "blocks": true, "findings": []},
              {"control": "G", "result": "waived", "findings": []},
              {"control": "H", "result": "stale", "findings": [{"message": "m", "fields": ["model.digest"]}]}]}
            """);

        var gate = GateResult.Read(document);

        Assert.Equal(("predeploy", 1, 3, 1, 1), (gate.Stage, gate.Pass, gate.Fail, gate.Waived, gate.Unknown));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(document)), gate.Digest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"schema": "bylaw/result/v1", "results": [{}]}""")]
    [InlineData("""{"schema": "bylaw/result/v1", "results": {}}""")]
    public void What_is_no_result_of_a_gate_is_refused(string text) =>
        Assert.Throws<InvalidDataException>(() => GateResult.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task Gate_request_and_emergency_are_collected_from_what_was_signed()
    {
        var statement = Statement("a.kim") with
        {
            GateDigest = new string('b', 64), GateSummary = new JsonObject { ["pass"] = 3, ["fail"] = 0, ["waived"] = 0, ["unknown"] = 1 },
            IsEmergency = true, OpenedAt = DateTimeOffset.UnixEpoch,
        };
        _folder.Write("approvals/a.json", statement.Sign(_key).ToJson().ToJsonString());

        var spec = Assert.Single((await CollectAsync()).Documents).Spec;

        Assert.Equal((0, true, "1970-01-01T00:00:00Z"), (spec["gate_summary"]!["fail"]!.GetValue<int>(), spec["emergency"]!.GetValue<bool>(), spec["opened_at"]!.ToString()));
    }

    private static ApprovalStatement Statement(string person) =>
        new("loan-score", new string('a', 64), "deploy", person, "model-owner", "reviewed", DateTimeOffset.UnixEpoch);

    private Task<Collection> CollectAsync()
    {
        _folder.Write("kim.pem", _key.ExportSubjectPublicKeyInfoPem());
        var collector = CollectorRegistry.Discover(typeof(ApprovalCollector).Assembly).Single(c => c.Declaration.Name == "approval-statements");
        return new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject("loan-score"),
            Files = new SourceFolder(_folder.Path),
            Clock = TimeProvider.System,
            Options = new JsonObject { ["path"] = "approvals", ["approvers"] = new JsonArray(new JsonObject { ["person"] = "a.kim", ["key"] = "kim.pem" }) },
        });
    }
}
