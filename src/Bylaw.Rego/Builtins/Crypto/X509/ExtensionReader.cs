using System.Formats.Asn1;
using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Builtins.Network;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>Reads what the extensions of certificates say (RFC 5280, section 4.2).</summary>
internal static class ExtensionReader
{
    private const string AlternativeNamesOid = "2.5.29.17";
    private const string AuthorityInformationOid = "1.3.6.1.5.5.7.1.1";

    private static readonly string[] _purposes =
    [
        "2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.5",
        "1.3.6.1.5.5.7.3.6", "1.3.6.1.5.5.7.3.7", "1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9", "1.3.6.1.4.1.311.10.3.3",
        "2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.2.1.22", "1.3.6.1.4.1.311.61.1.1",
    ];

    /// <summary>Reads all extensions of a certificate.</summary>
    internal static CertificateDetails Read(IReadOnlyList<Extension> extensions)
    {
        var details = new CertificateDetails();
        foreach (var extension in extensions)
        {
            if (!TryRead(extension, details) && extension.IsCritical)
            {
                details.UnhandledCriticalExtensions.Add(extension.Oid);
            }
        }
        return details;
    }

    /// <summary>Reads the names that a request asks for.</summary>
    internal static AlternativeNames ReadRequested(IReadOnlyList<Extension> extensions) =>
        extensions.FirstOrDefault(e => e.Oid == AlternativeNamesOid) is { } names ? ReadNames(Der(names)) : new();

    private static AsnReader Der(Extension extension) => new(extension.Value, AsnEncodingRules.DER);

