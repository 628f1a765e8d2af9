using System.Text;

namespace Bylaw.Detection.Scanning;

/// <summary>Looks at the words around a value.</summary>
internal static class Context
{
    private const int Before = 48;
    private const int After = 16;

    private static readonly string[] _contrary = ["version", "ver", "uuid", "guid", "sha", "sha1", "sha256", "md5", "commit", "order", "invoice", "tracking", "timestamp", "epoch", "build", "revision", "isbn", "sku", "hash", "checksum", "ref", "serial"];

    /// <summary>Gets the words that speak against personal data.</summary>
    public static ContextWords Contrary { get; } = new(_contrary);

    /// <summary>Tells whether one of some words (lower case) stands whole within 48 bytes before or 16 after a value.</summary>
    public static bool HasWord(ReadOnlySpan<byte> utf8, int start, int end, IReadOnlyList<string> words)
    {
        Span<char> lower = stackalloc char[2 * (Before + After)];
        return words.Count > 0 && Holds(Around(utf8, start, end, lower), words);
    }

    /// <summary>Tells whether the word just before a value says that it is something technical.</summary>
    public static bool IsContrary(ReadOnlySpan<byte> utf8, int start)
    {
        Span<char> lower = stackalloc char[2 * (Before + After)];
        return Holds(Around(utf8, start, start, lower, before: 20, after: 0), _contrary);
    }

    private static ReadOnlySpan<char> Around(ReadOnlySpan<byte> utf8, int start, int end, Span<char> lower, int before = Before, int after = After)
    {
        var length = Encoding.UTF8.GetChars(utf8[Boundary(utf8, Math.Max(0, start - before))..start], lower);
        lower[length++] = ' '; // keeps the words on both sides apart
        length += Encoding.UTF8.GetChars(utf8[end..Boundary(utf8, Math.Min(utf8.Length, end + after))], lower[length..]);
        for (var i = 0; i < length; i++)
        {
            lower[i] = char.ToLowerInvariant(lower[i]);
        }
        return lower[..length];
    }

    private static bool Holds(ReadOnlySpan<char> around, IReadOnlyList<string> words)
    {
        for (var w = 0; w < words.Count; w++)
        {
            var word = words[w];
            var from = 0;
            while (around[from..].IndexOf(word, StringComparison.Ordinal) is var at && at >= 0)
            {
                at += from;
                var end = at + word.Length;
                if ((at == 0 || !char.IsLetter(around[at - 1])) && (end >= around.Length || !char.IsLetter(around[end])))
                {
                    return true;
                }
                from = at + 1;
            }
        }
        return false;
    }

    /// <summary>Moves a place forward to where a character begins.</summary>
    private static int Boundary(ReadOnlySpan<byte> utf8, int at)
    {
        while (at < utf8.Length && (utf8[at] & 0xC0) == 0x80)
        {
            at++;
        }
        return at;
    }
}
