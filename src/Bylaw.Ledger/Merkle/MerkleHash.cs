using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bylaw.Ledger.Merkle;

/// <summary>Holds one SHA-256 value of a Merkle tree: 32 bytes, compared by content.</summary>
/// <remarks>Source: RFC 6962, section 2.1. INVARIANT: default is 32 zero bytes, which is the hash of nothing known.</remarks>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly struct MerkleHash : IEquatable<MerkleHash>
{
    /// <summary>The length of a hash, in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Reads a hash from its bytes.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public MerkleHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"a hash has {Size} bytes, not {bytes.Length}", nameof(bytes));
        }
        this = MemoryMarshal.Read<MerkleHash>(bytes);
    }

    /// <summary>Gets the root of the tree without leaves: SHA-256 of no bytes.</summary>
    public static MerkleHash EmptyRoot { get; } = new(SHA256.HashData([]));

    /// <summary>Hashes one leaf as the log stores it: SHA-256 of 0x00 followed by the entry.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <returns>The leaf's hash.</returns>
    public static MerkleHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        Span<byte> hash = stackalloc byte[Size];
        if (entry.Length < 1024)
        {
            Span<byte> prefixed = stackalloc byte[entry.Length + 1];
            prefixed[0] = 0;
            entry.CopyTo(prefixed[1..]);
            SHA256.HashData(prefixed, hash);
            return new MerkleHash(hash);
        }
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([0]);
        sha.AppendData(entry);
        sha.GetHashAndReset(hash);
        return new MerkleHash(hash);
    }

    /// <summary>Hashes an inner node: SHA-256 of 0x01, the left and the right child.</summary>
    /// <param name="left">The left child.</param>
    /// <param name="right">The right child.</param>
    /// <returns>The node's hash.</returns>
    public static MerkleHash OfNode(MerkleHash left, MerkleHash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Size)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Size)..]);
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(input, hash);
        return new MerkleHash(hash);
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>Returns the 32 bytes as a new array.</summary>
    /// <returns>32 bytes.</returns>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Returns the hash in standard base64, as checkpoints write it.</summary>
    /// <returns>44 characters.</returns>
    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <inheritdoc/>
    public bool Equals(MerkleHash other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MerkleHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>Returns the hash in lower-case hexadecimal.</summary>
    /// <returns>64 characters.</returns>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    /// <summary>Tells whether two hashes are equal.</summary>
    /// <param name="left">One hash.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when all 32 bytes agree.</returns>
    public static bool operator ==(MerkleHash left, MerkleHash right) => left.Equals(right);

    /// <summary>Tells whether two hashes differ.</summary>
    /// <param name="left">One hash.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when a byte differs.</returns>
    public static bool operator !=(MerkleHash left, MerkleHash right) => !left.Equals(right);
}
