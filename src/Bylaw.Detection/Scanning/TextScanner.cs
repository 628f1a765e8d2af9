using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bylaw.Detection.Secrets;

namespace Bylaw.Detection.Scanning;

/// <summary>Walks text 64 bytes a step; only places where a mask says that something could begin reach a hand-written verifier.</summary>
internal static class TextScanner
{
    /// <summary>Adds what a text holds to a list.</summary>
    /// <remarks>One long call does all the work of a file, so it is compiled for speed at once (measured by <c>eng/bench detection</c>).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scan(ReadOnlySpan<byte> text, bool secrets, LiteralStyle style, List<Finding> found)
    {
        var done = 0; // INVARIANT: everything before it was examined as part of an earlier candidate
        var secretsDone = 0;
        ByteClasses before = default;
        var block = Classify(text, 0);
        for (var start = 0; start < text.Length; start += ByteClasses.Width)
        {
            var after = Classify(text, start + ByteClasses.Width);
            for (var ats = block.At; ats != 0; ats &= ats - 1)
            {
                EmailVerifier.Verify(text, start + BitOperations.TrailingZeroCount(ats), found);
            }
            for (var pairs = Candidates.Addresses(before, block, after); pairs != 0; pairs &= pairs - 1)
            {
                WordVerifier.VerifyMac(text, start + BitOperations.TrailingZeroCount(pairs), found);
            }
            for (var numbers = Candidates.Numbers(before, block, after); numbers != 0; numbers &= numbers - 1)
            {
                var at = start + BitOperations.TrailingZeroCount(numbers);
                if (at >= done)
                {
                    done = NumberVerifier.Verify(text, at, found);
                }
            }
            if (secrets && SecretPlaces.Find(text, start, before, block, after) is var place && place >= 0)
            {
                secretsDone = SecretWindow.Verify(text, place, secretsDone, style, found);
            }
            before = block;
            block = after;
        }
    }

    private static ByteClasses Classify(ReadOnlySpan<byte> text, int start)
    {
        if (start + ByteClasses.Width <= text.Length)
        {
            return ByteClasses.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start));
        }
        if (start >= text.Length)
        {
            return default;
        }
        Span<byte> tail = stackalloc byte[ByteClasses.Width];
        tail.Clear();
        text[start..].CopyTo(tail);
        return ByteClasses.Of(ref MemoryMarshal.GetReference(tail));
    }
}
