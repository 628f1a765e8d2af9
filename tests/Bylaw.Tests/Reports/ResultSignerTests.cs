using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Dsse;
using Bylaw.Reports.Attestations;

namespace Bylaw.Tests.Reports;

public sealed class ResultSignerTests
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void The_signed_payload_is_the_canonical_result_document()
    {
        var report = SampleReport.Make();

        var envelope = Open(new ResultSigner(_key).SignResult(report));

        Assert.Equal(CanonicalJson.Serialize(report.ToJson()), envelope.Payload);
    }

    [Fact]
    public void The_summary_says_failed_where_the_gate_stopped()
    {
        var statement = Statement(new ResultSigner(_key).SignSummary(SampleReport.Make()));

        Assert.Equal("FAILED", statement["predicate"]!["verificationResult"]!.ToString());
        Assert.Equal(2, statement["subject"]!.AsArray().Count);
    }

    [Fact]
    public void A_control_that_broke_on_one_subject_is_not_attested_as_holding()
    {
        var statement = Statement(new ResultSigner(_key).SignProperties(SampleReport.Make()));

        Assert.Equal(["T-005"], statement["predicate"]!["properties"]!.AsArray().Select(p => p!.ToString()));
    }

    [Fact]
    public void A_partial_check_attests_nothing() =>
        Assert.Throws<InvalidOperationException>(() => new ResultSigner(_key).SignSummary(SampleReport.Make() with { MayAttest = false }));

    [Fact]
    public void Without_a_digest_there_is_nothing_to_attest() =>
        Assert.Throws<InvalidOperationException>(() => new ResultSigner(_key).SignSummary(SampleReport.Make() with { Evidence = [] }));

    private DsseEnvelope Open(JsonObject json)
    {
        Assert.True(DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()), out var envelope, out var problem), problem);
        var message = DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload);
        Assert.True(_key.VerifyData(message, envelope.Signatures[0].Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        return envelope;
    }

    private JsonNode Statement(JsonObject json) => JsonNode.Parse(Open(json).Payload)!;
}
