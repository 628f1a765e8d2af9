using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Validation;

/// <summary>Small questions about digits that most check-digit rules are made of.</summary>
internal static class Digits
{
    public static bool All(ReadOnlySpan<char> n)
    {
        if (n.Length is < 8 or > 16)
        {
            return n.Length > 0 && n.IndexOfAnyExceptInRange('0', '9') < 0;
        }
        // Two looks at eight characters, which overlap: most identifiers are as long.
        ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(n));
        var (head, tail) = (Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, (nuint)(n.Length - 8)));
        var zero = Vector128.Create((ushort)'0');
        return Vector128.LessThanOrEqualAll(Vector128.Max(head - zero, tail - zero), Vector128.Create((ushort)9));
    }

    public static bool All(ReadOnlySpan<char> n, int length) => n.Length == length && All(n);

    public static bool AllSame(ReadOnlySpan<char> n) => n.IndexOfAnyExcept(n[0]) < 0;

    public static bool IsLetter(char c) => c is >= 'A' and <= 'Z';

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool Alphanumeric(ReadOnlySpan<char> n)
    {
        foreach (var c in n)
        {
            if (!IsLetter(c) && !IsDigit(c))
            {
                return false;
            }
        }
        return true;
    }

    public static bool Letters(ReadOnlySpan<char> n) => n.Length > 0 && n.IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>The value of a digit, or of a letter from A = 10.</summary>
    public static int Value(char c) => c <= '9' ? c - '0' : c - 'A' + 10;

    /// <summary>Reads digits as a number; the caller knows that they are digits.</summary>
    public static long Number(ReadOnlySpan<char> n)
    {
        long value = 0;
        foreach (var c in n)
        {
            value = (value * 10) + (c - '0');
        }
        return value;
    }

    public static int Number(ReadOnlySpan<char> n, int start, int length) => (int)Number(n.Slice(start, length));

    /// <summary>The sum of leading digits times weights.</summary>
    public static int Weigh(ReadOnlySpan<char> n, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Value(n[i]) * weights[i];
        }
        return sum;
    }

    public static int Last(ReadOnlySpan<char> n) => n[^1] - '0';

    public static bool IsDate(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    /// <summary>A mathematical remainder, never negative.</summary>
    public static int Mod(int value, int modulus) => ((value % modulus) + modulus) % modulus;
}
