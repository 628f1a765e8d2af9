using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Bylaw.Ledger.Notes;

/// <summary>Checks the signatures of one key on signed notes.</summary>
public abstract class NoteVerifier
{
    /// <summary>The signature type of Ed25519 over the note's text.</summary>
    public const byte Ed25519Type = 0x01;

    /// <summary>The signature type of a witness's timestamped Ed25519 cosignature.</summary>
    public const byte CosignatureType = 0x04;

    private protected NoteVerifier(string name, uint keyId)
    {
        Name = name;
        KeyId = keyId;
    }

    /// <summary>Gets the key's name.</summary>
    public string Name { get; }

    /// <summary>Gets the key's four-byte id.</summary>
    public uint KeyId { get; }

    /// <summary>Tells whether a signature over a note's text holds.</summary>
    /// <param name="text">The note's text with its last line feed.</param>
    /// <param name="signature">The signature's bytes without the key id.</param>
    /// <returns>True when it holds.</returns>
    public abstract bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);

    /// <summary>Reads a verifier key: <c>name+id+base64</c>, of type Ed25519 or cosignature.</summary>
    /// <param name="text">The key as text.</param>
    /// <param name="verifier">The verifier.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when the key could be read and its id fits.</returns>
    public static bool TryParse(string text, out NoteVerifier verifier, out string problem)
    {
        verifier = null!;
        var parts = text.Trim().Split('+', 3);
        if (parts.Length != 3 || !NoteKeyName.IsValid(parts[0]))
        {
            problem = "a verifier key is written `name+id+base64`";
            return false;
        }
        if (parts[1].Length != 8 || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            problem = $"the id `{parts[1]}` of the verifier key is not eight hexadecimal digits";
            return false;
        }
        if (!StrictBase64.TryDecode(parts[2], out var key) || key.Length < 1)
        {
            problem = "the verifier key is not base64";
            return false;
        }
        if (key[0] is not (Ed25519Type or CosignatureType) || key.Length != 1 + Ed25519.KeySize)
        {
            problem = $"signature type {key[0]} with {key.Length - 1} bytes of key is not known here";
            return false;
        }
        if (NoteKeyName.Id(parts[0], key[0], key.AsSpan(1)) != id)
        {
            problem = "the id of the verifier key does not fit its name and bytes";
            return false;
        }
        problem = "";
        verifier = key[0] == Ed25519Type ? new LogNoteVerifier(parts[0], key[1..]) : new WitnessNoteVerifier(parts[0], key[1..]);
        return true;
    }
}

/// <summary>Checks plain Ed25519 signatures, as logs make them.</summary>
public sealed class LogNoteVerifier : NoteVerifier
{
    private readonly byte[] _publicKey;

    /// <summary>Takes a log's public key.</summary>
    /// <param name="name">The key's name; by custom the log's origin.</param>
    /// <param name="publicKey">32 bytes.</param>
    public LogNoteVerifier(string name, byte[] publicKey)
        : base(name, NoteKeyName.Id(name, Ed25519Type, publicKey)) => _publicKey = publicKey;

    /// <summary>Gets the public key's 32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <inheritdoc/>
    public override bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Ed25519.Verify(_publicKey, text, signature);

    /// <summary>Returns the verifier key as text.</summary>
    /// <returns><c>name+id+base64</c>.</returns>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([Ed25519Type, .. _publicKey])}";
}

/// <summary>Checks a witness's cosignatures, which carry the time at which the witness saw the checkpoint.</summary>
/// <remarks>Source: C2SP tlog-cosignature, <c>cosignature/v1</c>.</remarks>
public sealed class WitnessNoteVerifier : NoteVerifier
{
    private readonly byte[] _publicKey;

    /// <summary>Takes a witness's public key.</summary>
    /// <param name="name">The witness's name.</param>
    /// <param name="publicKey">32 bytes.</param>
    public WitnessNoteVerifier(string name, byte[] publicKey)
        : base(name, NoteKeyName.Id(name, CosignatureType, publicKey)) => _publicKey = publicKey;

    /// <summary>Gets the public key's 32 bytes.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <inheritdoc/>
    public override bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        signature.Length == 8 + Ed25519.SignatureSize
        && Ed25519.Verify(_publicKey, SignedMessage(BinaryPrimitives.ReadUInt64BigEndian(signature), text), signature[8..]);

    /// <summary>Returns the verifier key as text.</summary>
    /// <returns><c>name+id+base64</c>.</returns>
    public override string ToString() => $"{Name}+{KeyId:x8}+{Convert.ToBase64String([CosignatureType, .. _publicKey])}";

    internal static byte[] SignedMessage(ulong unixSeconds, ReadOnlySpan<byte> text)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {unixSeconds}\n"));
        return [.. head, .. text];
    }
}
