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
