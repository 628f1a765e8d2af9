using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bylaw.Detection.Scanning;

/// <summary>Tells of 64 bytes at once whether a word of a small set may begin at one of some places: it may say yes in vain, never no.</summary>
/// <remarks>Words are dealt into eight buckets; three tables tell for a first, second and third letter the buckets that hold a word with it.</remarks>
internal sealed class WordFilter
{
    private const int Buckets = 8;

    private readonly Vector512<byte> _first;
    private readonly Vector512<byte> _second;
    private readonly Vector512<byte> _third;

    /// <summary>Prepares words of ASCII letters in lower case.</summary>
    public WordFilter(IReadOnlyCollection<string> words)
    {
        var tables = new byte[3][];
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = new byte[Vector512<byte>.Count];
        }
        // Neighbours in the alphabet share a bucket, so that few letters fill it; short words have their own, since any letter may follow them.
        var (n, rest) = (0, words.Count(w => w.Length >= tables.Length));
        foreach (var word in words.Order(StringComparer.Ordinal))
        {
            var bit = (byte)(1 << (word.Length < tables.Length ? Buckets - 1 : n++ * (Buckets - 1) / rest));
            for (var i = 0; i < tables.Length; i++)
            {
                for (var letter = 0; letter < Vector512<byte>.Count; letter++)
                {
                    tables[i][letter] |= i >= word.Length || (letter & 0x1F) == (word[i] & 0x1F) ? bit : (byte)0;
                }
            }
        }
        (_first, _second, _third) = (Vector512.Create(tables[0]), Vector512.Create(tables[1]), Vector512.Create(tables[2]));
    }

    /// <summary>Gets a value indicating whether this machine can look up 64 bytes at once.</summary>
    public static bool IsSupported => Avx512Vbmi.IsSupported;

    /// <summary>Tells whether a word may begin at one of the places.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="next">The text one byte further.</param>
    /// <param name="afterNext">The text two bytes further.</param>
    /// <param name="starts">The places where words begin, one bit a byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayHold(Vector512<byte> bytes, Vector512<byte> next, Vector512<byte> afterNext, ulong starts)
    {
        // The table is asked by the six lowest bits of a byte, so letters in capitals meet the same row.
        var buckets = Avx512Vbmi.PermuteVar64x8(_first, bytes) & Avx512Vbmi.PermuteVar64x8(_second, next) & Avx512Vbmi.PermuteVar64x8(_third, afterNext);
        return (~Vector512.Equals(buckets, Vector512<byte>.Zero).ExtractMostSignificantBits() & starts) != 0;
    }
}
