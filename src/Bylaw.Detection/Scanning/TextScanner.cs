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
        Span<char> buffer = stackalloc char[NumberVerifier.BufferLength];
        Span<ByteClasses> ring = stackalloc ByteClasses[4]; // blocks take turns in it: copying them from one to the next would cost more than classifying
        ring.Clear();
        ring[0] = Classify(text, 0);
        for (var start = 0; start < text.Length; start += ByteClasses.Width)
        {
            var turn = start / ByteClasses.Width;
            ref var after = ref ring[(turn + 1) & 3];
            after = Classify(text, start + ByteClasses.Width);
            ref readonly var before = ref ring[(turn + 3) & 3];
            ref readonly var block = ref ring[turn & 3];
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
                var index = BitOperations.TrailingZeroCount(numbers);
                if (start + index >= done)
                {
                    done = NumberVerifier.Verify(text, start + index, NumberWindow.Of(before, block, after, index), buffer, found);
                }
            }
            if (secrets && SecretPlaces.Find(text, start, before, block, after) is var place && place >= 0)
            {
                secretsDone = SecretWindow.Verify(text, place, secretsDone, style, found);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ByteClasses Classify(ReadOnlySpan<byte> text, int start) =>
        start + ByteClasses.Width <= text.Length ? ByteClasses.Of(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)) : ClassifyTail(text, start);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ByteClasses ClassifyTail(ReadOnlySpan<byte> text, int start)
    {
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
