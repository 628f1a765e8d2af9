using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bylaw.Ledger.Sigstore;

/// <summary>Checks the signed certificate timestamp that a certificate log put into a certificate.</summary>
/// <remarks>Source: RFC 6962, sections 3.2 and 3.3: the log signed the certificate as it was before the extension went in.</remarks>
internal static class CertificateTimestamps
{
    private const string ExtensionOid = "1.3.6.1.4.1.11129.2.4.2";

    /// <summary>Ends the verification unless at least one known certificate log vouches for the certificate.</summary>
    public static void Verify(X509Certificate2 leaf, X509Certificate2 issuer, TrustedRoot root)
    {
        var extension = leaf.Extensions.FirstOrDefault(e => e.Oid?.Value == ExtensionOid);
        VerificationFailure.Unless(extension is not null, "the certificate carries no signed certificate timestamp");
        try
        {
            var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadOctetString().AsSpan();
            var issuerKeyHash = SHA256.HashData(issuer.PublicKey.ExportSubjectPublicKeyInfo());
            var precertificate = WithoutTimestamps(leaf.RawData);
            foreach (var timestamp in Split(list))
            {
                if (Holds(timestamp, issuerKeyHash, precertificate, root))
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is AsnContentException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new VerificationFailure("the signed certificate timestamps are malformed");
        }
        throw new VerificationFailure("no known certificate log vouches for the certificate");
    }

    private static List<byte[]> Split(ReadOnlySpan<byte> list)
    {
        var timestamps = new List<byte[]>();
        var rest = list.Slice(2, BinaryPrimitives.ReadUInt16BigEndian(list));
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest);
            timestamps.Add(rest.Slice(2, length).ToArray());
            rest = rest[(2 + length)..];
        }
        return timestamps;
    }

    private static bool Holds(ReadOnlySpan<byte> timestamp, byte[] issuerKeyHash, byte[] precertificate, TrustedRoot root)
    {
        if (timestamp[0] != 0)
        {
            return false; // only version 1 is defined
        }
        var logId = timestamp.Slice(1, 32);
        var time = BinaryPrimitives.ReadUInt64BigEndian(timestamp[33..]);
        var extensionsLength = BinaryPrimitives.ReadUInt16BigEndian(timestamp[41..]);
        var extensions = timestamp.Slice(43, extensionsLength);
        var signature = timestamp[(43 + extensionsLength)..];
        var signatureBytes = signature.Slice(4, BinaryPrimitives.ReadUInt16BigEndian(signature[2..]));

        using var signed = new MemoryStream();
        signed.Write([0, 0]);
        signed.Write(timestamp.Slice(33, 8));
        signed.Write([0, 1]);
        signed.Write(issuerKeyHash);
        signed.Write([(byte)(precertificate.Length >> 16), (byte)(precertificate.Length >> 8), (byte)precertificate.Length]);
        signed.Write(precertificate);
        signed.Write([(byte)(extensionsLength >> 8), (byte)extensionsLength]);
        signed.Write(extensions);

        if (time > 253_402_300_799_999)
        {
            return false; // beyond the year 9999
        }
        var at = DateTimeOffset.FromUnixTimeMilliseconds((long)time);
        foreach (var log in root.CertificateLogs)
        {
            if (logId.SequenceEqual(log.LogId) && log.Validity.Contains(at) && log.Key.Verify(signed.ToArray(), signatureBytes))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Copies a certificate's signed part, leaving out the extension with the timestamps.</summary>
    private static byte[] WithoutTimestamps(byte[] certificate)
    {
        var fields = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        var extensionsTag = new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (fields.HasData)
            {
                if (!fields.PeekTag().HasSameClassAndValue(extensionsTag))
                {
                    writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
                    continue;
                }
                var extensions = fields.ReadSequence(extensionsTag).ReadSequence();
                using (writer.PushSequence(extensionsTag))
                using (writer.PushSequence())
                {
                    while (extensions.HasData)
                    {
                        var extension = extensions.ReadEncodedValue();
                        var oid = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
                        if (oid != ExtensionOid)
                        {
                            writer.WriteEncodedValue(extension.Span);
                        }
                    }
                }
            }
        }
        return writer.Encode();
    }
}
