using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>An SSH signature as git makes it over commits (<c>gpg.format=ssh</c>).</summary>
/// <remarks>Source: PROTOCOL.sshsig of OpenSSH.</remarks>
internal sealed class SshSignature
{
    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";
    private static readonly byte[] _magic = "SSHSIG"u8.ToArray();

    private readonly string _namespace;
    private readonly string _hash;
    private readonly byte[] _reserved;
    private readonly string _algorithm;
    private readonly byte[] _signature;

    private SshSignature(byte[] key, string space, byte[] reserved, string hash, string algorithm, byte[] signature)
    {
        (PublicKey, _namespace, _reserved, _hash, _algorithm, _signature) = (key, space, reserved, hash, algorithm, signature);
    }

    /// <summary>Gets the signer's public key as SSH encodes it.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Reads an armoured signature; null when it is none.</summary>
    public static SshSignature? TryRead(string text)
    {
        var start = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            return null;
        }
        try
        {
            var blob = Convert.FromBase64String(string.Concat(text[(start + Begin.Length)..end].Where(c => !char.IsWhiteSpace(c))));
            if (!blob.AsSpan().StartsWith(_magic))
            {
                return null;
            }
            var reader = new WireReader(blob, _magic.Length + 4);
            var key = reader.Bytes();
            var space = reader.Text();
            var reserved = reader.Bytes();
            var hash = reader.Text();
            var inner = new WireReader(reader.Bytes(), 0);
            return new SshSignature(key, space, reserved, hash, inner.Text(), inner.Bytes());
        }
        catch (Exception fault) when (fault is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Tells whether the signature is over a commit's content by the key that it bears.</summary>
    public bool Verifies(ReadOnlySpan<byte> content)
    {
        if (_namespace != "git" || _hash is not ("sha256" or "sha512"))
        {
            return false;
        }
        using var signed = new MemoryStream();
        signed.Write(_magic);
        WireReader.Write(signed, Encoding.ASCII.GetBytes(_namespace));
        WireReader.Write(signed, _reserved);
        WireReader.Write(signed, Encoding.ASCII.GetBytes(_hash));
        WireReader.Write(signed, _hash == "sha512" ? SHA512.HashData(content) : SHA256.HashData(content));
        return Verify(signed.ToArray());
    }

    private bool Verify(byte[] message)
    {
        try
        {
            var key = new WireReader(PublicKey, 0);
            switch (key.Text())
            {
                case "ssh-ed25519" when _algorithm == "ssh-ed25519":
                    return PublicVerificationKey.FromEd25519(key.Bytes()).Verify(message, _signature);
                case "ssh-rsa" when _algorithm is "rsa-sha2-256" or "rsa-sha2-512":
                    var (exponent, modulus) = (key.Bytes(), key.Bytes());
                    using (var rsa = RSA.Create(new RSAParameters { Exponent = Unsigned(exponent), Modulus = Unsigned(modulus) }))
                    {
                        return rsa.VerifyData(message, _signature, _algorithm == "rsa-sha2-512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                    }
                case var name when name.StartsWith("ecdsa-sha2-nistp", StringComparison.Ordinal) && name == _algorithm:
                    return VerifyEcdsa(key, message);
                default:
                    return false;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or FormatException)
        {
            return false;
        }
    }

    private bool VerifyEcdsa(WireReader key, byte[] message)
    {
        var (curve, hash) = key.Text() switch
        {
            "nistp256" => (ECCurve.NamedCurves.nistP256, HashAlgorithmName.SHA256),
            "nistp384" => (ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
            "nistp521" => (ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
            _ => throw new FormatException("unknown curve"),
        };
        var point = key.Bytes();
        var half = (point.Length - 1) / 2;
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = point[1..(1 + half)], Y = point[(1 + half)..] } });
        var parts = new WireReader(_signature, 0);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(parts.Bytes());
            writer.WriteInteger(parts.Bytes());
        }
        return ecdsa.VerifyData(message, writer.Encode(), hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static byte[] Unsigned(byte[] number) => number.AsSpan().TrimStart((byte)0).ToArray();

    /// <summary>Reads and writes SSH's length-prefixed strings.</summary>
    private sealed class WireReader(byte[] bytes, int at)
    {
        private int _at = at;

        public byte[] Bytes()
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(_at, 4));
            if (length < 0 || length > bytes.Length - _at - 4)
            {
                throw new FormatException("a length is past the end");
            }
            var value = bytes.AsSpan(_at + 4, length).ToArray();
            _at += 4 + length;
            return value;
        }

        public string Text() => Encoding.ASCII.GetString(Bytes());

        public static void Write(Stream stream, ReadOnlySpan<byte> value)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            stream.Write(length);
            stream.Write(value);
        }
    }
}
