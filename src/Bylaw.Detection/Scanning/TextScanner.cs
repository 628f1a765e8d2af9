using System.Numerics;
using System.Runtime.InteropServices;

namespace Bylaw.Detection.Scanning;

/// <summary>Walks text 64 bytes a step; only places where a mask says that something could begin reach a hand-written verifier.</summary>
internal static class TextScanner
{
    private const int LongRun = 16; // an unbroken run of letters and digits of this length may be a token

    /// <summary>Adds what a text holds to a list.</summary>
    public static void Scan(ReadOnlySpan<byte> text, bool secrets, List<Finding> found)
    {
        var done = 0; // INVARIANT: everything before it was examined as part of an earlier candidate
        var secretsDone = 0;
        Span<byte> tail = stackalloc byte[ByteClasses.Width];
        ref var first = ref MemoryMarshal.GetReference(text);
        for (var block = 0; block < text.Length; block += ByteClasses.Width)
        {
            ByteClasses classes;
            if (block + ByteClasses.Width <= text.Length)
            {
                classes = ByteClasses.Of(ref System.Runtime.CompilerServices.Unsafe.Add(ref first, block));
            }
            else
            {
                tail.Clear();
                text[block..].CopyTo(tail);
                classes = ByteClasses.Of(ref MemoryMarshal.GetReference(tail));
            }
            for (var ats = classes.At; ats != 0; ats &= ats - 1)
            {
                EmailVerifier.Verify(text, block + BitOperations.TrailingZeroCount(ats), found);
            }
            var digits = classes.Digit;
            digits &= ~(digits << 1); // where a run of digits begins
            for (; digits != 0; digits &= digits - 1)
            {
                var at = block + BitOperations.TrailingZeroCount(digits);
                if (at >= done)
                {
                    done = NumberVerifier.Verify(text, at, found);
                }
            }
            if (secrets && MayHoldSecret(classes))
            {
                secretsDone = SecretWindow.Verify(text, block, secretsDone, found);
            }
        }
    }

    /// <summary>A secret is a long run, or follows a sign of assignment that no digit precedes (a time of day does).</summary>
    private static bool MayHoldSecret(ByteClasses classes)
    {
        var runs = classes.Alphanumeric;
        for (var step = 1; step < LongRun; step <<= 1)
        {
            runs &= runs >> step;
        }
        return runs != 0 || (classes.Assign & ~(classes.Digit << 1) & ~1UL) != 0;
    }
}
