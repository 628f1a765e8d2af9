using System.Formats.Asn1;
using System.Text;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>A name in a certificate: attributes in the order in which they stand.</summary>
/// <param name="Raw">The DER bytes; names are compared by them.</param>
/// <param name="Attributes">Object identifiers and values.</param>
internal sealed record DistinguishedName(byte[] Raw, IReadOnlyList<(string Oid, string Value)> Attributes)
{
    internal IEnumerable<string> Values(string oid) => Attributes.Where(a => a.Oid == oid).Select(a => a.Value);

    /// <summary>Reads a name.</summary>
    /// <exception cref="AsnContentException">The bytes are none.</exception>
    internal static DistinguishedName Read(ReadOnlyMemory<byte> der)
    {
        var attributes = new List<(string, string)>();
        var name = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        while (name.HasData)
        {
            var set = name.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                attributes.Add((oid, ReadText(attribute)));
            }
        }
        return new DistinguishedName(der.ToArray(), attributes);
    }

    // Read by hand: makers of certificates put characters into printable strings that the standard does not allow there.
    private static string ReadText(AsnReader reader)
    {
        var tag = reader.PeekTag();
        var content = reader.PeekContentBytes().Span;
        reader.ReadEncodedValue();
        if (tag.TagClass != TagClass.Universal)
        {
            throw new AsnContentException("x509: unsupported string type");
        }
        return (UniversalTagNumber)tag.TagValue switch
        {
            UniversalTagNumber.UTF8String => Encoding.UTF8.GetString(content),
            UniversalTagNumber.BMPString => Encoding.BigEndianUnicode.GetString(content),
            UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.NumericString
                or UniversalTagNumber.TeletexString or UniversalTagNumber.VisibleString => Encoding.Latin1.GetString(content),
            _ => throw new AsnContentException("x509: unsupported string type"),
        };
    }
}