    private static bool TryRead(Extension extension, CertificateDetails details)
    {
        switch (extension.Oid)
        {
            case "2.5.29.14":
                details.SubjectKeyId = Der(extension).ReadOctetString();
                return true;
            case "2.5.29.15":
                details.KeyUsage = ReadKeyUsage(Der(extension));
                return true;
            case AlternativeNamesOid:
                details.Names = ReadNames(Der(extension));
                return !details.Names.IsEmpty;
            case "2.5.29.19":
                ReadBasicConstraints(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.30":
                details.NameConstraints = ReadNameConstraints(Der(extension).ReadSequence(), extension.IsCritical, out var isComplete);
                return isComplete;
            case "2.5.29.31":
                ReadRevocationLists(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.32":
                ReadPolicies(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.33":
                ReadPolicyMappings(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.35":
                details.AuthorityKeyId = ReadAuthorityKeyId(Der(extension).ReadSequence());
                return true;
            case "2.5.29.36":
                ReadPolicyConstraints(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.37":
                ReadExtendedKeyUsage(Der(extension).ReadSequence(), details);
                return true;
            case "2.5.29.54":
                details.InhibitAnyPolicy = (int)Der(extension).ReadInteger();
                return true;
            case AuthorityInformationOid:
                ReadAuthorityInformation(Der(extension).ReadSequence(), details);
                return true;
            default:
                return false;
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

    private static bool Follows(AsnReader reader, Asn1Tag tag) => reader.HasData && reader.PeekTag().HasSameClassAndValue(tag);

    private static int ReadKeyUsage(AsnReader reader)
    {
        var bits = reader.ReadBitString(out _);
        var usage = 0;
        for (var i = 0; i < 9; i++)
        {
            // Bit 0 is the highest of the first byte.
            if (i / 8 < bits.Length && (bits[i / 8] >> (7 - i % 8) & 1) == 1)
            {
                usage |= 1 << i;
            }
        }
        return usage;
    }

    private static void ReadBasicConstraints(AsnReader reader, CertificateDetails details)
    {
        details.HasBasicConstraints = true;
        details.IsAuthority = Follows(reader, Asn1Tag.Boolean) && reader.ReadBoolean();
        details.MaxPathLength = Follows(reader, Asn1Tag.Integer) ? (int)reader.ReadInteger() : -1;
    }

    private static AlternativeNames ReadNames(AsnReader reader)
    {
        var names = new AlternativeNames();
        var list = reader.ReadSequence();
        while (list.HasData)
        {
            var (kind, content) = ReadGeneralName(list);
            switch (kind)
            {
                case 1:
                    names.EmailAddresses.Add(Encoding.Latin1.GetString(content));
                    break;
                case 2:
                    names.DnsNames.Add(Encoding.Latin1.GetString(content));
                    break;
                case 6:
                    var text = Encoding.Latin1.GetString(content);
                    names.Uris.Add((text, ParseUri(text)));
                    break;
                case 7:
                    names.IpAddresses.Add(content.Length is 4 or 16
                        ? content
                        : throw new RefusedOperandException($"x509: cannot parse IP address of length {content.Length}"));
                    break;
            }
        }
        return names;
    }

    private static GoUrl ParseUri(string text)
    {
        try
        {
            return GoUrl.Parse(text);
        }
        catch (RefusedOperandException refusal)
        {
            throw new RefusedOperandException($"x509: cannot parse URI {GoQuote.Quote(text)}: {refusal.Message}");
        }
    }

    private static (int Kind, byte[] Content) ReadGeneralName(AsnReader reader)
    {
        var tag = reader.PeekTag();
        var content = reader.PeekContentBytes().ToArray();
        reader.ReadEncodedValue();
        return (tag.TagClass == TagClass.ContextSpecific ? tag.TagValue : -1, content);
    }

    private static NameConstraints ReadNameConstraints(AsnReader reader, bool isCritical, out bool isComplete)
    {
        var constraints = new NameConstraints { IsCritical = isCritical };
        isComplete = true;
        foreach (var (number, dns, ips, emails, uris) in new[]
        {
            (0, constraints.PermittedDns, constraints.PermittedIps, constraints.PermittedEmails, constraints.PermittedUris),
            (1, constraints.ExcludedDns, constraints.ExcludedIps, constraints.ExcludedEmails, constraints.ExcludedUris),
        })
        {
            if (!Follows(reader, Context(number)))
            {
                continue;
            }
            var subtrees = reader.ReadSequence(Context(number));
            while (subtrees.HasData)
            {
                var (kind, content) = ReadGeneralName(subtrees.ReadSequence());
                switch (kind)
                {
                    case 1:
                        emails.Add(Encoding.Latin1.GetString(content));
                        break;
                    case 2:
                        dns.Add(Encoding.Latin1.GetString(content));
                        break;
                    case 6:
                        uris.Add(Encoding.Latin1.GetString(content));
                        break;
                    case 7 when content.Length is 8 or 32:
                        ips.Add(content);
                        break;
                    default:
                        isComplete = false;
                        break;
                }
            }
        }
        return constraints;
    }

    private static void ReadRevocationLists(AsnReader list, CertificateDetails details)
    {
        while (list.HasData)
        {
            var point = list.ReadSequence();
            if (!Follows(point, Context(0)))
            {
                continue;
            }
            var name = point.ReadSequence(Context(0));
            if (!Follows(name, Context(0)))
            {
                continue;
            }
            var full = name.ReadSequence(Context(0));
            while (full.HasData)
            {
                var (kind, content) = ReadGeneralName(full);
                if (kind == 6)
                {
                    details.RevocationLists.Add(Encoding.Latin1.GetString(content));
                }
            }
        }
    }

    private static void ReadPolicies(AsnReader list, CertificateDetails details)
    {
        while (list.HasData)
        {
            details.Policies.Add(list.ReadSequence().ReadObjectIdentifier());
        }
    }

    private static void ReadPolicyMappings(AsnReader list, CertificateDetails details)
    {
        while (list.HasData)
        {
            var mapping = list.ReadSequence();
            details.PolicyMappings.Add((mapping.ReadObjectIdentifier(), mapping.ReadObjectIdentifier()));
        }
    }

    private static void ReadPolicyConstraints(AsnReader reader, CertificateDetails details)
    {
        details.RequireExplicitPolicy = Follows(reader, Context(0)) ? (int)reader.ReadInteger(Context(0)) : null;
        details.InhibitPolicyMapping = Follows(reader, Context(1)) ? (int)reader.ReadInteger(Context(1)) : null;
    }

    private static byte[]? ReadAuthorityKeyId(AsnReader reader) =>
        Follows(reader, Context(0)) ? reader.ReadOctetString(Context(0)) : null;

    private static void ReadExtendedKeyUsage(AsnReader list, CertificateDetails details)
    {
        while (list.HasData)
        {
            var oid = list.ReadObjectIdentifier();
            var number = Array.IndexOf(_purposes, oid);
            if (number >= 0)
            {
                details.ExtendedKeyUsage.Add(number);
            }
            else
            {
                details.UnknownExtendedKeyUsage.Add(oid);
            }
        }
    }

    private static void ReadAuthorityInformation(AsnReader list, CertificateDetails details)
    {
        while (list.HasData)
        {
            var access = list.ReadSequence();
            var method = access.ReadObjectIdentifier();
            var (kind, content) = ReadGeneralName(access);
            if (kind != 6)
            {
                continue;
            }
            var target = method switch
            {
                "1.3.6.1.5.5.7.48.1" => details.OcspServers,
                "1.3.6.1.5.5.7.48.2" => details.IssuerUrls,
                _ => null,
            };
            target?.Add(Encoding.Latin1.GetString(content));
        }
    }
}
