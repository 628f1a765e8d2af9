using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bylaw.Detection.Scanning;

/// <summary>The words that stand near values of one type, prepared for <see cref="ContextWindow"/>.</summary>
internal sealed class ContextWords
{
    private const int Bits = 16;

    private static readonly ulong[] _known = new ulong[1 << (Bits - 6)]; // one bit for each word of any type, by its key

    /// <summary>Prepares words in lower case; those of several parts count by their first.</summary>
    public ContextWords(IReadOnlyList<string> words)
    {
        Words = words;
        var plain = words.Where(w => w.Length > 0 && w.All(char.IsAsciiLetter)).ToList();
        Keys = [.. plain.Select(Key)];
        var phrases = words.Except(plain).Where(w => w.All(char.IsAscii)); // words beyond ASCII are met on the slow path alone
        var firsts = phrases.Select(phrase => new string([.. phrase.SkipWhile(c => !char.IsAsciiLetter(c)).TakeWhile(char.IsAsciiLetter)])).ToList();
        HasUnnamed = firsts.Contains("");
        FirstKeys = [.. firsts.Where(f => f.Length > 0).Select(Key).Distinct()];
        Heads = [.. plain.Concat(firsts).Where(f => f.Length > 0).Distinct()];
        Filter = new(Heads);
        foreach (var key in Keys.Concat(FirstKeys))
        {
            Interlocked.Or(ref _known[key >> (70 - Bits)], 1UL << (int)(key >> (64 - Bits) & 63));
        }
    }

    public IReadOnlyList<string> Words { get; }

    public ulong[] Keys { get; }

    /// <summary>Gets the keys of the first parts of words that hold more than letters; such a word is then searched for in full.</summary>
    public ulong[] FirstKeys { get; }

    /// <summary>Gets the words of letters, and the first parts of the others.</summary>
    public IReadOnlyList<string> Heads { get; }

    /// <summary>Gets what tells quickly that no word and no first part of one stands near.</summary>
    public WordFilter Filter { get; }

    /// <summary>Gets a value indicating whether a word holds no letter, so that it must always be searched for in full.</summary>
    public bool HasUnnamed { get; }

    /// <summary>Tells whether a key may be that of a word of any type; it says yes in vain for one word in some fifty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool MayBeKnown(ulong key) => (_known[key >> (70 - Bits)] >> (int)(key >> (64 - Bits) & 63) & 1) != 0;

    /// <summary>Names a word of letters by a number, capitals alike; two words of the catalogue never share one.</summary>
    /// <remarks>The bytes must be readable to a multiple of eight; a word is 24 bytes at most.</remarks>
    public static ulong Key(ref byte first, int length)
    {
        const ulong Lower = 0x2020202020202020, Mix = 0x9E3779B97F4A7C15;
        var hash = (ulong)length;
        if (length <= 8)
        {
            // Most words: all letters at once.
            var word = Unsafe.ReadUnaligned<ulong>(ref first) & (ulong.MaxValue >> (64 - (8 * length)));
            return BitOperations.RotateLeft(hash ^ (word | Lower), 29) * Mix;
        }
        for (var at = 0; at < length; at += 8)
        {
            var left = length - at;
            var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) & (left >= 8 ? ulong.MaxValue : (1UL << (8 * left)) - 1);
            hash = BitOperations.RotateLeft(hash ^ (bytes | Lower), 29) * Mix;
        }
        return hash;
    }

    /// <summary>Makes what tells quickly that none of several sets of words, nor a contrary one, stands near; null when a set has a word without letters.</summary>
    public static WordFilter? Union(IEnumerable<ContextWords> sets)
    {
        var all = sets.Append(Context.Contrary).ToList();
        return all.Exists(s => s.HasUnnamed) ? null : new([.. all.SelectMany(s => s.Heads).Distinct()]);
    }

    private static ulong Key(string word)
    {
        Span<byte> bytes = stackalloc byte[24 + 8];
        bytes.Clear();
        var length = System.Text.Encoding.ASCII.GetBytes(word.AsSpan(0, Math.Min(word.Length, 24)), bytes);
        return Key(ref MemoryMarshal.GetReference(bytes), length);
    }
}
