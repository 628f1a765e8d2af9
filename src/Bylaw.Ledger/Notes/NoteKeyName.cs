using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Ledger.Notes;

/// <summary>Holds the rules for names and ids of note keys.</summary>
/// <remarks>Source: C2SP signed-note, "Signatures" and "Verifier keys".</remarks>
internal static class NoteKeyName
{
    public static bool IsValid(string name) =>
        name.Length > 0 && !name.Contains('+', StringComparison.Ordinal) && !name.Any(c => char.IsWhiteSpace(c) || c < ' ');

    /// <summary>SHA-256 of name, line feed, signature type and key, cut to its first four bytes.</summary>
    public static uint Id(string name, byte signatureType, ReadOnlySpan<byte> publicKey)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);
        var input = new byte[nameBytes.Length + 2 + publicKey.Length];
        nameBytes.CopyTo(input, 0);
        input[nameBytes.Length] = (byte)'\n';
        input[nameBytes.Length + 1] = signatureType;
        publicKey.CopyTo(input.AsSpan(nameBytes.Length + 2));
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }
}
