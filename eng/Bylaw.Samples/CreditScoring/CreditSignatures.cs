using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Samples.CreditScoring;

/// <summary>Signs what the sample's people sign: model, provenance, approvals.</summary>
internal static class CreditSignatures
{
    public const string Signer = "release-pipeline";
    public static readonly string[] People = ["u.berg", "k.lindt", "r.haas", "m.okafor", Signer];

    public static void Write(SampleFolder folder, string digest)
    {
        foreach (var person in People)
        {
            SampleKeys.WritePublic(folder, person);
        }
        WriteModelSignature(folder, digest);
        WriteProvenance(folder);
    }

    /// <summary>The classification is approved before the gate is asked, which needs it.</summary>
    public static void WriteClassification(SampleFolder folder, string inputsDigest) =>
        Approve(folder, "approvals/classify.json", "loan-score", inputsDigest, "classify", "r.haas", "risk-or-compliance", "Annex III 5(b): creditworthiness of natural persons", null, null);

    /// <summary>Two people approve the deployment: one owns the model, one answers for risk. Neither made or requested it.</summary>
    public static void WriteApprovals(SampleFolder folder, string digest, string gateDigest, JsonObject gateSummary)
    {
        Approve(folder, "approvals/deploy-k.lindt.json", "loan-score-gbm", digest, "deploy", "k.lindt", "model-owner", "evaluation of 2026-11-20 reviewed", gateDigest, gateSummary);
        Approve(folder, "approvals/deploy-r.haas.json", "loan-score-gbm", digest, "deploy", "r.haas", "risk-or-compliance", "assessments and limits reviewed", gateDigest, gateSummary);
    }

    public static void Approve(
        SampleFolder folder, string path, string name, string digest, string action, string person, string role, string reason, string? gateDigest, JsonObject? gateSummary, string author = "u.berg")
    {
        var statement = new ApprovalStatement(name, digest, action, person, role, reason, new DateTimeOffset(2026, 11, action == "classify" ? 20 : 23, 9, 0, 0, TimeSpan.Zero))
        {
            ExpiresAt = new DateTimeOffset(2027, 11, 23, 0, 0, 0, TimeSpan.Zero),
            GateDigest = gateDigest,
            GateSummary = gateSummary,
            Author = action == "deploy" ? author : null,
            RequestedBy = action == "deploy" ? "u.berg" : null,
        };
        using var key = SampleKeys.Of(person);
        SampleKeys.WriteSigned(folder, path, person, statement.Sign(key).ToJson());
    }

    /// <summary>OpenSSF model signing, version 1.0, by key.</summary>
    private static void WriteModelSignature(SampleFolder folder, string digest)
    {
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "loan-score", ["digest"] = new JsonObject { ["sha256"] = digest } }),
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new JsonObject
            {
                ["serialization"] = new JsonObject { ["method"] = "files", ["hash_type"] = "sha256", ["allow_symlinks"] = false },
                ["resources"] = new JsonArray(new JsonObject
                {
                    ["name"] = Path.GetFileName(CreditModelFiles.ModelPath), ["algorithm"] = "sha256", ["digest"] = folder.Sha256(CreditModelFiles.ModelPath),
                }),
            },
        };
        SampleKeys.WriteSigned(folder, CreditModelFiles.ModelPath + ".sig", Signer, SampleKeys.Sign(Signer, statement), envelope => new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = SampleKeys.IdOf(Signer) } },
            ["dsseEnvelope"] = envelope.DeepClone(),
        });
    }

    /// <summary>SLSA provenance, version 1: who built the model, from which commit and data.</summary>
    private static void WriteProvenance(SampleFolder folder)
    {
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = CreditModelFiles.ModelPath, ["digest"] = new JsonObject { ["sha256"] = folder.Sha256(CreditModelFiles.ModelPath) } }),
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = "https://bank.example/train/v1",
                    ["externalParameters"] = new JsonObject { ["data"] = "data/applicants.csv" },
                    ["resolvedDependencies"] = new JsonArray(new JsonObject
                    {
                        ["uri"] = "git+https://git.bank.example/loan-score",
                        ["digest"] = new JsonObject { ["gitCommit"] = "6b1f0c9a2d4e8f7350a1b2c3d4e5f60718293a4b" },
                    }),
                },
                ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = "https://ci.bank.example/runner" } },
            },
        };
        SampleKeys.WriteSigned(folder, "attest/provenance.intoto.json", Signer, SampleKeys.Sign(Signer, statement));
    }
}
