using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Canonical;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Attesting;

/// <summary>Signs statements with the log's key, puts each on record, and hands it out with its proof.</summary>
public static class Attestor
{
    /// <summary>The media type of the bundles that are made.</summary>
    public const string BundleMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>Signs a statement, logs it, and waits for the checkpoint that covers it.</summary>
    /// <param name="home">The ledger.</param>
    /// <param name="session">The open session.</param>
    /// <param name="statement">The in-toto statement.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A Sigstore bundle, version 0.3, as JSON, and the index of its entry.</returns>
    /// <exception cref="LedgerException">It could not be put on record; then there is no attestation.</exception>
    public static async Task<(JsonObject Bundle, long Index)> AttestAsync(
        LedgerHome home, LedgerSession session, byte[] statement, CancellationToken cancellationToken = default)
    {
        var key = session.Signer.Key;
        var spki = PublicVerificationKey.FromEd25519(key.PublicKey);
        var signature = key.Sign(DsseEnvelope.PreAuthenticationEncoding(AttestationStatement.PayloadType, statement));
        var envelope = new DsseEnvelope
        {
            PayloadType = AttestationStatement.PayloadType,
            Payload = statement,
            Signatures = [new DsseSignature(spki.KeyId, signature)],
        };
        var body = Body(statement, signature, spki.SubjectPublicKeyInfo);
        var receipt = await session.Writer.AppendAsync(body, AckLevel.Checkpointed, cancellationToken).ConfigureAwait(false);
        var proof = home.Prove(receipt.Index);
        return (Bundle(envelope, body, spki, proof, LogId(session.Signer)), receipt.Index);
    }

    /// <summary>Returns a Sigstore trusted root with the ledger's keys, so that Sigstore's own verifiers can check its bundles.</summary>
    /// <param name="settings">The ledger's settings.</param>
    /// <returns>JSON.</returns>
    public static JsonObject TrustedRoot(LedgerSettings settings) => new()
    {
        ["mediaType"] = "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
        ["tlogs"] = new JsonArray([.. settings.ToPolicy().LogKeys.OfType<LogNoteVerifier>().Select(k => (JsonNode)new JsonObject
        {
            ["baseUrl"] = $"https://{k.Name}",
            ["hashAlgorithm"] = "SHA2_256",
            ["publicKey"] = new JsonObject
            {
                ["rawBytes"] = Convert.ToBase64String(PublicVerificationKey.FromEd25519(k.PublicKey.ToArray()).SubjectPublicKeyInfo),
                ["keyDetails"] = "PKIX_ED25519",
                ["validFor"] = new JsonObject { ["start"] = "1970-01-01T00:00:00Z" },
            },
            ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(LogId(k.Name, k.PublicKey)) },
        })]),
        ["certificateAuthorities"] = new JsonArray(),
        ["ctlogs"] = new JsonArray(),
        ["timestampAuthorities"] = new JsonArray(),
    };

    /// <summary>The entry, in the form of Rekor's dsse 0.0.2, which other verifiers can read.</summary>
    private static byte[] Body(byte[] statement, byte[] signature, byte[] spki) => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["apiVersion"] = "0.0.2",
        ["kind"] = "dsse",
        ["spec"] = new JsonObject
        {
            ["dsseV002"] = new JsonObject
            {
                ["payloadHash"] = new JsonObject { ["algorithm"] = "SHA2_256", ["digest"] = Convert.ToBase64String(SHA256.HashData(statement)) },
                ["signatures"] = new JsonArray(new JsonObject
                {
                    ["content"] = Convert.ToBase64String(signature),
                    ["verifier"] = new JsonObject
                    {
                        ["keyDetails"] = "PKIX_ED25519",
                        ["publicKey"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(spki) },
                    },
                }),
            },
        },
    }.ToJsonString()));

    private static JsonObject Bundle(DsseEnvelope envelope, byte[] body, PublicVerificationKey key, TlogProof proof, byte[] logId)
    {
        SignedNote.TryParse(Encoding.UTF8.GetBytes(proof.Checkpoint), out var note, out _);
        Checkpoint.TryParse(note.Text, out var checkpoint, out _);
        var index = proof.Index.ToString(CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["mediaType"] = BundleMediaType,
            ["verificationMaterial"] = new JsonObject
            {
                ["publicKey"] = new JsonObject { ["hint"] = key.KeyId },
                ["tlogEntries"] = new JsonArray(new JsonObject
                {
                    ["logIndex"] = index,
                    ["logId"] = new JsonObject { ["keyId"] = Convert.ToBase64String(logId) },
                    ["kindVersion"] = new JsonObject { ["kind"] = "dsse", ["version"] = "0.0.2" },
                    ["inclusionProof"] = new JsonObject
                    {
                        ["logIndex"] = index,
                        ["rootHash"] = checkpoint.Root.ToBase64(),
                        ["treeSize"] = checkpoint.Size.ToString(CultureInfo.InvariantCulture),
                        ["hashes"] = new JsonArray([.. proof.Hashes.Select(h => (JsonNode)h.ToBase64())]),
                        ["checkpoint"] = new JsonObject { ["envelope"] = proof.Checkpoint },
                    },
                    ["canonicalizedBody"] = Convert.ToBase64String(body),
                }),
            },
            ["dsseEnvelope"] = envelope.ToJson(),
        };
    }

    private static byte[] LogId(NoteSigner signer) => LogId(signer.Name, signer.Key.PublicKey);

    /// <summary>The digest whose first four bytes are the note key's id.</summary>
    private static byte[] LogId(string name, ReadOnlySpan<byte> publicKey)
    {
        var id = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', NoteVerifier.Ed25519Type, .. publicKey]);
        System.Diagnostics.Debug.Assert(BinaryPrimitives.ReadUInt32BigEndian(id) == NoteKeyName.Id(name, NoteVerifier.Ed25519Type, publicKey));
        return id;
    }
}
