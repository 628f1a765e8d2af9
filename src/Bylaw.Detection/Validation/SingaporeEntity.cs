using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Singapore's unique entity numbers in their three forms: business, local company, other.</summary>
internal static class SingaporeEntity
{
    private static readonly string[] _kinds =
        "CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC TU VH XL".Split(' ');

    /// <summary>Tells whether 9 or 10 characters are a unique entity number.</summary>
    public static bool IsValid(ReadOnlySpan<char> n)
    {
        if (n.Length == 9)
        {
            return All(n[..8]) && "XMKECAWLJDB"[Weigh(n, 10, 4, 9, 3, 8, 2, 7, 1) % 11] == n[8];
        }
        if (n.Length != 10)
        {
            return false;
        }
        return IsDigit(n[0])
            ? All(n[..9]) && "ZKCMDNERGWH"[Weigh(n, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11] == n[9]
            : Other(n);
    }

    private static bool Other(ReadOnlySpan<char> n)
    {
        const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        ReadOnlySpan<int> weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
        if (n[0] is not ('R' or 'S' or 'T') || !All(n.Slice(1, 2)) || !All(n.Slice(5, 4)) || Array.IndexOf(_kinds, n.Slice(3, 2).ToString()) < 0)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += Alphabet.IndexOf(n[i]) * weights[i];
        }
        return Alphabet[Mod(sum - 5, 11)] == n[9];
    }
}
