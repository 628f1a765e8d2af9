using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>
/// Short strings that documents and policies share, so that a key read from a document is mostly the very string that a policy names.
/// A cache of fixed size: a collision costs a second copy, never a wrong answer. Safe to use from many threads.
/// </summary>
internal static class InternPool
{
    /// <summary>Longer strings are not kept.</summary>
    public const int MaxBytes = 40;

    /// <summary>Where a hash of bytes begins.</summary>
    public const ulong HashSeed = 0x51_7C_C1_B7_27_22_0A_95;

    private const int Slots = 1 << 13;

    private static readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>Finds or keeps a string given as UTF-8 without escapes.</summary>
    /// <param name="utf8">At most <see cref="MaxBytes"/> bytes of valid UTF-8, or bytes that fail to decode.</param>
    /// <param name="value">The string with its hash.</param>
    /// <returns>False when it is not kept: the caller decodes it.</returns>
    public static bool TryFind(ReadOnlySpan<byte> utf8, out RegoValue value) => TryFind(utf8, Hash(utf8), out value);

    /// <summary>Finds a string whose hash is known.</summary>
    /// <param name="utf8">The string's bytes.</param>
    /// <param name="hash">What <see cref="Hash"/> says of them.</param>
    /// <param name="value">The string with its hash.</param>
    /// <returns>False when it is not kept.</returns>
    public static bool TryFind(ReadOnlySpan<byte> utf8, ulong hash, out RegoValue value)
    {
        var entry = _entries[SlotOf(hash)];
        if (entry is not null && utf8.SequenceEqual(entry.Utf8))
        {
            value = entry.Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Keeps a string in place of whatever stood in its slot.</summary>
    public static RegoValue Keep(ReadOnlySpan<byte> utf8, string text) => Keep(utf8, Hash(utf8), RegoValue.FromKey(text));

    /// <summary>Keeps a string whose hash is known in place of whatever stood in its slot.</summary>
    public static RegoValue Keep(ReadOnlySpan<byte> utf8, ulong hash, RegoValue value)
    {
        _entries[SlotOf(hash)] = new Entry(value, utf8.ToArray());
        return value;
    }

    /// <summary>Returns the hash of a string's bytes: eight at a time, the last word filled up with zeros.</summary>
    public static ulong Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = HashSeed;
        var rest = utf8;
        while (rest.Length >= 8)
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            rest = rest[8..];
        }
        if (rest.Length > 0)
        {
            ulong word = 0;
            for (var i = 0; i < rest.Length; i++)
            {
                word |= (ulong)rest[i] << (i * 8);
            }
            hash = Mix(hash, word);
        }
        return Finish(hash, utf8.Length);
    }

    /// <summary>Mixes a word of eight bytes into a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E37_79B9_7F4A_7C15;
        return hash ^ (hash >> 32);
    }

    /// <summary>Ends a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong hash, int length) => Mix(hash, (ulong)length);

    /// <summary>Finds or keeps a constant of a policy.</summary>
    public static RegoValue Intern(string text)
    {
        if (text.Length > MaxBytes)
        {
            return RegoValue.FromKey(text);
        }
        Span<byte> utf8 = stackalloc byte[MaxBytes * 3];
        var bytes = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        if (bytes.Length > MaxBytes)
        {
            return RegoValue.FromKey(text);
        }
        return TryFind(bytes, out var value) && value.AsString() == text ? value : Keep(bytes, text);
    }

    private static int SlotOf(ulong hash) => (int)hash & (Slots - 1);

    private sealed record Entry(RegoValue Value, byte[] Utf8);
}
