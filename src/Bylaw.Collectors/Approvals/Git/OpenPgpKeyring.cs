using System.Net.Mail;
using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>Public OpenPGP keys of people, as <c>gpg --armor --export</c> writes them, and whether a commit's signature is by one of them.</summary>
/// <remarks>
/// A key counts for a mail address only when a user ID with that address is certified by the key itself; a subkey only when the primary key
/// binds it for signing; neither when it was revoked, or had expired when it signed. Signatures over SHA-1 and weaker hashes do not count.
/// Source: RFC 9580, sections 5.2 and 10.1.
/// </remarks>
internal sealed class OpenPgpKeyring
{
    private const string KeyHead = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private const string SignatureHead = "-----BEGIN PGP SIGNATURE-----";
    private static readonly HashAlgorithmTag[] _hashes = [HashAlgorithmTag.Sha256, HashAlgorithmTag.Sha384, HashAlgorithmTag.Sha512, HashAlgorithmTag.Sha3_256, HashAlgorithmTag.Sha3_512];
    private readonly List<PgpPublicKeyRing> _rings = [];

    /// <summary>Gets how many people's keys were read.</summary>
    public int Count => _rings.Count;

    /// <summary>Reads armoured keys, one block or several after one another.</summary>
    /// <param name="text">The file's text.</param>
    /// <exception cref="InvalidDataException">A block is no OpenPGP key.</exception>
    public static OpenPgpKeyring Read(string text)
    {
        var keyring = new OpenPgpKeyring();
        for (var at = text.IndexOf(KeyHead, StringComparison.Ordinal); at >= 0; at = text.IndexOf(KeyHead, at + 1, StringComparison.Ordinal))
        {
            try
            {
                using var armour = new ArmoredInputStream(new MemoryStream(Encoding.ASCII.GetBytes(text[at..])));
                keyring._rings.AddRange(new PgpPublicKeyRingBundle(armour).GetKeyRings());
            }
            catch (Exception error) when (error is IOException or PgpException or ArgumentException or InvalidOperationException)
            {
                throw new InvalidDataException($"the block at character {at} is no OpenPGP key: {error.Message}", error);
            }
        }
        return keyring;
    }

    /// <summary>Tells whether a text is an OpenPGP signature.</summary>
    public static bool IsSignature(string text) => text.StartsWith(SignatureHead, StringComparison.Ordinal);

    /// <summary>Tells whether a signature over a text is good, and by a key of the person.</summary>
    /// <param name="signature">The armoured signature.</param>
    /// <param name="signed">What was signed.</param>
    /// <param name="person">A mail address.</param>
    public bool Verifies(string signature, byte[] signed, string person)
    {
        try
        {
            using var armour = new ArmoredInputStream(new MemoryStream(Encoding.ASCII.GetBytes(signature)));
            if (new PgpObjectFactory(armour).NextPgpObject() is not PgpSignatureList { Count: > 0 } signatures)
            {
                return false;
            }
            return Enumerable.Range(0, signatures.Count).Select(i => signatures[i]).Any(s => IsGood(s, signed, person));
        }
        catch (Exception error) when (error is IOException or PgpException or ArgumentException or InvalidOperationException)
        {
            return false; // cut short, or of a kind that is not known: it proves nothing
        }
    }

    private bool IsGood(PgpSignature signature, byte[] signed, string person)
    {
        if (signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument) || !_hashes.Contains(signature.HashAlgorithm))
        {
            return false;
        }
        foreach (var ring in _rings)
        {
            if (ring.GetPublicKey(signature.KeyId) is not { } key || !BelongsTo(ring.GetPublicKey(), person, out var primaryEnd) || !MaySign(ring.GetPublicKey(), key, out var end))
            {
                continue;
            }
            signature.InitVerify(key);
            signature.Update(signed);
            if (signature.Verify() && signature.CreationTime >= key.CreationTime && signature.CreationTime <= (end < primaryEnd ? end : primaryEnd))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A user ID with the person's address must be certified by the key itself, and neither it nor the key revoked.</summary>
    private static bool BelongsTo(PgpPublicKey primary, string person, out DateTime end)
    {
        end = DateTime.MinValue;
        foreach (var id in primary.GetUserIds().Where(i => MailAddress.TryCreate(i, out var mail) ? Same(mail.Address, person) : Same(i, person)))
        {
            var own = primary.GetSignaturesForId(id).Where(s => s.KeyId == primary.KeyId).ToList();
            if (own.Exists(s => s.SignatureType == PgpSignature.CertificationRevocation && Certifies(s, id)))
            {
                continue;
            }
            if (own.Where(s => s.IsCertification() && Certifies(s, id)).MaxBy(s => s.CreationTime) is { } newest)
            {
                end = EndOf(primary, newest);
                return !primary.GetSignaturesOfType(PgpSignature.KeyRevocation).Any(s => s.KeyId == primary.KeyId && VerifiesKey(s));
            }
        }
        return false;

        bool Certifies(PgpSignature s, string id)
        {
            s.InitVerify(primary);
            return s.VerifyCertification(id, primary);
        }

        bool VerifiesKey(PgpSignature s)
        {
            s.InitVerify(primary);
            return s.VerifyCertification(primary);
        }

        static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The primary key may sign; a subkey may when the newest binding by the primary key says that it is for signing, and it is not revoked.</summary>
    private static bool MaySign(PgpPublicKey primary, PgpPublicKey key, out DateTime end)
    {
        end = DateTime.MaxValue;
        if (key.KeyId == primary.KeyId)
        {
            return true;
        }
        if (key.GetSignaturesOfType(PgpSignature.SubkeyRevocation).Any(Binds))
        {
            return false;
        }
        if (key.GetSignaturesOfType(PgpSignature.SubkeyBinding).Where(Binds).MaxBy(s => s.CreationTime) is not { } binding)
        {
            return false;
        }
        end = EndOf(key, binding);
        return binding.GetHashedSubPackets() is { } said && (said.GetKeyFlags() & PgpKeyFlags.CanSign) != 0;

        bool Binds(PgpSignature s)
        {
            s.InitVerify(primary);
            return s.KeyId == primary.KeyId && s.VerifyCertification(primary, key);
        }
    }

    private static DateTime EndOf(PgpPublicKey key, PgpSignature said) =>
        said.GetHashedSubPackets()?.GetKeyExpirationTime() is > 0 and var seconds ? key.CreationTime.AddSeconds(seconds) : DateTime.MaxValue;
}
