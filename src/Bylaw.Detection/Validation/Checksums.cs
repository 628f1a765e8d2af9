using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>The check-digit schemes that several identifiers share.</summary>
internal static class Checksums
{
    private static ReadOnlySpan<byte> VerhoeffProduct =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5, 2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7, 4, 0, 1, 2, 3, 9, 5, 6, 7, 8,
        5, 9, 8, 7, 6, 0, 4, 3, 2, 1, 6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3, 8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
    ];

    private static ReadOnlySpan<byte> VerhoeffPermutation =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
        9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0, 6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
    ];

    /// <summary>Luhn's scheme over digits (ISO/IEC 7812-1, annex B).</summary>
    public static bool Luhn(ReadOnlySpan<char> n) => All(n) && LuhnSum(n) % 10 == 0;

    /// <summary>The sum of Luhn's scheme, with the digit before the last doubled.</summary>
    public static int LuhnSum(ReadOnlySpan<char> n)
    {
        if (n.Length == 16)
        {
            ref var first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(n));
            return Vector128.Sum(LuhnTerms(Vector128.LoadUnsafe(ref first)) + LuhnTerms(Vector128.LoadUnsafe(ref first, 8)));
        }
        // A table instead of a question: digits are random, and a processor that guesses wrong eight times a number loses more than it computes.
        ReadOnlySpan<byte> twice = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9, 0, 0, 0, 0, 0, 0];
        var sum = 0;
        var i = n.Length - 1;
        for (; i > 0; i -= 2)
        {
            sum += n[i] - '0' + twice[(n[i - 1] - '0') & 15];
        }
        return i == 0 ? sum + n[0] - '0' : sum;
    }

    /// <summary>Eight digits, every other one doubled from the first on; what then has two digits loses nine.</summary>
    private static Vector128<ushort> LuhnTerms(Vector128<ushort> digits)
    {
        var terms = (digits - Vector128.Create((ushort)'0')) * Vector128.Create((ushort)2, 1, 2, 1, 2, 1, 2, 1);
        return terms - (Vector128.GreaterThan(terms, Vector128.Create((ushort)9)) & Vector128.Create((ushort)9));
    }

    /// <summary>The remainder by 97 of digits and letters, each letter as two digits from A = 10 (ISO 7064).</summary>
    public static int Mod97(ReadOnlySpan<char> n, int start = 0)
    {
        var remainder = start;
        foreach (var c in n)
        {
            var value = Value(c);
            remainder = ((remainder * (value > 9 ? 100 : 10)) + value) % 97;
        }
        return remainder;
    }

    /// <summary>ISO 7064 mod 11,10 over digits.</summary>
    public static bool Mod11And10(ReadOnlySpan<char> n) => All(n) && HybridRemainder(n, 10) == 1;

    /// <summary>ISO 7064 mod 37,36 over digits and letters.</summary>
    public static bool Mod37And36(ReadOnlySpan<char> n) => Alphanumeric(n) && HybridRemainder(n, 36) == 1;

    /// <summary>ISO 7064 mod 11-2; the last character may be X for ten.</summary>
    public static bool Mod11Radix2(ReadOnlySpan<char> n)
    {
        var check = 0;
        foreach (var c in n)
        {
            check = ((check * 2) + (c == 'X' ? 10 : c - '0')) % 11;
        }
        return check == 1;
    }

    public static bool Verhoeff(ReadOnlySpan<char> n)
    {
        if (!All(n))
        {
            return false;
        }
        var check = 0;
        for (var i = 0; i < n.Length; i++)
        {
            check = VerhoeffProduct[(check * 10) + VerhoeffPermutation[(i % 8 * 10) + (n[n.Length - 1 - i] - '0')]];
        }
        return check == 0;
    }

    /// <summary>The EAN scheme: weights 3 and 1 from the right.</summary>
    public static bool Ean(ReadOnlySpan<char> n)
    {
        if (!All(n))
        {
            return false;
        }
        var sum = 0;
        for (var i = n.Length - 1; i >= 0; i--)
        {
            sum += (n[i] - '0') * ((n.Length - 1 - i) % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /// <summary>Luhn's scheme over an alphabet of even size, as GSTIN and others use it.</summary>
    public static bool LuhnOver(ReadOnlySpan<char> n, string alphabet)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            var value = alphabet.IndexOf(n[n.Length - 1 - i]);
            if (value < 0)
            {
                return false;
            }
            var times = value * (i % 2 + 1);
            sum += (times / alphabet.Length) + (times % alphabet.Length);
        }
        return sum % alphabet.Length == 0;
    }

    private static int HybridRemainder(ReadOnlySpan<char> n, int modulus)
    {
        var check = modulus;
        for (var i = 0; i < n.Length; i++)
        {
            check = (check + Value(n[i])) % modulus;
            if (i == n.Length - 1)
            {
                return check;
            }
            check = (check == 0 ? modulus : check) * 2 % (modulus + 1);
        }
        return check;
    }
}
