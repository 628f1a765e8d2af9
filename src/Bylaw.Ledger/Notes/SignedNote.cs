using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Bylaw.Ledger.Notes;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="KeyId">The key's four-byte id.</param>
/// <param name="Signature">The signature's bytes without the key id.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    /// <summary>Returns the line, with its line feed.</summary>
    /// <returns>Dash, name and base64 of key id and signature.</returns>
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, 4);
        return $"— {Name} {Convert.ToBase64String(bytes)}\n";
    }
}

/// <summary>A text with signatures below it. Parsing proves nothing; <see cref="Verify"/> does.</summary>
/// <remarks>Source: C2SP signed-note.</remarks>
public sealed class SignedNote
{
    /// <summary>The largest note that is read, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>The most signatures that are read.</summary>
    public const int MaxSignatures = 100;

    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private SignedNote(string text, ImmutableArray<NoteSignature> signatures)
    {
        Text = text;
        TextBytes = Encoding.UTF8.GetBytes(text);
        Signatures = signatures;
    }

    /// <summary>Gets the signed text, with its last line feed.</summary>
    public string Text { get; }

    /// <summary>Gets the signed bytes.</summary>
    public byte[] TextBytes { get; }

    /// <summary>Gets the signature lines in their order.</summary>
    public ImmutableArray<NoteSignature> Signatures { get; }

    /// <summary>Makes a note of a text and signatures.</summary>
    /// <param name="text">The text with its last line feed.</param>
    /// <param name="signatures">At least one signature.</param>
    /// <returns>The note.</returns>
    public static SignedNote Create(string text, params ReadOnlySpan<NoteSignature> signatures)
    {
        if (!text.EndsWith('\n'))
        {
            throw new ArgumentException("a note's text ends with a line feed", nameof(text));
        }
        return new SignedNote(text, [.. signatures]);
    }

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">The whole note.</param>
    /// <param name="note">The note.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when the note is well formed and has at least one signature line.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out SignedNote note, out string problem)
    {
        note = null!;
        if (bytes.Length > MaxBytes)
        {
            problem = $"the note is longer than {MaxBytes} bytes";
            return false;
        }
        string whole;
        try
        {
            whole = _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            problem = "the note is not UTF-8";
            return false;
        }
        if (whole.Any(c => c < ' ' && c != '\n'))
        {
            problem = "the note holds a control character";
            return false;
        }
        var split = whole.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || !whole.EndsWith('\n'))
        {
            problem = "the note has no blank line before its signatures, or no line feed at its end";
            return false;
        }
        var lines = whole[(split + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MaxSignatures)
        {
            problem = $"the note has {lines.Length} signatures; 1 to {MaxSignatures} are read";
            return false;
        }
        var signatures = ImmutableArray.CreateBuilder<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (ReadSignature(line) is not { } signature)
            {
                problem = "a signature line of the note is malformed";
                return false;
            }
            signatures.Add(signature);
        }
        problem = "";
        note = new SignedNote(whole[..(split + 1)], signatures.MoveToImmutable());
        return true;
    }

    /// <summary>Counts which of the known keys have signed. Lines of unknown keys are passed over.</summary>
    /// <param name="known">The keys that are trusted.</param>
    /// <param name="signers">The known keys with a valid signature, each once.</param>
    /// <returns>False when a known key's line does not verify: such a note is forged or damaged.</returns>
    public bool Verify(IEnumerable<NoteVerifier> known, out List<NoteVerifier> signers)
    {
        signers = [];
        foreach (var verifier in known)
        {
            foreach (var signature in Signatures)
            {
                if (signature.KeyId != verifier.KeyId || !string.Equals(signature.Name, verifier.Name, StringComparison.Ordinal))
                {
                    continue;
                }
                if (!verifier.Verify(TextBytes, signature.Signature))
                {
                    return false;
                }
                if (!signers.Contains(verifier))
                {
                    signers.Add(verifier);
                }
            }
        }
        return true;
    }

    /// <summary>Adds signatures below those that are there.</summary>
    /// <param name="signatures">The signatures to add.</param>
    /// <returns>A new note.</returns>
    public SignedNote With(IEnumerable<NoteSignature> signatures) => new(Text, [.. Signatures, .. signatures]);

    /// <summary>Returns the whole note.</summary>
    /// <returns>Text, blank line and signature lines.</returns>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures)}";

    private static NoteSignature? ReadSignature(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] != "—" || !NoteKeyName.IsValid(parts[1]))
        {
            return null;
        }
        return StrictBase64.TryDecode(parts[2], out var bytes) && bytes.Length >= 5
            ? new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..])
            : null;
    }
}
