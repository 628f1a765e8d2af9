using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bylaw.Detection.Scanning;

/// <summary>The words that stand near values of one type, prepared for <see cref="ContextWindow"/>.</summary>
internal sealed class ContextWords
{
    /// <summary>Prepares words in lower case; those of several parts count by their first.</summary>
    public ContextWords(IReadOnlyList<string> words)
    {
        Words = words;
        var plain = words.Where(w => w.Length > 0 && w.All(char.IsAsciiLetter)).ToList();
        Keys = [.. plain.Select(Key)];
        var phrases = words.Except(plain).Where(w => w.All(char.IsAscii)).ToList(); // words beyond ASCII are met on the slow path alone
        foreach (var key in Keys)
        {
            Bloom |= 1UL << (int)(key >> 58);
        }
        var firsts = new HashSet<ulong>();
        foreach (var phrase in phrases)
        {
            var first = new string([.. phrase.SkipWhile(c => !char.IsAsciiLetter(c)).TakeWhile(char.IsAsciiLetter)]);
            Bloom |= first.Length == 0 ? ulong.MaxValue : 1UL << (int)(Key(first) >> 58);
            firsts.Add(first.Length == 0 ? 0 : Key(first));
        }
        FirstKeys = [.. firsts];
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Gets one bit for each word, by its key.</summary>
    public ulong Bloom { get; }

    public ulong[] Keys { get; }

    /// <summary>Gets the keys of the first parts of words that hold more than letters; such a word is then searched for in full. 0 stands for one that has none.</summary>
    public ulong[] FirstKeys { get; }

    /// <summary>Names a word of letters by a number, capitals alike; two words of the catalogue never share one.</summary>
    /// <remarks>The bytes must be readable to a multiple of eight; a word is 24 bytes at most.</remarks>
    public static ulong Key(ref byte first, int length)
    {
        const ulong Lower = 0x2020202020202020, Mix = 0x9E3779B97F4A7C15;
        var hash = (ulong)length;
        for (var at = 0; at < length; at += 8)
        {
            var left = length - at;
            var bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) & (left >= 8 ? ulong.MaxValue : (1UL << (8 * left)) - 1);
            hash = BitOperations.RotateLeft(hash ^ (bytes | Lower), 29) * Mix;
        }
        return hash;
    }

    private static ulong Key(string word)
    {
        Span<byte> bytes = stackalloc byte[24 + 8];
        bytes.Clear();
        var length = System.Text.Encoding.ASCII.GetBytes(word.AsSpan(0, Math.Min(word.Length, 24)), bytes);
        return Key(ref MemoryMarshal.GetReference(bytes), length);
    }
}
