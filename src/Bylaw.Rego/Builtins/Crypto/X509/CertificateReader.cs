using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>Reads certificates and requests for them.</summary>
internal static class CertificateReader
{
    private const string Malformed = "x509: malformed certificate";
    private const string ExtensionRequestOid = "1.2.840.113549.1.9.14";

    /// <summary>Reads certificates: PEM, Base64 of PEM, or Base64 of DER certificates one after another.</summary>
    /// <exception cref="RefusedOperandException">The text is none of these.</exception>
    internal static IReadOnlyList<Certificate> ReadAll(string text)
    {
        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            return ReadPem(text);
        }
        var bytes = GoBase64.Decode(text);
        return bytes.AsSpan().StartsWith("-----BEGIN"u8) ? ReadPem(Encoding.UTF8.GetString(bytes)) : ReadDer(bytes);
    }

    /// <summary>Reads one certificate.</summary>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static Certificate Read(ReadOnlyMemory<byte> der) => Guarded(() => ReadCertificate(der));

    /// <summary>Reads a request for a certificate.</summary>
    /// <exception cref="RefusedOperandException">The bytes are none.</exception>
    internal static CertificateRequest ReadRequest(ReadOnlyMemory<byte> der) => Guarded(() =>
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var request = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var rawBody = request.PeekEncodedValue().ToArray();
        var body = request.ReadSequence();
        var algorithm = SignatureAlgorithm.Read(request.ReadSequence());
        var signature = request.ReadBitString(out _);
        var version = (int)body.ReadInteger();
        var subject = DistinguishedName.Read(body.ReadEncodedValue());
        var (rawKey, keyOid, key) = ReadPublicKey(body);
        var (attributes, extensions) = ReadAttributes(body);
        return new CertificateRequest
        {
            Raw = der.ToArray(),
            RawBody = rawBody,
            RawPublicKey = rawKey,
            Version = version,
            Subject = subject,
            PublicKeyOid = keyOid,
            PublicKey = key,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            Attributes = attributes,
            Extensions = extensions,
            Names = ExtensionReader.ReadRequested(extensions),
        };
    });

    private static IReadOnlyList<Certificate> ReadPem(string text)
    {
        var rest = text.AsSpan();
        var content = new List<byte>();
        while (PemBlock.Take(ref rest) is { } block)
        {
            if (block.Type != "CERTIFICATE")
            {
                throw new RefusedOperandException($"PEM block type is '{block.Type}', expected CERTIFICATE");
            }
            content.AddRange(block.Content);
        }
        return ReadDer([.. content]);
    }

    private static IReadOnlyList<Certificate> ReadDer(byte[] bytes) => Guarded(() =>
    {
        var result = new List<Certificate>();
        var rest = new AsnReader(bytes, AsnEncodingRules.DER);
        while (rest.HasData)
        {
            result.Add(ReadCertificate(rest.ReadEncodedValue()));
        }
        return result;
    });

    private static Certificate ReadCertificate(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var certificate = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var rawBody = certificate.PeekEncodedValue().ToArray();
        var body = certificate.ReadSequence();
        var algorithm = SignatureAlgorithm.Read(certificate.ReadSequence());
        var signature = certificate.ReadBitString(out _);

        var versionTag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        var version = body.PeekTag().HasSameClassAndValue(versionTag) ? (int)body.ReadSequence(versionTag).ReadInteger() + 1 : 1;
        var serial = body.ReadInteger();
        body.ReadEncodedValue();
        var issuer = DistinguishedName.Read(body.ReadEncodedValue());
        var validity = body.ReadSequence();
        var (notBefore, notAfter) = (ReadTime(validity), ReadTime(validity));
        var subject = DistinguishedName.Read(body.ReadEncodedValue());
        var (rawKey, keyOid, key) = ReadPublicKey(body);
        var extensions = ReadExtensions(body);
        var details = ExtensionReader.Read(extensions);
        return new Certificate
        {
            Raw = der.ToArray(),
            RawBody = rawBody,
            RawPublicKey = rawKey,
            Version = version,
            SerialNumber = serial,
            Issuer = issuer,
            NotBefore = notBefore,
            NotAfter = notAfter,
            Subject = subject,
            PublicKeyOid = keyOid,
            PublicKey = key,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            Extensions = extensions,
            Details = details,
            Names = details.Names,
        };
    }

    private static (byte[] Raw, string Oid, Key Key) ReadPublicKey(AsnReader body)
    {
        var raw = body.ReadEncodedValue();
        var oid = new AsnReader(raw, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier();
        return (raw.ToArray(), oid, KeyReader.ReadPublic(raw));
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime(2049) : reader.ReadGeneralizedTime();

    private static List<Extension> ReadExtensions(AsnReader body)
    {
        var tag = new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true);
        while (body.HasData && !body.PeekTag().HasSameClassAndValue(tag))
        {
            // The unique identifiers of version 2 certificates mean nothing any more.
            body.ReadEncodedValue();
        }
        return body.HasData ? ReadExtensionList(body.ReadSequence(tag).ReadSequence()) : [];
    }

    private static List<Extension> ReadExtensionList(AsnReader list)
    {
        var result = new List<Extension>();
        while (list.HasData)
        {
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            result.Add(new Extension(oid, isCritical, extension.ReadOctetString()));
        }
        return result;
    }

    private static (List<RequestAttribute> Attributes, List<Extension> Extensions) ReadAttributes(AsnReader body)
    {
        var attributes = new List<RequestAttribute>();
        var extensions = new List<Extension>();
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        var list = body.HasData ? body.ReadSetOf(skipSortOrderValidation: true, tag) : null;
        while (list is { HasData: true })
        {
            var encoded = list.ReadEncodedValue();
            if (TryReadAttribute(encoded, out var named))
            {
                attributes.Add(named);
            }
            var attribute = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
            if (attribute.ReadObjectIdentifier() == ExtensionRequestOid)
            {
                extensions.AddRange(ReadExtensionList(attribute.ReadSetOf(skipSortOrderValidation: true).ReadSequence()));
            }
        }
        return (attributes, extensions);
    }

    private static bool TryReadAttribute(ReadOnlyMemory<byte> encoded, [NotNullWhen(true)] out RequestAttribute? result)
    {
        result = null;
        try
        {
            var attribute = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var set = attribute.ReadSetOf(skipSortOrderValidation: true);
            var values = new List<IReadOnlyList<(string, RegoValue)>>();
            while (set.HasData)
            {
                var members = new List<(string, RegoValue)>();
                var list = set.ReadSequence();
                while (list.HasData)
                {
                    var member = list.ReadSequence();
                    members.Add((member.ReadObjectIdentifier(), ReadAttributeValue(member)));
                }
                values.Add(members);
            }
            result = new RequestAttribute(oid, values);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static RegoValue ReadAttributeValue(AsnReader reader) => (UniversalTagNumber)reader.PeekTag().TagValue switch
    {
        UniversalTagNumber.Boolean => reader.ReadBoolean(),
        UniversalTagNumber.Integer => RegoValue.From(reader.ReadInteger()),
        UniversalTagNumber.OctetString => Convert.ToBase64String(reader.ReadOctetString()),
        var text => reader.ReadCharacterString(text),
    };

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is AsnContentException or OverflowException or ArgumentException or System.Security.Cryptography.CryptographicException)
        {
            throw new RefusedOperandException(Malformed);
        }
    }
}
