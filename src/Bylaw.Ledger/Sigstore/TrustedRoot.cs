using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Ledger.Sigstore;

/// <summary>A closed span of time; without an end it still runs.</summary>
internal readonly record struct ValidityRange(DateTimeOffset Start, DateTimeOffset? End)
{
    public bool Contains(DateTimeOffset time) => time >= Start && (End is null || time <= End);
}

/// <summary>A log's key: of a transparency log or of a certificate log.</summary>
internal sealed record TrustedLog(string Host, byte[] LogId, PublicVerificationKey Key, ValidityRange Validity);

/// <summary>A certificate authority or timestamp authority: its chain, leaf side first.</summary>
internal sealed record TrustedAuthority(ImmutableArray<X509Certificate2> Chain, ValidityRange Validity);

/// <summary>The keys and certificates that Sigstore verification starts from.</summary>
/// <remarks>Source: Sigstore protobuf-specs, <c>trustedroot+json;version=0.1</c> and 0.2.</remarks>
public sealed class TrustedRoot
{
    internal ImmutableArray<TrustedLog> TransparencyLogs { get; private init; }

    internal ImmutableArray<TrustedLog> CertificateLogs { get; private init; }

    internal ImmutableArray<TrustedAuthority> CertificateAuthorities { get; private init; }

    internal ImmutableArray<TrustedAuthority> TimestampAuthorities { get; private init; }

    /// <summary>Reads a trusted root.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="root">The trusted root.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when every part of it is well formed.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, out TrustedRoot root, out string problem)
    {
        root = null!;
        problem = "";
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            root = Read(document.RootElement);
            return true;
        }
        catch (Exception error) when (error is JsonException or VerificationFailure or CryptographicException)
        {
            problem = $"the trusted root cannot be read: {error.Message}";
            return false;
        }
    }

    private static TrustedRoot Read(JsonElement json)
    {
        var mediaType = json.Text("mediaType");
        VerificationFailure.Unless(
            mediaType.StartsWith("application/vnd.dev.sigstore.trustedroot", StringComparison.Ordinal), $"`{mediaType}` is not a trusted root");
        return new TrustedRoot
        {
            TransparencyLogs = [.. json.Items("tlogs").Select(ReadLog).OfType<TrustedLog>()],
            CertificateLogs = [.. json.Items("ctlogs").Select(ReadLog).OfType<TrustedLog>()],
            CertificateAuthorities = [.. json.Items("certificateAuthorities").Select(ReadAuthority)],
            TimestampAuthorities = [.. json.Items("timestampAuthorities").Select(ReadAuthority)],
        };
    }

    /// <summary>A log whose key is of a kind we cannot check is left out, so nothing can be proved by it.</summary>
    private static TrustedLog? ReadLog(JsonElement json)
    {
        var key = json.Member("publicKey");
        var validity = ReadValidity(key);
        // A log signs under its address without the scheme.
        var host = Uri.TryCreate(json.Text("baseUrl"), UriKind.Absolute, out var url) ? (url.Authority + url.AbsolutePath).TrimEnd('/') : "";
        return PublicVerificationKey.TryFromSpki(key.Bytes("rawBytes"), out var parsed)
            ? new TrustedLog(host, json.Member("logId").Bytes("keyId"), parsed, validity)
            : null;
    }

    private static TrustedAuthority ReadAuthority(JsonElement json)
    {
        var chain = json.Member("certChain").Items("certificates").Select(c => X509CertificateLoader.LoadCertificate(c.Bytes("rawBytes")));
        var authority = new TrustedAuthority([.. chain], ReadValidity(json));
        VerificationFailure.Unless(authority.Chain.Length > 0, "an authority has no certificate");
        return authority;
    }

    private static ValidityRange ReadValidity(JsonElement json)
    {
        var range = json.Member("validFor");
        return new ValidityRange(ReadTime(range, "start"), range.Optional("end") is null ? null : ReadTime(range, "end"));
    }

    private static DateTimeOffset ReadTime(JsonElement json, string name)
    {
        VerificationFailure.Unless(
            DateTimeOffset.TryParse(json.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time),
            $"`{name}` is not a time");
        return time;
    }
}
