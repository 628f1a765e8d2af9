using System.Numerics;

namespace Bylaw.Detection.Scanning;

/// <summary>The words that stand near values of one type, prepared for <see cref="ContextWindow"/>.</summary>
internal sealed class ContextWords
{
    /// <summary>Prepares words in lower case; those of several parts count by their first.</summary>
    public ContextWords(IReadOnlyList<string> words)
    {
        Words = words;
        var plain = words.Where(w => w.Length > 0 && w.All(char.IsAsciiLetter)).ToList();
        Keys = [.. plain.Select(w => Key(System.Text.Encoding.ASCII.GetBytes(w)))];
        var phrases = words.Except(plain).Where(w => w.All(char.IsAscii)).ToList(); // words beyond ASCII are met on the slow path alone
        HasPhrases = phrases.Count > 0;
        foreach (var key in Keys)
        {
            Bloom |= 1UL << (int)(key >> 58);
        }
        foreach (var phrase in phrases)
        {
            var first = new string([.. phrase.SkipWhile(c => !char.IsAsciiLetter(c)).TakeWhile(char.IsAsciiLetter)]);
            Bloom |= first.Length == 0 ? ulong.MaxValue : 1UL << (int)(Key(System.Text.Encoding.ASCII.GetBytes(first)) >> 58);
        }
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>Gets one bit for each word, by its key.</summary>
    public ulong Bloom { get; }

    public ulong[] Keys { get; }

    /// <summary>Gets a value indicating whether some words hold more than letters.</summary>
    public bool HasPhrases { get; }

    /// <summary>Names a word of letters by a number, capitals alike; two words of the catalogue never share one.</summary>
    public static ulong Key(ReadOnlySpan<byte> word)
    {
        ulong hash = (ulong)word.Length;
        foreach (var b in word)
        {
            hash = BitOperations.RotateLeft(hash ^ (uint)(b | 0x20), 5) * 0x9E3779B97F4A7C15;
        }
        return hash;
    }
}
