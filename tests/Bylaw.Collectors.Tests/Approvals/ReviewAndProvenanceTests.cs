using Bylaw.Testing;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Code;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Ledger.Dsse;
using LibGit2Sharp;

namespace Bylaw.Collectors.Tests.Approvals;

public sealed class ReviewAndProvenanceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Only_the_last_word_of_a_person_about_this_commit_counts()
    {
        var head = Commit();
        _folder.Write("event.json", $$$"""
            {"pull_request": {"number": 7, "user": {"login": "ann"}, "head": {"sha": "{{{head}}}"}, "created_at": "2026-11-01T00:00:00Z"},
             "commits": [{"author": {"login": "ann"}}, {"author": {"login": "dan"}}],
             "reviews": [
              {"user": {"login": "bob"}, "state": "APPROVED", "commit_id": "{{{head}}}", "submitted_at": "2026-11-02T00:00:00Z"},
              {"user": {"login": "bob"}, "state": "COMMENTED", "commit_id": "{{{head}}}", "submitted_at": "2026-11-03T00:00:00Z"},
              {"user": {"login": "cat"}, "state": "APPROVED", "commit_id": "{{{head}}}", "submitted_at": "2026-11-02T00:00:00Z"},
              {"user": {"login": "cat"}, "state": "CHANGES_REQUESTED", "commit_id": "{{{head}}}", "submitted_at": "2026-11-03T00:00:00Z"},
              {"user": {"login": "dan"}, "state": "APPROVED", "commit_id": "0000000000000000000000000000000000000000", "submitted_at": "2026-11-02T00:00:00Z"},
              {"user": {"login": "merge-bot", "type": "Bot"}, "state": "APPROVED", "commit_id": "{{{head}}}", "submitted_at": "2026-11-02T00:00:00Z"}]}
            """);

        var answer = await ReviewsAsync();

        var spec = Assert.Single(answer.Documents).Spec;
        Assert.Equal(["bob"], spec["approvers"]!.AsArray().Select(a => a!["person"]!.ToString()));
        Assert.Equal(("ann", true), (spec["author"]!.ToString(), spec["approvers"]![0]!["signature_verified"]!.GetValue<bool>()));
        Assert.Equal(2, answer.Gaps.Length);
    }

    [Fact]
    public async Task Reviews_in_a_committed_file_are_vouched_for_by_nobody()
    {
        Repository.Init(_folder.Path);
        using (var repository = new Repository(_folder.Path))
        {
            SecretAndPromptTests.Commit(repository, "event.json", """{"pull_request": {"number": 7, "user": {"login": "ann"}, "head": {"sha": "a"}}, "reviews": [{"user": {"login": "bob"}, "state": "APPROVED", "commit_id": "a"}]}""");
        }

        var answer = await ReviewsAsync();

        Assert.Empty(Assert.Single(answer.Documents).Spec["approvers"]!.AsArray());
        Assert.Contains(answer.Gaps, g => g.Message.Contains("nobody vouches", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Approvals_of_gitlab_are_read()
    {
        var head = Commit();
        _folder.Write("event.json", $$$"""{"merge_request": {"iid": 3, "author": {"username": "ann"}, "sha": "{{{head}}}"}, "approvals": {"approved_by": [{"user": {"username": "bob"}}]}}""");

        var spec = Assert.Single((await ReviewsAsync()).Documents).Spec;

        Assert.Equal(("gitlab-3", "bob"), (spec["id"]!.ToString(), spec["approvers"]![0]!["person"]!.ToString()));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"a\": 1}")]
    public async Task What_holds_no_reviews_is_a_gap(string text)
    {
        _folder.Write("event.json", text);

        var answer = await ReviewsAsync();

        Assert.Empty(answer.Documents);
        Assert.Equal("approval.approvers", Assert.Single(answer.Gaps).Field);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task Provenance_is_verified_by_a_trusted_key_over_these_bytes(bool isTrusted, bool isSame, bool verified)
    {
        _folder.Write("model.onnx", "weights");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _folder.Write("key.pem", (isTrusted ? _key : other).ExportSubjectPublicKeyInfoPem());
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(isSame ? "weights" : "others")));
        _folder.Write("attest/provenance.intoto.json", Signed($$$$$$"""
            {"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "model.onnx", "digest": {"sha256": "{{{{{{digest}}}}}}"}}],
             "predicateType": "https://slsa.dev/provenance/v1", "predicate": {"buildDefinition": {"resolvedDependencies": [{"digest": {"gitCommit": "abc"}}]}, "runDetails": {"builder": {"id": "https://builder.example"}}}}
            """));

        var answer = await Collecting.RunAsync(_folder, "model-provenance", new JsonObject { ["path"] = "model.onnx", ["provenance_keys"] = "key.pem", ["builders"] = new JsonArray("https://builder.example") });

        var provenance = Assert.Single(answer.Documents).Spec["provenance"]!;
        Assert.Equal((verified, verified ? 2 : 0, "abc"), (provenance["verified"]!.GetValue<bool>(), provenance["slsa_level"]!.GetValue<int>(), provenance["source_commit"]!.ToString()));
        Assert.Equal(!verified, answer.Gaps.Length > 0);
    }

    [Theory]
    [InlineData("https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main", true)]
    [InlineData("https://github.com/somebody/else/.github/workflows/w.yml@refs/heads/main", false)]
    public async Task Keyless_provenance_is_verified_against_a_root_and_an_identity_that_are_given(string identity, bool verified)
    {
        var vector = Path.Combine(SharedData.RequireShared("data/ledger-and-schemas/sigstore-conformance"), "test/assets/bundle-verify/intoto-with-custom-trust-root");
        _folder.Write("d.txt", File.ReadAllText(Path.Combine(vector, "artifact")));
        _folder.Write("bundle.json", File.ReadAllText(Path.Combine(vector, "bundle.sigstore.json")));
        _folder.Write("root.json", File.ReadAllText(Path.Combine(vector, "trusted_root.json")));

        var answer = await Collecting.RunAsync(_folder, "model-provenance", new JsonObject
        {
            ["path"] = "d.txt", ["provenance"] = "bundle.json", ["sigstore_root"] = "root.json", ["provenance_identity"] = identity, ["provenance_issuer"] = "https://token.actions.githubusercontent.com",
        });

        var provenance = Assert.Single(answer.Documents).Spec["provenance"]!;
        Assert.Equal((verified, verified ? "sigstore" : null), (provenance["verified"]!.GetValue<bool>(), provenance["x_method"]?.ToString()));
        Assert.Equal(!verified, answer.Gaps.Length > 0);
    }

    [Fact]
    public async Task A_label_of_a_pull_request_tells_an_emergency()
    {
        _folder.Write("event.json", """{"pull_request": {"number": 1, "user": {"login": "ann"}, "head": {"sha": "abc"}, "labels": [{"name": "Break glass"}]}, "reviews": []}""");

        Assert.True(Assert.Single((await ReviewsAsync()).Documents).Spec["emergency"]!.GetValue<bool>());
    }

    private string Commit()
    {
        Repository.Init(_folder.Path);
        using var repository = new Repository(_folder.Path);
        return SecretAndPromptTests.Commit(repository, "a.txt", "a\n").Sha;
    }

    private Task<Collection> ReviewsAsync() => Collecting.RunAsync(_folder, "forge-reviews", new JsonObject { ["reviews"] = "event.json" });

    private string Signed(string statement)
    {
        const string type = "application/vnd.in-toto+json";
        var payload = Encoding.UTF8.GetBytes(statement);
        var signature = _key.SignData(DsseEnvelope.PreAuthenticationEncoding(type, payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new DsseEnvelope { PayloadType = type, Payload = payload, Signatures = [new DsseSignature("k", signature)] }.ToJson().ToJsonString();
    }
}
