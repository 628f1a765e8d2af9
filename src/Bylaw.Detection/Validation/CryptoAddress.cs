using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Detection.Validation;

/// <summary>Addresses of Bitcoin and Ethereum by their own checksums.</summary>
/// <remarks>Sources: Bitcoin wiki base58check; BIP 173 and BIP 350; EIP-55.</remarks>
internal static class CryptoAddress
{
    private const string Base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const string Bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

    /// <summary>Tells whether text is a Bitcoin address: base58check of version 0 or 5, bech32 or bech32m.</summary>
    public static bool IsBitcoin(ReadOnlySpan<char> text) =>
        text.StartsWith("bc1", StringComparison.OrdinalIgnoreCase) ? IsBech32(text) : text.Length is >= 25 and <= 35 && text[0] is '1' or '3' && IsBase58Check(text);

    /// <summary>Tells whether text is an Ethereum address; mixed case must keep the EIP-55 checksum.</summary>
    public static bool IsEthereum(ReadOnlySpan<char> text)
    {
        if (text.Length != 42 || !text.StartsWith("0x"))
        {
            return false;
        }
        var hex = text[2..];
        if (hex.IndexOfAnyExcept("0123456789abcdefABCDEF") >= 0)
        {
            return false;
        }
        var hasLower = hex.IndexOfAnyInRange('a', 'f') >= 0;
        var hasUpper = hex.IndexOfAnyInRange('A', 'F') >= 0;
        if (hasLower != hasUpper)
        {
            return true;
        }
        var hash = Keccak256.Hash(Encoding.ASCII.GetBytes(hex.ToString().ToLowerInvariant()));
        for (var i = 0; i < 40; i++)
        {
            var nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15;
            if (char.IsAsciiLetter(hex[i]) && char.IsAsciiLetterUpper(hex[i]) != nibble >= 8)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsBase58Check(ReadOnlySpan<char> text)
    {
        var value = BigInteger.Zero;
        foreach (var c in text)
        {
            var digit = Base58.IndexOf(c);
            if (digit < 0)
            {
                return false;
            }
            value = (value * 58) + digit;
        }
        Span<byte> bytes = stackalloc byte[25];
        bytes.Clear();
        var raw = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        if (raw.Length > 25)
        {
            return false;
        }
        raw.CopyTo(bytes[(25 - raw.Length)..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..21], hash);
        SHA256.HashData(hash, hash);
        return bytes[0] is 0 or 5 && bytes[21..].SequenceEqual(hash[..4]);
    }

    private static bool IsBech32(ReadOnlySpan<char> text)
    {
        var lower = text.ToString().ToLowerInvariant();
        if (text.Length is < 14 or > 74 || (!text.SequenceEqual(lower) && !text.SequenceEqual(lower.ToUpperInvariant())))
        {
            return false;
        }
        uint check = 1;
        foreach (var value in (ReadOnlySpan<byte>)[3, 3, 0, 2, 3]) // the human-readable part "bc", expanded
        {
            check = Step(check, value);
        }
        foreach (var c in lower.AsSpan(3))
        {
            var value = Bech32.IndexOf(c);
            if (value < 0)
            {
                return false;
            }
            check = Step(check, (byte)value);
        }
        return check == (lower[3] == 'q' ? 1u : 0x2bc830a3u);
    }

    private static uint Step(uint check, byte value)
    {
        var top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ value;
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        for (var i = 0; i < 5; i++)
        {
            check ^= ((top >> i) & 1) == 1 ? generator[i] : 0;
        }
        return check;
    }
}
