using System.Runtime.CompilerServices;

namespace Bylaw.Detection.Scanning;

/// <summary>Picks the places in a block where something could begin; all else is never looked at byte by byte.</summary>
/// <remarks>Works on the masks of a block and its neighbours, so a place does not depend on where a block ends. The scalar twin says what each mask means.</remarks>
internal static class Candidates
{
    /// <summary>How many letters and digits make a long run.</summary>
    public const int LongRun = 16;

    /// <summary>How many signs make a token.</summary>
    public const int LongToken = 20;

    /// <summary>Digits that begin a run and belong to a phrase of eight or more digits and joints (seven when they take turns), or to a word that mixes them with letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Numbers(in ByteClasses before, in ByteClasses block, in ByteClasses after)
    {
        var starts = block.Digit & ~Left(block.Digit, before.Digit, 1);
        if (starts == 0)
        {
            return 0;
        }
        var (phrase, next) = (block.Digit | block.Joint, after.Digit | after.Joint);
        var two = phrase & Right(phrase, next, 1);
        var four = two & Right(two, next & (next >> 1), 2);
        var nextFour = next & (next >> 1) & (next >> 2) & (next >> 3);
        var eight = four & Right(four, nextFour, 4);
        // Seven signs are a small internet address, a digit and a joint in turn, or the digits before a letter; else nothing.
        var (joint, nextJoint) = (block.Joint, after.Joint);
        var turns = Right(joint, nextJoint, 1) & Right(joint, nextJoint, 3) & Right(joint, nextJoint, 5);
        var seven = four & Right(four, nextFour, 3) & (turns | Right(block.Letter, after.Letter, 7));
        var mixed = Left(block.Letter, before.Letter, 1) | Right(block.Letter, after.Letter, 1);
        return starts & (eight | seven | mixed);
    }

    /// <summary>Places where two letters or digits, a colon or hyphen, two, and another sign follow each other, as in a hardware address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Addresses(in ByteClasses before, in ByteClasses block, in ByteClasses after)
    {
        var pairs = Right(block.Pair, after.Pair, 2) & Right(block.Pair, after.Pair, 5);
        if (pairs == 0)
        {
            return 0;
        }
        var (a, next) = (block.Alphanumeric, after.Alphanumeric);
        return pairs & a & ~Left(a, before.Alphanumeric, 1) & Right(a, next, 1) & Right(a, next, 3) & Right(a, next, 4);
    }

    /// <summary>Places where sixteen letters and digits follow each other that are neither digits alone nor letters alone.</summary>
    public static ulong LongRuns(in ByteClasses block, in ByteClasses after)
    {
        var runs = Run16(block.Alphanumeric, after.Alphanumeric);
        return runs == 0 ? 0 : runs & ~Run16(block.Digit, after.Digit) & ~Run16(block.Letter, after.Letter);
    }

    /// <summary>Places where a token of twenty or more letters, digits, hyphens and underscores begins.</summary>
    public static ulong Tokens(in ByteClasses before, in ByteClasses block, in ByteClasses after)
    {
        var (token, next) = (block.Alphanumeric | block.Token, after.Alphanumeric | after.Token);
        var runs = Run16(token, next);
        return runs == 0 ? 0 : runs & Right(runs, Run16(next, 0), LongToken - LongRun) & ~Left(token, before.Alphanumeric | before.Token, 1);
    }

    /// <summary>Says what <see cref="Numbers"/> means for one place.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text, int at)
    {
        if (!IsDigit(text[at]) || (at > 0 && IsDigit(text[at - 1])))
        {
            return false;
        }
        var length = 0;
        while (length < 8 && at + length < text.Length && (IsDigit(text[at + length]) || IsJoint(text[at + length])))
        {
            length++;
        }
        var turns = length == 7 && IsJoint(text[at + 1]) && IsJoint(text[at + 3]) && IsJoint(text[at + 5]);
        return length == 8 || turns || (length == 7 && at + 7 < text.Length && IsLetter(text[at + 7])) ||
            (at > 0 && IsLetter(text[at - 1])) || (at + 1 < text.Length && IsLetter(text[at + 1]));
    }

    /// <summary>Says what <see cref="Addresses"/> means for one place.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> text, int at) =>
        at + 5 < text.Length && (at == 0 || !IsAlphanumeric(text[at - 1])) && IsAlphanumeric(text[at]) && IsAlphanumeric(text[at + 1]) && text[at + 2] is (byte)':' or (byte)'-' &&
        IsAlphanumeric(text[at + 3]) && IsAlphanumeric(text[at + 4]) && text[at + 5] is (byte)':' or (byte)'-';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Run16(ulong mask, ulong next)
    {
        var (one, oneNext) = (mask & Right(mask, next, 1), next & (next >> 1));
        var (two, twoNext) = (one & Right(one, oneNext, 2), oneNext & (oneNext >> 2));
        var (four, fourNext) = (two & Right(two, twoNext, 4), twoNext & (twoNext >> 4));
        return four & Right(four, fourNext, 8);
    }

    /// <summary>Moves later bytes' bits to earlier places, with those of the next block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Right(ulong mask, ulong next, int by) => (mask >> by) | (next << (64 - by));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Left(ulong mask, ulong previous, int by) => (mask << by) | (previous >> (64 - by));

    private static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    private static bool IsJoint(byte b) => " -./+)"u8.Contains(b);

    private static bool IsLetter(byte b) => (b | 0x20) is >= (byte)'a' and <= (byte)'z';

    private static bool IsAlphanumeric(byte b) => IsDigit(b) || IsLetter(b);
}
