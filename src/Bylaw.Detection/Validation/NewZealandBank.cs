using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>New Zealand bank accounts: bank, branch, account, suffix, judged by the algorithm of the bank.</summary>
/// <remarks>Source: the Inland Revenue Department's specification of bank account validation.</remarks>
internal static class NewZealandBank
{
    /// <summary>Tells whether 15 or 16 digits are an account number.</summary>
    public static bool IsValid(ReadOnlySpan<char> n)
    {
        // Fourteen digits are an account of seven with a suffix of one, or of six with a suffix of two.
        return All(n) && n.Length is >= 14 and <= 16 && (IsValid(n, 7) || (n.Length == 14 && IsValid(n, 6)));
    }

    private static bool IsValid(ReadOnlySpan<char> n, int accountDigits)
    {
        Span<char> full = stackalloc char[18]; // 2 bank, 4 branch, 8 account, 4 suffix
        full.Fill('0');
        n[..6].CopyTo(full);
        n.Slice(6, accountDigits).CopyTo(full[(14 - accountDigits)..]);
        var suffix = n[(6 + accountDigits)..];
        suffix.CopyTo(full[(18 - suffix.Length)..]);
        var bank = Number(full, 0, 2);
        if (!IsBranch(bank, Number(full, 2, 4)))
        {
            return false;
        }
        var (weights, modulus) = AlgorithmOf(bank, Number(full[6..14]));
        if (modulus == 0)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 18; i++)
        {
            var product = (full[i] - '0') * weights[i];
            if (modulus == 10)
            {
                product = (product / 10) + (product % 10);
                product = (product / 10) + (product % 10);
            }
            sum += product;
        }
        return sum % modulus == 0;
    }

    private static (int[] Weights, int Modulus) AlgorithmOf(int bank, long account) => bank switch
    {
        8 => ([0, 0, 0, 0, 0, 0, 0, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0], 11),
        9 => ([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 1, 0, 0, 0, 0], 11),
        25 or 33 => ([0, 0, 0, 0, 0, 0, 0, 1, 7, 3, 1, 7, 3, 1, 0, 0, 0, 0], 10),
        26 or 28 or 29 => ([0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 1, 3, 7, 1, 0, 3, 7, 1], 10),
        31 => ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1),
        (>= 1 and <= 3) or 6 or (>= 11 and <= 24) or 27 or 30 or 35 or 38 => account < 990_000
            ? ([0, 0, 6, 3, 7, 9, 0, 0, 10, 5, 8, 4, 2, 1, 0, 0, 0, 0], 11)
            : ([0, 0, 0, 0, 0, 0, 0, 0, 10, 5, 8, 4, 2, 1, 0, 0, 0, 0], 11),
        _ => ([], 0),
    };

    private static bool IsBranch(int bank, int branch) => bank switch
    {
        1 => branch is (>= 1 and <= 999) or (>= 1100 and <= 1199) or >= 1800 and <= 1899,
        2 => branch is (>= 1 and <= 999) or >= 1200 and <= 1299,
        3 => branch is (>= 1 and <= 999) or (>= 1300 and <= 1399) or (>= 1500 and <= 1599) or (>= 1700 and <= 1799) or >= 1900 and <= 1999,
        6 => branch is (>= 1 and <= 999) or >= 1400 and <= 1499,
        8 => branch is >= 6500 and <= 6599,
        9 => branch == 0,
        11 => branch is (>= 5000 and <= 6499) or >= 6600 and <= 8999,
        12 => branch is >= 3000 and <= 3299 or (>= 3400 and <= 3499) or >= 3600 and <= 3699,
        13 => branch is >= 4900 and <= 4999,
        14 => branch is >= 4700 and <= 4799,
        15 => branch is >= 3900 and <= 3999,
        16 => branch is >= 4400 and <= 4499,
        17 => branch is >= 3300 and <= 3399,
        18 => branch is >= 3500 and <= 3599,
        19 => branch is >= 4600 and <= 4649,
        20 => branch is >= 4100 and <= 4199,
        21 => branch is >= 4800 and <= 4899,
        22 => branch is >= 4000 and <= 4049,
        23 => branch is >= 3700 and <= 3799,
        24 => branch is >= 4300 and <= 4349,
        25 => branch is >= 2500 and <= 2599,
        26 => branch is >= 2600 and <= 2699,
        27 => branch is >= 3800 and <= 3849,
        28 => branch is >= 2100 and <= 2149,
        29 => branch is >= 2150 and <= 2299,
        30 => branch is >= 2900 and <= 2949,
        31 => branch is >= 2800 and <= 2849,
        33 => branch is >= 6700 and <= 6799,
        35 => branch is >= 2400 and <= 2499,
        38 => branch is >= 9000 and <= 9499,
        _ => false,
    };
}
