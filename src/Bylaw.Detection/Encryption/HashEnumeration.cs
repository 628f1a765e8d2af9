using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Detection.Encryption;

/// <summary>Tests whether hashes without key or salt fall to enumeration of small spaces: values of other columns, then every SSN in a bounded search.</summary>
/// <param name="digests">Decoded digests of one column, all of one length.</param>
internal sealed class HashEnumeration(IReadOnlyList<byte[]> digests)
{
    private readonly HashSet<UInt128> _wanted = [.. digests.Select(d => BinaryPrimitives.ReadUInt128LittleEndian(d))];

    /// <summary>Names the algorithm by digest length, or null.</summary>
    public static string? AlgorithmOf(int length) => length switch { 16 => "MD5", 20 => "SHA-1", 32 => "SHA-256", 48 => "SHA-384", 64 => "SHA-512", _ => null };

    /// <summary>Tells whether one of some clear values hashes to a value of the column.</summary>
    public bool FallsTo(IEnumerable<string> clear)
    {
        foreach (var value in clear)
        {
            if (Hit(Encoding.UTF8.GetBytes(value)) || Hit(Encoding.UTF8.GetBytes(value.ToLowerInvariant())) || Hit(Encoding.UTF8.GetBytes(Squeeze(value))))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Tries SSNs with and without hyphens, spread over the whole space, up to a number of hashes.</summary>
    /// <remarks>With n digests of the 10^9 space, 3·10^9/n trials find one in 95 % of cases: 200 rows need 15 million.</remarks>
    public bool FallsToSocialSecurityNumbers(long budget, CancellationToken cancellationToken)
    {
        Span<byte> text = stackalloc byte[11];
        Span<byte> bare = stackalloc byte[9];
        const long Space = 889_000_000, Stride = 611_953_001; // coprime: the walk visits each number once, spread evenly
        long at = 0;
        for (long i = 0; i < budget; i++)
        {
            if ((i & 0xFFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            at = (at + Stride) % Space;
            var n = at + 1_010_001;
            for (var d = 8; d >= 0; d--)
            {
                bare[d] = (byte)('0' + (n % 10));
                n /= 10;
            }
            bare[..3].CopyTo(text);
            text[3] = (byte)'-';
            bare.Slice(3, 2).CopyTo(text[4..]);
            text[6] = (byte)'-';
            bare[5..].CopyTo(text[7..]);
            if (Hit(text) || Hit(bare))
            {
                return true;
            }
        }
        return false;
    }

    private static string Squeeze(string value) => string.Concat(value.Where(char.IsLetterOrDigit));

    private bool Hit(ReadOnlySpan<byte> clear)
    {
        Span<byte> hash = stackalloc byte[64];
        switch (digests[0].Length)
        {
            case 16:
                MD5.HashData(clear, hash);
                break;
            case 20:
                SHA1.HashData(clear, hash);
                break;
            case 32:
                SHA256.HashData(clear, hash);
                break;
            case 48:
                SHA384.HashData(clear, hash);
                break;
            default:
                SHA512.HashData(clear, hash);
                break;
        }
        return _wanted.Contains(BinaryPrimitives.ReadUInt128LittleEndian(hash));
    }
}
