using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Bylaw.Ledger.Notes;

/// <summary>Signs notes with a named key, as a log or as a witness.</summary>
public sealed class NoteSigner : IDisposable
{
    private const string Lead = "PRIVATE+KEY+";
    private readonly SigningKey _key;
    private readonly byte _type;

    private NoteSigner(string name, byte type, SigningKey key)
    {
        Name = name;
        _type = type;
        _key = key;
        KeyId = NoteKeyName.Id(name, type, key.PublicKey);
    }

    /// <summary>Gets the key's name.</summary>
    public string Name { get; }

    /// <summary>Gets the key's four-byte id.</summary>
    public uint KeyId { get; }

    /// <summary>Gets the signing key itself, which also signs attestations of the same log.</summary>
    public SigningKey Key => _key;

    /// <summary>Gets the verifier that fits this signer.</summary>
    public NoteVerifier Verifier =>
        _type == NoteVerifier.Ed25519Type ? new LogNoteVerifier(Name, _key.PublicKey) : new WitnessNoteVerifier(Name, _key.PublicKey);

    /// <summary>Makes a signer with a new key.</summary>
    /// <param name="name">The key's name: no blanks and no plus sign.</param>
    /// <param name="witness">True for a witness's cosigning key.</param>
    /// <returns>The signer.</returns>
    /// <exception cref="ArgumentException">The name cannot name a key.</exception>
    public static NoteSigner Generate(string name, bool witness = false)
    {
        if (!NoteKeyName.IsValid(name))
        {
            throw new ArgumentException("a key's name has no blanks and no plus sign", nameof(name));
        }
        return new NoteSigner(name, witness ? NoteVerifier.CosignatureType : NoteVerifier.Ed25519Type, SigningKey.Generate());
    }

    /// <summary>Reads a private key as <see cref="Export"/> writes it, which is the form of Go's note package.</summary>
    /// <param name="text">The key as text.</param>
    /// <param name="signer">The signer.</param>
    /// <returns>False when the text is not such a key, or its id does not fit.</returns>
    public static bool TryParse(string text, out NoteSigner signer)
    {
        signer = null!;
        text = text.Trim();
        var parts = text.StartsWith(Lead, StringComparison.Ordinal) ? text[Lead.Length..].Split('+', 3) : [];
        if (parts.Length != 3 || !NoteKeyName.IsValid(parts[0]))
        {
            return false;
        }
        if (!StrictBase64.TryDecode(parts[2], out var bytes)
            || bytes.Length != 1 + Ed25519.KeySize
            || bytes[0] is not (NoteVerifier.Ed25519Type or NoteVerifier.CosignatureType))
        {
            return false;
        }
        var made = new NoteSigner(parts[0], bytes[0], SigningKey.FromSeed(bytes.AsSpan(1, Ed25519.KeySize)));
        CryptographicOperations.ZeroMemory(bytes);
        if (!string.Equals(made.KeyId.ToString("x8", CultureInfo.InvariantCulture), parts[1], StringComparison.OrdinalIgnoreCase))
        {
            made.Dispose();
            return false;
        }
        signer = made;
        return true;
    }

    /// <summary>Returns the private key as text, for storing it.</summary>
    /// <returns>One line that must be kept secret.</returns>
    public string Export()
    {
        var seed = _key.ExportSeed();
        var text = $"{Lead}{Name}+{KeyId:x8}+{Convert.ToBase64String([_type, .. seed])}";
        CryptographicOperations.ZeroMemory(seed);
        return text;
    }

    /// <summary>Signs a note's text.</summary>
    /// <param name="text">The text with its last line feed.</param>
    /// <param name="now">The time; only a witness's signature carries it.</param>
    /// <returns>The signature with name and key id.</returns>
    public NoteSignature Sign(ReadOnlySpan<byte> text, DateTimeOffset now)
    {
        if (_type == NoteVerifier.Ed25519Type)
        {
            return new NoteSignature(Name, KeyId, _key.Sign(text));
        }
        var seconds = (ulong)now.ToUnixTimeSeconds();
        var signature = new byte[8 + Ed25519.SignatureSize];
        BinaryPrimitives.WriteUInt64BigEndian(signature, seconds);
        _key.Sign(WitnessNoteVerifier.SignedMessage(seconds, text)).CopyTo(signature, 8);
        return new NoteSignature(Name, KeyId, signature);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
