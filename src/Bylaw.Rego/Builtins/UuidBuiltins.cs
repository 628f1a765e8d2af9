using System.Buffers.Binary;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Universally unique identifiers.</summary>
internal static class UuidBuiltins
{
    private static readonly string[] _domains = ["Person", "Group", "Org"];

    /// <summary>Returns a random identifier of version 4; the same one for the same key throughout a query.</summary>
    [Builtin("uuid.rfc4122", "(k: string) -> string", Effect = BuiltinEffect.OncePerQuery)]
    internal static RegoValue Make(BuiltinContext context, in RegoValue k) => context.OncePerQuery(k, () =>
    {
        var bytes = new byte[16];
        RandomSource.Of(context).NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    });

    /// <summary>Reads an identifier in any of its written forms: version and variant, and for versions 1 and 2 time, node and clock too.</summary>
    [Builtin("uuid.parse", "(uuid: string) -> object[string: any]")]
    internal static RegoObject? Parse(string uuid)
    {
        if (ToHex(uuid) is not { } hex || hex.Length != 32 || !hex.All(char.IsAsciiHexDigit))
        {
            return null;
        }
        var bytes = Convert.FromHexString(hex);
        var version = bytes[6] >> 4;
        var result = new ObjectBuilder();
        result.Set("version", version);
        result.Set("variant", VariantOf(bytes[8]));
        if (version is 1 or 2)
        {
            AddTimeBased(result, bytes, version);
        }
        return result.Build();
    }

    /// <summary>Returns the digits of the forms <c>8-4-4-4-12</c>, <c>urn:uuid:…</c>, <c>{…}</c> and bare; null for any other length.</summary>
    private static string? ToHex(string text)
    {
        if (!System.Text.Ascii.IsValid(text))
        {
            return null;
        }
        switch (text.Length)
        {
            case 32:
                return text;
            case 36:
                break;
            case 38:
                text = text[1..^1]; // Whatever stands at the ends is not looked at.
                break;
            case 45 when text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase):
                text = text[9..];
                break;
            default:
                return null;
        }
        return text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-'
            ? string.Concat(text.AsSpan(0, 8), text.AsSpan(9, 4), text.AsSpan(14, 4), string.Concat(text.AsSpan(19, 4), text.AsSpan(24)))
            : null;
    }

    private static string VariantOf(byte b) => b switch
    {
        _ when (b & 0xC0) == 0x80 => "RFC4122",
        _ when (b & 0xE0) == 0xC0 => "Microsoft",
        _ when (b & 0xE0) == 0xE0 => "Future",
        _ => "Reserved",
    };

    /// <remarks>Source: RFC 4122, section 4.1.4: 100 ns since 15 October 1582.</remarks>
    private static void AddTimeBased(ObjectBuilder result, byte[] bytes, int version)
    {
        const long UnixEpoch = 0x01B21DD213814000;
        long low = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        long middle = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4));
        long high = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(6)) & 0x0FFF;
        result.Set("time", unchecked((low + (middle << 32) + (high << 48) - UnixEpoch) * 100));
        result.Set("clocksequence", BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(8)) & 0x3FFF);
        result.Set("nodeid", string.Join('-', bytes[10..].Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))));
        result.Set("macvariables", ((bytes[10] & 2) != 0 ? "local:" : "global:") + ((bytes[10] & 1) != 0 ? "multicast" : "unicast"));
        if (version == 2)
        {
            result.Set("id", low);
            result.Set("domain", bytes[9] < _domains.Length ? _domains[bytes[9]] : $"Domain{bytes[9]}");
        }
    }
}
