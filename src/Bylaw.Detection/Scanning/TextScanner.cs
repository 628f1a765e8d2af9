using System.Numerics;
using Bylaw.Detection.Secrets;

namespace Bylaw.Detection.Scanning;

/// <summary>Walks text a stretch at a time; only places where a mask says that something could begin reach a hand-written verifier.</summary>
internal static class TextScanner
{
    [ThreadStatic]
    private static Stretch? _stretch;

    /// <summary>Adds what a text holds to a list.</summary>
    public static void Scan(ReadOnlySpan<byte> text, bool secrets, LiteralStyle style, List<Finding> found)
    {
        var stretch = _stretch ??= new();
        var done = 0; // INVARIANT: everything before it was examined as part of an earlier candidate
        var secretsDone = 0;
        Span<char> buffer = stackalloc char[NumberVerifier.BufferLength];
        for (var start = 0; start < text.Length; start += Stretch.Length)
        {
            stretch.Survey(text, start);
            done = Verify(text, start, stretch, done, buffer, found);
            for (var blocks = secrets ? stretch.Secrets : 0; blocks != 0; blocks &= blocks - 1)
            {
                var block = BitOperations.TrailingZeroCount(blocks);
                var place = SecretPlaces.Find(text, start + (block * ByteClasses.Width), stretch.Block(block - 1), stretch.Block(block), stretch.Block(block + 1));
                if (place >= 0)
                {
                    secretsDone = SecretWindow.Verify(text, place, secretsDone, style, found);
                }
            }
        }
    }

    private static int Verify(ReadOnlySpan<byte> text, int start, Stretch stretch, int done, Span<char> buffer, List<Finding> found)
    {
        foreach (var place in stretch.Places)
        {
            var (offset, isPair) = Stretch.Read(place);
            var at = start + offset;
            if (isPair)
            {
                WordVerifier.VerifyMac(text, at, found);
            }
            else if (text[at] == '@')
            {
                EmailVerifier.Verify(text, at, found);
            }
            else if (at >= done)
            {
                done = NumberVerifier.Verify(text, at, stretch.Window(offset), buffer, found);
            }
        }
        return done;
    }
}
