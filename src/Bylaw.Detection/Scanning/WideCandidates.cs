using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>Says what <see cref="Candidates"/> says, of eight blocks at once.</summary>
/// <remarks>Held equal to it by tests. Each mask comes as three vectors: those of the eight blocks, of the blocks before them and of those after them.</remarks>
internal static class WideCandidates
{
    /// <summary>See <see cref="Candidates.Numbers"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Numbers(in WideMask digits, in WideMask alphanumerics, in WideMask joints)
    {
        var (digit, nextDigit) = (digits.Block, digits.After);
        var starts = digit & ~Left(digit, digits.Before, 1);
        var (joint, nextJoint) = (joints.Block, joints.After);
        var (phrase, next) = (digit | joint, nextDigit | nextJoint);
        var nextTwo = next & (next >> 1);
        var two = phrase & Right(phrase, next, 1);
        var four = two & Right(two, nextTwo, 2);
        var nextFour = nextTwo & (nextTwo >> 2);
        var eight = four & Right(four, nextFour, 4);
        var turns = Right(joint, nextJoint, 1) & Right(joint, nextJoint, 3) & Right(joint, nextJoint, 5);
        var (letter, nextLetter) = (alphanumerics.Block & ~digit, alphanumerics.After & ~nextDigit);
        var seven = four & Right(four, nextFour, 3) & (turns | Right(letter, nextLetter, 7));
        var mixed = Left(letter, alphanumerics.Before & ~digits.Before, 1) | Right(letter, nextLetter, 1);
        return starts & (eight | seven | mixed);
    }

    /// <summary>See <see cref="Candidates.Addresses"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Addresses(in WideMask alphanumerics, in WideMask pairs)
    {
        var (a, next) = (alphanumerics.Block, alphanumerics.After);
        var both = Right(pairs.Block, pairs.After, 2) & Right(pairs.Block, pairs.After, 5);
        return both & a & ~Left(a, alphanumerics.Before, 1) & Right(a, next, 1) & Right(a, next, 3) & Right(a, next, 4);
    }

    /// <summary>See <see cref="Candidates.LongRuns"/> and <see cref="Candidates.Tokens"/>: the places of either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Long(in WideMask digits, in WideMask alphanumerics, in WideMask tokens)
    {
        var (digit, nextDigit, alphanumeric, nextAlphanumeric) = (digits.Block, digits.After, alphanumerics.Block, alphanumerics.After);
        var (token, next) = (alphanumeric | tokens.Block, nextAlphanumeric | tokens.After);
        var runs = Run16(token, next);
        if (runs == Vector512<ulong>.Zero)
        {
            return runs;
        }
        var long16 = Run16(alphanumeric, nextAlphanumeric) & ~Run16(digit, nextDigit) & ~Run16(alphanumeric & ~digit, nextAlphanumeric & ~nextDigit);
        return long16 | (runs & Right(runs, Run16(next, Vector512<ulong>.Zero), Candidates.LongToken - Candidates.LongRun) & ~Left(token, alphanumerics.Before | tokens.Before, 1));
    }

    /// <summary>See <see cref="SecretPlaces"/>: signs of assignment that stand behind no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Signs(in WideMask digits, in WideMask assigns) => assigns.Block & ~Left(digits.Block, digits.Before, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Right(Vector512<ulong> mask, Vector512<ulong> next, int by) => (mask >> by) | (next << (64 - by));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Left(Vector512<ulong> mask, Vector512<ulong> previous, int by) => (mask << by) | (previous >> (64 - by));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Run16(Vector512<ulong> mask, Vector512<ulong> next)
    {
        var (one, oneNext) = (mask & Right(mask, next, 1), next & (next >> 1));
        var (two, twoNext) = (one & Right(one, oneNext, 2), oneNext & (oneNext >> 2));
        var (four, fourNext) = (two & Right(two, twoNext, 4), twoNext & (twoNext >> 4));
        return four & Right(four, fourNext, 8);
    }
}
