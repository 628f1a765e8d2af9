using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bylaw.Detection.Scanning;

/// <summary>What stands around one digit, one bit a byte: 64 bytes from it on, and 64 before it.</summary>
/// <param name="Digit">Digits from the place on; bit 0 is the place itself.</param>
/// <param name="Alphanumeric">Letters and digits from the place on.</param>
/// <param name="DigitBefore">Digits before it; the highest bit is the byte just before.</param>
/// <param name="AlphanumericBefore">Letters and digits before it.</param>
internal readonly record struct NumberWindow(ulong Digit, ulong Alphanumeric, ulong DigitBefore, ulong AlphanumericBefore)
{
    /// <summary>Gets how many letters and digits stand just before the place, 64 at most.</summary>
    public int Lead => BitOperations.LeadingZeroCount(~AlphanumericBefore);

    /// <summary>Gets how many digits stand from the place on, 64 at most.</summary>
    public int Digits => BitOperations.TrailingZeroCount(~Digit);

    /// <summary>Gets how many letters and digits stand from the place on, 64 at most.</summary>
    public int Word => BitOperations.TrailingZeroCount(~Alphanumeric);

    /// <summary>Cuts the window out of a block and its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberWindow Of(in ByteClasses before, in ByteClasses block, in ByteClasses after, int index) =>
        new(From(block.Digit, after.Digit, index), From(block.Alphanumeric, after.Alphanumeric, index), From(before.Digit, block.Digit, index), From(before.Alphanumeric, block.Alphanumeric, index));

    /// <summary>Cuts the window out of masks that stand side by side: the block before, the block, the one after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NumberWindow Of(ref ulong digits, ref ulong alphanumerics, int index) => new(
        From(Unsafe.Add(ref digits, 1), Unsafe.Add(ref digits, 2), index), From(Unsafe.Add(ref alphanumerics, 1), Unsafe.Add(ref alphanumerics, 2), index),
        From(digits, Unsafe.Add(ref digits, 1), index), From(alphanumerics, Unsafe.Add(ref alphanumerics, 1), index));

    /// <summary>Reads the window byte by byte: what the masks are held equal to.</summary>
    public static NumberWindow Read(ReadOnlySpan<byte> text, int at)
    {
        ulong digit = 0, alphanumeric = 0, digitBefore = 0, alphanumericBefore = 0;
        for (var i = 0; i < 64; i++)
        {
            var (next, last) = (at + i < text.Length ? text[at + i] : (byte)0, at - 64 + i >= 0 ? text[at - 64 + i] : (byte)0);
            digit |= next is >= (byte)'0' and <= (byte)'9' ? 1UL << i : 0;
            alphanumeric |= NumberVerifier.IsAlphanumeric(next) ? 1UL << i : 0;
            digitBefore |= last is >= (byte)'0' and <= (byte)'9' ? 1UL << i : 0;
            alphanumericBefore |= NumberVerifier.IsAlphanumeric(last) ? 1UL << i : 0;
        }
        return new(digit, alphanumeric, digitBefore, alphanumericBefore);
    }

    /// <summary>The digits of a word that begins some bytes before the place; bit 0 is its first byte.</summary>
    public ulong DigitsFrom(int lead) => lead == 0 ? Digit : (Digit << lead) | (DigitBefore >> (64 - lead));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong From(ulong low, ulong high, int index) => (low >> index) | (high << 1 << (63 - index));
}
