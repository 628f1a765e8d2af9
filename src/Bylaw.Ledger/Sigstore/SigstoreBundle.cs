using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Ledger.Sigstore;

/// <summary>A log's promise, proof and body for one entry.</summary>
internal sealed record TransparencyEntry
{
    public required long LogIndex { get; init; }

    public required byte[] LogId { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Seconds since 1970; 0 when the log states none.</summary>
    public required long IntegratedTime { get; init; }

    /// <summary>The log's signature over index, time and body; null when it gave none.</summary>
    public byte[]? SignedEntryTimestamp { get; init; }

    public InclusionMaterial? Inclusion { get; init; }
}

/// <summary>What leads from an entry to a checkpoint.</summary>
internal sealed record InclusionMaterial(long Index, long TreeSize, byte[] Root, ImmutableArray<byte[]> Hashes, string Checkpoint);

/// <summary>A signature with everything that is needed to check it offline.</summary>
/// <remarks>Source: Sigstore protobuf-specs, bundle 0.1 to 0.3. Reading proves nothing.</remarks>
public sealed class SigstoreBundle
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle";

    internal int MinorVersion { get; private init; }

    /// <summary>The signer's certificate; null when the bundle names a key instead.</summary>
    internal X509Certificate2? Certificate { get; private init; }

    internal ImmutableArray<TransparencyEntry> Entries { get; private init; }

    internal ImmutableArray<byte[]> Timestamps { get; private init; }

    /// <summary>Gets the envelope; null when the bundle signs a file directly.</summary>
    public DsseEnvelope? Envelope { get; private init; }

    internal byte[]? MessageSignature { get; private init; }

    internal byte[]? MessageDigest { get; private init; }

    /// <summary>Reads a bundle.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="bundle">The bundle.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when it is well formed for its version.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out SigstoreBundle bundle, out string problem)
    {
        bundle = null!;
        problem = "";
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            bundle = Read(document.RootElement);
            return true;
        }
        catch (Exception error) when (error is JsonException or VerificationFailure or CryptographicException)
        {
            problem = $"the bundle cannot be read: {error.Message}";
            return false;
        }
    }

    private static SigstoreBundle Read(JsonElement json)
    {
        var version = ReadVersion(json.Text("mediaType"));
        var material = json.Member("verificationMaterial");
        var envelope = json.Optional("dsseEnvelope");
        var message = json.Optional("messageSignature");
        VerificationFailure.Unless(envelope is null != message is null, "a bundle has either an envelope or a message signature");
        DsseEnvelope? parsed = null;
        if (envelope is { } e)
        {
            VerificationFailure.Unless(DsseEnvelope.TryRead(e, out parsed, out var problem), problem);
            VerificationFailure.Unless(parsed.Signatures.Length == 1, "a bundle's envelope has exactly one signature");
        }
        var entries = material.Items("tlogEntries").Select(entry => ReadEntry(entry, version)).ToImmutableArray();
        return new SigstoreBundle
        {
            MinorVersion = version,
            Certificate = ReadCertificate(material, version),
            Entries = entries,
            Timestamps = material.Optional("timestampVerificationData") is { } times
                ? [.. times.Items("rfc3161Timestamps").Select(t => t.Bytes("signedTimestamp"))]
                : [],
            Envelope = parsed,
            MessageSignature = message?.Bytes("signature"),
            MessageDigest = message?.Optional("messageDigest") is { } digest ? ReadDigest(digest) : null,
        };
    }

    private static int ReadVersion(string mediaType) => mediaType switch
    {
        MediaType + "+json;version=0.1" => 1,
        MediaType + "+json;version=0.2" => 2,
        MediaType + "+json;version=0.3" or MediaType + ".v0.3+json" => 3,
        _ => throw new VerificationFailure($"`{mediaType}` is not a bundle version known here"),
    };

    private static byte[] ReadDigest(JsonElement json)
    {
        var algorithm = json.Text("algorithm");
        VerificationFailure.Unless(algorithm is "SHA2_256" or "SHA2_384" or "SHA2_512", $"digest algorithm `{algorithm}` is not known here");
        return json.Bytes("digest");
    }

    private static X509Certificate2? ReadCertificate(JsonElement material, int version)
    {
        var single = material.Optional("certificate");
        var chain = material.Optional("x509CertificateChain");
        var key = material.Optional("publicKey");
        VerificationFailure.Unless(
            (single is null ? 0 : 1) + (chain is null ? 0 : 1) + (key is null ? 0 : 1) == 1,
            "a bundle names one of certificate, certificate chain and public key");
        if (single is { } one)
        {
            return X509CertificateLoader.LoadCertificate(one.Bytes("rawBytes"));
        }
        if (chain is not { } many)
        {
            return null;
        }
        VerificationFailure.Unless(version < 3, "a bundle of version 0.3 has one certificate, not a chain");
        var certificates = many.Items("certificates").Select(c => X509CertificateLoader.LoadCertificate(c.Bytes("rawBytes"))).ToList();
        VerificationFailure.Unless(certificates.Count > 0, "the certificate chain is empty");
        VerificationFailure.Unless(
            !certificates.Exists(c => c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData)),
            "the certificate chain holds a root certificate");
        return certificates[0];
    }

    private static TransparencyEntry ReadEntry(JsonElement json, int version)
    {
        var promise = json.Optional("inclusionPromise");
        var proof = json.Optional("inclusionProof");
        VerificationFailure.Unless(version > 1 || promise is not null, "a bundle of version 0.1 needs an inclusion promise");
        VerificationFailure.Unless(version == 1 || proof is not null, "the log entry has no inclusion proof");
        return new TransparencyEntry
        {
            LogIndex = json.Count("logIndex"),
            LogId = json.Member("logId").Bytes("keyId"),
            Body = json.Bytes("canonicalizedBody"),
            IntegratedTime = json.Optional("integratedTime") is null ? 0 : json.Count("integratedTime"),
            SignedEntryTimestamp = promise?.Bytes("signedEntryTimestamp"),
            Inclusion = proof is { } p ? ReadInclusion(p) : null,
        };
    }

    private static InclusionMaterial? ReadInclusion(JsonElement json)
    {
        var hashes = json.Items("hashes").Select(h =>
        {
            var buffer = new byte[64];
            VerificationFailure.Unless(
                h.ValueKind == JsonValueKind.String && Convert.TryFromBase64String(h.GetString()!, buffer, out var length) && length == 32,
                "a hash of the inclusion proof is not base64 of 32 bytes");
            return buffer[..32];
        });
        return new InclusionMaterial(
            json.Optional("logIndex") is null ? 0 : json.Count("logIndex"),
            json.Count("treeSize"),
            json.Bytes("rootHash"),
            [.. hashes],
            json.Member("checkpoint").Text("envelope"));
    }
}
