using System.Numerics;
using System.Runtime.CompilerServices;
using Bylaw.Detection.Secrets;

namespace Bylaw.Detection.Scanning;

/// <summary>Tells cheaply whether a block may hold a secret, so that the finder proper runs on few stretches of text.</summary>
/// <remarks>
/// A secret is a long run of letters and digits, a token that begins as a provider's does, or a value given to a name that holds a word of the rules. Names
/// are tried by groups of three letters in a table of bits: it may say yes in vain, never no.
/// </remarks>
internal static class SecretPlaces
{
    private const int NameReach = 56;
    private const int UrlReach = 200;

    private static readonly ulong[] _names = Table(SecretRule.All.Where(r => r.IsNear).SelectMany(r => r.Words).Concat(NamedSecretFinder.Names).Concat(PasswordFinder.Names).Append("authorization").Append("--u").Append(" -u"));

    private static readonly ulong[] _forms = Table(SecretRule.All.Where(r => !r.IsNear).SelectMany(r => r.Words).Where(w => w.Length > 1));

    /// <summary>Tells from the classes alone whether a block must be looked into.</summary>
    public static bool MayHold(in ByteClasses before, in ByteClasses block, in ByteClasses after) =>
        (Signs(before, block) | Candidates.LongRuns(block, after) | Candidates.Tokens(before, block, after)) != 0;

    /// <summary>Returns a place in the block from which a secret may be found, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> text, int start, in ByteClasses before, in ByteClasses block, in ByteClasses after)
    {
        if (Candidates.LongRuns(block, after) is var runs && runs != 0)
        {
            return start + BitOperations.TrailingZeroCount(runs);
        }
        for (var signs = Signs(before, block); signs != 0; signs &= signs - 1)
        {
            var at = start + BitOperations.TrailingZeroCount(signs);
            if (MayName(text, at))
            {
                return Math.Max(start, at - 1);
            }
        }
        for (var tokens = Candidates.Tokens(before, block, after); tokens != 0; tokens &= tokens - 1)
        {
            var at = start + BitOperations.TrailingZeroCount(tokens);
            if (Holds(_forms, text, at))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>Tells whether what stands before a sign of assignment may name a secret, or the sign belongs to a URL with credentials.</summary>
    private static bool MayName(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] == ':' && at + 2 < text.Length && text[at + 1] == '/' && text[at + 2] == '/')
        {
            return text.Slice(at, Math.Min(UrlReach, text.Length - at)).Contains((byte)'@');
        }
        if (text[..at].EndsWith("ind"u8) && text[(at + 1)..Math.Min(text.Length, at + 12)].TrimStart(" \t\"'"u8) is { Length: >= 6 } kind && Ascii(kind[0]) == 's' && Ascii(kind[1]) == 'e' && Ascii(kind[2]) == 'c')
        {
            return true; // kind: Secret
        }
        for (var i = at - 3; i >= 0 && at - i < NameReach && text[i + 2] != '\n'; i--)
        {
            if (Holds(_names, text, i))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Signs of assignment that stand behind no digit, as those of times do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Signs(in ByteClasses before, in ByteClasses block) => block.Assign & ~((block.Digit << 1) | (before.Digit >> 63));

    private static bool Holds(ulong[] table, ReadOnlySpan<byte> text, int at)
    {
        if (at + 3 > text.Length)
        {
            return false;
        }
        var hash = Hash(text[at], text[at + 1], text[at + 2]);
        return (table[hash >> 6] & (1UL << (hash & 63))) != 0;
    }

    private static int Hash(int a, int b, int c) => ((a & 0x1F) << 10) | ((b & 0x1F) << 5) | (c & 0x1F); // five bits a letter, capitals alike

    private static int Ascii(byte b) => b | 0x20;

    /// <summary>One bit for the first three characters of each word; a shorter word sets the bits of everything that may follow it.</summary>
    private static ulong[] Table(IEnumerable<string> words)
    {
        var table = new ulong[512];
        foreach (var word in words)
        {
            for (var c = 0; c < (word.Length < 3 ? 32 : 1); c++)
            {
                for (var b = 0; b < (word.Length < 2 ? 32 : 1); b++)
                {
                    var hash = Hash(word[0], word.Length < 2 ? b : word[1], word.Length < 3 ? c : word[2]);
                    table[hash >> 6] |= 1UL << (hash & 63);
                }
            }
        }
        return table;
    }
}
