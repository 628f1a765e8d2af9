using System.Text;
using Bylaw.Rego.Builtins.Crypto.X509;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Built-ins on X.509 certificates. Trust comes from the operands alone, never from the machine's store.</summary>
internal static class CertificateBuiltins
{
    private const string Chain = "array<boolean, array[object[string: any]]>";

    private static readonly string[] _usages =
    [
        "Any", "ServerAuth", "ClientAuth", "CodeSigning", "EmailProtection", "IPSECEndSystem", "IPSECTunnel", "IPSECUser", "TimeStamping",
        "OCSPSigning", "MicrosoftServerGatedCrypto", "NetscapeServerGatedCrypto", "MicrosoftCommercialCodeSigning", "MicrosoftKernelCodeSigning",
    ];

    /// <summary>Returns the certificates in a text: PEM, Base64 of PEM, or Base64 of DER.</summary>
    [Builtin("crypto.x509.parse_certificates", "(certs: string) -> array[object[string: any]]")]
    internal static RegoValue ParseCertificates(BuiltinContext context, string certs)
    {
        try
        {
            return Show(CertificateReader.ReadAll(certs), withUriTexts: true);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Verifies the last certificate against the first, the only one trusted; returns whether it holds, and the chain.</summary>
    [Builtin("crypto.x509.parse_and_verify_certificates", "(certs: string) -> " + Chain)]
    internal static RegoValue ParseAndVerifyCertificates(BuiltinContext context, string certs) =>
        Verify(certs, new VerificationOptions { TimeNs = context.QueryTimeNs }, withUriTexts: true);

    /// <summary>Verifies the last certificate against the first, with a host name, a time and purposes to hold it against.</summary>
    [Builtin("crypto.x509.parse_and_verify_certificates_with_options", "(certs: string, options: object[string: any]) -> " + Chain)]
    internal static RegoValue ParseAndVerifyCertificatesWithOptions(BuiltinContext context, string certs, RegoObject options)
    {
        try
        {
            return Verify(certs, ReadOptions(options, context.QueryTimeNs), withUriTexts: false);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Returns a request for a certificate, given as PEM or Base64.</summary>
    [Builtin("crypto.x509.parse_certificate_request", "(csr: string) -> object[string: any]")]
    internal static RegoValue ParseCertificateRequest(BuiltinContext context, string csr)
    {
        try
        {
            const string Type = "CERTIFICATE REQUEST";
            var bytes = csr.StartsWith($"-----BEGIN {Type}-----", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(csr) : GoBase64.Decode(csr);
            var text = Encoding.Latin1.GetString(bytes).AsSpan();
            if (PemBlock.Take(ref text) is { } block)
            {
                bytes = block.Type == Type
                    ? block.Content
                    : throw new RefusedOperandException("invalid PEM-encoded certificate signing request");
            }
            return CertificateJson.Write(CertificateReader.ReadRequest(bytes));
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Returns a certificate chain with its private key, after checking that they belong together.</summary>
    [Builtin("crypto.x509.parse_keypair", "(cert: string, pem: string) -> object[string: any]")]
    internal static RegoValue ParseKeyPair(BuiltinContext context, string cert, string pem)
    {
        try
        {
            var certificates = PairedCertificates(cert);
            var key = PairedKey(pem);
            if (!BelongTogether(certificates[0].PublicKey, key))
            {
                throw new RefusedOperandException("tls: private key does not match public key");
            }
            return RegoObject.Create(
                ("Certificate", RegoArray.Create([.. certificates.Select(c => (RegoValue)Convert.ToBase64String(c.Raw))])),
                ("PrivateKey", CertificateJson.WritePrivate(key)),
                ("SupportedSignatureAlgorithms", RegoValue.Null),
                ("OCSPStaple", RegoValue.Null),
                ("SignedCertificateTimestamps", RegoValue.Null),
                ("Leaf", CertificateJson.Write(certificates[0], withUriTexts: false)));
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    private static RegoValue Verify(string certs, VerificationOptions options, bool withUriTexts)
    {
        try
        {
            return ChainVerifier.Verify(CertificateReader.ReadAll(certs), options) is { } chain
                ? RegoArray.Create(true, Show(chain, withUriTexts))
                : RegoArray.Create(false, RegoArray.Empty);
        }
        catch (RefusedOperandException)
        {
            // What cannot be read is not verified: the answer is no, not an error.
            return RegoArray.Create(false, RegoArray.Empty);
        }
    }

    private static RegoArray Show(IReadOnlyList<Certificate> certificates, bool withUriTexts) =>
        RegoArray.Create([.. certificates.Select(c => (RegoValue)CertificateJson.Write(c, withUriTexts))]);

    private static VerificationOptions ReadOptions(RegoObject fields, long nowNs)
    {
        var options = new VerificationOptions { TimeNs = nowNs };
        foreach (var (key, value) in fields)
        {
            options = (key.TryGetString(out var name) ? name : "") switch
            {
                "DNSName" => options with
                {
                    DnsName = value.TryGetString(out var text) ? text.Trim('"') : throw new RefusedOperandException("'DNSName' should be a string"),
                },
                "CurrentTime" => options with { TimeNs = Integer(value, "CurrentTime", "a valid int64 number") },
                "MaxConstraintComparisons" => options with
                {
                    MaxConstraintComparisons = Integer(value, "MaxConstraintComparisons", "a valid number"),
                },
                "KeyUsages" => options with { KeyUsages = Usages(value) },
                _ => throw new RefusedOperandException("invalid key option"),
            };
        }
        return options;
    }

    private static long Integer(in RegoValue value, string name, string wanted)
    {
        if (!value.IsNumber)
        {
            throw new RefusedOperandException($"'{name}' should be a number");
        }
        return value.TryGetInt64(out var number) ? number : throw new RefusedOperandException($"'{name}' should be {wanted}");
    }

    private static List<int> Usages(in RegoValue value)
    {
        var items = value.TryGetArray(out var array) ? array.AsSpan()
            : value.TryGetSet(out var set) ? set.ToSortedArray()
            : throw new RefusedOperandException("'KeyUsages' should be an Array or Set");
        var result = new List<int>();
        var invalid = new List<string>();
        foreach (var item in items)
        {
            if (!item.TryGetString(out var text))
            {
                continue;
            }
            const string Prefix = "KeyUsage";
            text = text.Trim('"');
            var number = text.StartsWith(Prefix, StringComparison.Ordinal) ? Array.IndexOf(_usages, text[Prefix.Length..]) : -1;
            if (number >= 0)
            {
                result.Add(number);
            }
            else
            {
                invalid.Add(text);
            }
        }
        return invalid.Count == 0
            ? result
            : throw new RefusedOperandException($"invalid entries for 'KeyUsages' found: [{string.Join(' ', invalid)}]");
    }

    private static List<Certificate> PairedCertificates(string text)
    {
        var rest = PemText(text, "CERTIFICATE").AsSpan();
        var result = new List<Certificate>();
        while (PemBlock.Take(ref rest) is { } block)
        {
            if (block.Type == "CERTIFICATE")
            {
                result.Add(CertificateReader.Read(block.Content));
            }
        }
        return result.Count > 0
            ? result
            : throw new RefusedOperandException("tls: failed to find any PEM data in certificate input");
    }

    private static Key PairedKey(string text)
    {
        var rest = PemText(text, "PRIVATE KEY").AsSpan();
        while (PemBlock.Take(ref rest) is { } block)
        {
            if (block.Type == "PRIVATE KEY" || block.Type.EndsWith(" PRIVATE KEY", StringComparison.Ordinal))
            {
                return PrivateKeys.ReadAny(block.Content);
            }
        }
        throw new RefusedOperandException("tls: failed to find any PEM data in key input");
    }

    private static string PemText(string text, string type)
    {
        const string Begin = "-----BEGIN ";
        if (text.StartsWith(Begin, StringComparison.Ordinal))
        {
            return text;
        }
        var bytes = GoBase64.Decode(text);
        return bytes.AsSpan().StartsWith("-----BEGIN "u8)
            ? Encoding.UTF8.GetString(bytes)
            : $"{Begin}{type}-----\n{Convert.ToBase64String(bytes)}\n-----END {type}-----\n";
    }

    private static bool BelongTogether(Key certified, Key key) => (certified, key) switch
    {
        (RsaKey a, RsaKey b) => a.Modulus == b.Modulus && a.Exponent == b.Exponent,
        (EcKey a, EcKey b) => a.CurveName == b.CurveName && a.X.AsSpan().SequenceEqual(b.X) && a.Y.AsSpan().SequenceEqual(b.Y),
        (EdKey a, EdKey b) => a.Public.AsSpan().SequenceEqual(b.Public),
        _ => false,
    };
}
