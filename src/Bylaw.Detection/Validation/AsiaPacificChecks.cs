using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers of Asia, Australia, New Zealand, Africa and the Middle East.</summary>
internal static class AsiaPacificChecks
{
    private const string Base36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("IN_AADHAAR", " -:", "", static n => Digits.All(n, 12) && n[0] is not ('0' or '1') && !IsPalindrome(n) && Verhoeff(n)),
        new("IN_PAN", " -", "", IndianPan),
        new("IN_GSTIN", " -", "", static n => n.Length == 15 && Number2(n) is >= 1 and <= 37 or 97 or 99 && IndianPan(n.Slice(2, 10)) && n[12] is not '0' && n[13] == 'Z' && LuhnOver(n, Base36)),
        new("IN_EPIC", " -", "", static n => n.Length == 10 && Letters(n[..3]) && Luhn(n[3..])),
        new("AU_ABN", " ", "", static n => Digits.All(n, 11) && (Weigh(n, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0),
        new("AU_ACN", " ", "", static n => Digits.All(n, 9) && (10 - (Weigh(n, 8, 7, 6, 5, 4, 3, 2, 1) % 10)) % 10 == Last(n)),
        new("AU_TFN", " ", "", static n => Digits.All(n) && (n.Length == 9 ? Weigh(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0 : n.Length == 8 && Weigh(n, 1, 4, 3, 7, 5, 8, 6, 9) % 11 == 0)),
        new("AU_MEDICARE", " ", "", static n => Digits.All(n) && n.Length is 10 or 11 && n[0] is >= '2' and <= '6' && Weigh(n, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == n[8] - '0'),
        new("NZ_IRD", " -", "NZ", NewZealandTax),
        new("NZ_BANK", " -", "", NewZealandBank.IsValid),
        new("IL_ID", " -", "", static n => n.Length is >= 5 and <= 9 && Luhn(n) && Number(n) > 0),
        new("ZA_ID", " ", "", static n => Digits.All(n, 13) && n[10] is '0' or '1' or '2' && CenturyDate(n) && Luhn(n)),
        new("ZA_TIN", " -/", "", static n => Digits.All(n, 10) && n[0] is '0' or '1' or '2' or '3' or '9' && Luhn(n)),
        new("MU_NID", " ", "", static n => n.Length == 14 && IsLetter(n[0]) && Digits.All(n[1..13])),
        new("NG_NIN", " ", "", static n => Verhoeff(n) && n.Length == 11),
        new("CN_RIC", " ", "", static n => n.Length == 18 && Digits.All(n[..17]) && (n[17] == 'X' || IsDigit(n[17])) && ChinaRegion(n) && IsDate(Number(n, 6, 4), Number(n, 10, 2), Number(n, 12, 2)) && Mod11Radix2(n)),
        new("CN_USCC", " -", "", ChinaCredit),
        new("HK_ID", " ()", "", HongKong),
        new("TW_ID", " ", "", static n => n.Length == 10 && IsLetter(n[0]) && Digits.All(n[1..]) && n[1] is '1' or '2' or '8' or '9' && TaiwanSum(n) % 10 == 0),
        new("TW_UBN", " -", "", TaiwanCompany),
        new("JP_MYNUMBER", " -", "", static n => Digits.All(n, 12) && (Weigh(n, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) is var r && (r <= 1 ? 0 : 11 - r) == Last(n)),
        new("JP_CN", " -", "", static n => Digits.All(n, 13) && 9 - (Weigh(n[1..], 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1) % 9) == n[0] - '0'),
        new("KR_RRN", " -", "", static n => KoreanResident(n) && (11 - (Weigh(n, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11)) % 10 == Last(n)),
        new("KR_BRN", " -", "", static n => Digits.All(n, 10) && Number(n, 0, 3) >= 101 && n.Slice(3, 2) is not "00" && n.Slice(5, 4) is not "0000"),
        new("SG_NRIC", " ", "", SingaporePerson),
        new("SG_UEN", " ", "", SingaporeEntity.IsValid),
        new("MY_NRIC", " -*", "", static n => Digits.All(n, 12) && AnyCentury(Number(n, 0, 2), Number(n, 2, 2), Number(n, 4, 2)) && MalaysiaPlace(Number(n, 6, 2))),
        new("TH_PIN", " -", "", static n => Digits.All(n, 13) && n[0] is not ('0' or '9') && ThaiCheck(n)),
        new("TH_TIN", " -", "", static n => Digits.All(n, 13) && ((n[0] is not ('0' or '9') && ThaiCheck(n)) || (n[0] == '0' && ThaiMoa(n) && ThaiCheck(n)))),
        new("ID_NPWP", " -./", "", static n => Digits.All(n) && ((n.Length == 15 && Luhn(n[..9])) || (n.Length == 16 && n[0] == '0' && Luhn(n[1..10])) || (n.Length == 16 && IndonesianBirth(n)))),
        new("ID_NIK", " .", "", static n => n.Length == 16 && n[8] <= '1' && Digits.All(n) && Number(n, 0, 2) is >= 11 and <= 96 && IndonesianBirth(n)),
        new("VN_MST", " -.", "", static n => Digits.All(n) && n.Length is 10 or 13 && n.Slice(2, 7) is not "0000000" && (n.Length == 10 || n[10..] is not "000") && 10 - (Weigh(n, 31, 29, 23, 19, 17, 13, 7, 5, 3) % 11) == n[9] - '0'),
        new("PK_CNIC", " -", "", static n => Digits.All(n, 13) && n[0] is >= '1' and <= '7' && n[12] != '0'),
        new("TR_TCKN", " ", "", Turkish),
        new("TR_VKN", " ", "", TurkishTax),
        new("AE_EMIRATES_ID", " -", "", static n => Digits.All(n, 15) && n.StartsWith("784") && Number(n, 3, 4) is >= 1900 and <= 2100 && Luhn(n)),
        new("SA_ID", " ", "", static n => Digits.All(n, 10) && n[0] is '1' or '2' && Luhn(n)),
        new("MA_ICE", " ", "", static n => Digits.All(n, 15) && Mod97(n) == 0),
        new("TN_MF", " /", "", Tunisian),
        new("EG_ID", " ", "", static n => Digits.All(n, 14) && n[0] is '2' or '3' && IsDate((n[0] == '2' ? 1900 : 2000) + Number(n, 1, 2), Number(n, 3, 2), Number(n, 5, 2)) && Number(n, 7, 2) is (>= 1 and <= 35) or 88),
    ];

    private static int Number2(ReadOnlySpan<char> n) => Digits.All(n[..2]) ? Number(n, 0, 2) : -1;

    private static bool IsPalindrome(ReadOnlySpan<char> n)
    {
        for (var i = 0; i < n.Length / 2; i++)
        {
            if (n[i] != n[^(i + 1)])
            {
                return false;
            }
        }
        return true;
    }

    internal static bool AnyCentury(int year, int month, int day) => IsDate(1900 + year, month, day) || IsDate(2000 + year, month, day);

    private static bool CenturyDate(ReadOnlySpan<char> n) => AnyCentury(Number(n, 0, 2), Number(n, 2, 2), Number(n, 4, 2));

    private static bool IndianPan(ReadOnlySpan<char> n) =>
        n.Length == 10 && Letters(n[..5]) && "ABCFGHJLPT".Contains(n[3]) && Digits.All(n.Slice(5, 4)) && n.Slice(5, 4) is not "0000" && IsLetter(n[9]);

    private static bool NewZealandTax(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n) || n.Length is not (8 or 9) || Number(n) is <= 10_000_000 or >= 150_000_000)
        {
            return false;
        }
        Span<char> padded = stackalloc char[9];
        padded[0] = '0';
        n.CopyTo(padded[(9 - n.Length)..]);
        var check = Mod(-Weigh(padded, 3, 2, 7, 6, 5, 4, 3, 2), 11);
        if (check == 10)
        {
            check = Mod(-Weigh(padded, 7, 4, 3, 2, 5, 2, 7, 6), 11);
        }
        return check == Last(n);
    }

    private static bool ChinaRegion(ReadOnlySpan<char> n) =>
        Number(n, 0, 2) is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54) or (>= 61 and <= 65) or 71 or 81 or 82 && n.Slice(2, 2) is not "00";

    /// <summary>Unified social credit code: 18 of an alphabet without I O S V Z, weights are powers of three modulo 31 (GB 32100).</summary>
    private static bool ChinaCredit(ReadOnlySpan<char> n)
    {
        const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        if (n.Length != 18 || !Digits.All(n[..8]))
        {
            return false;
        }
        var (sum, weight) = (0, 1);
        for (var i = 0; i < 18; i++)
        {
            var value = Alphabet.IndexOf(n[i]);
            if (value < 0)
            {
                return false;
            }
            sum += i < 17 ? value * weight : value;
            weight = weight * 3 % 31;
        }
        return sum % 31 == 0;
    }

    private static bool HongKong(ReadOnlySpan<char> n)
    {
        var letters = n.Length - 7;
        if (letters is not (1 or 2) || !Letters(n[..letters]) || !Digits.All(n.Slice(letters, 6)) || !(IsDigit(n[^1]) || n[^1] == 'A'))
        {
            return false;
        }
        var sum = letters == 2 ? (Value(n[0]) * 9) + (Value(n[1]) * 8) : (36 * 9) + (Value(n[0]) * 8);
        sum += Weigh(n[letters..], 7, 6, 5, 4, 3, 2) + Value(n[^1]);
        return sum % 11 == 0;
    }

    private static int TaiwanSum(ReadOnlySpan<char> n)
    {
        var area = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".IndexOf(n[0]);
        return (area / 10) + (area % 10 * 9) + Weigh(n[1..], 8, 7, 6, 5, 4, 3, 2, 1, 1);
    }

    private static bool TaiwanCompany(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 8))
        {
            return false;
        }
        ReadOnlySpan<int> weights = [1, 2, 1, 2, 1, 2, 4, 1];
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var product = (n[i] - '0') * weights[i];
            sum += (product / 10) + (product % 10);
        }
        return sum % 5 == 0 || (n[6] == '7' && (sum + 1) % 5 == 0);
    }

    /// <summary>Birth date, a century digit, and a place below 97; the check digit was dropped in October 2020.</summary>
    internal static bool KoreanResident(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 13))
        {
            return false;
        }
        var century = n[6] switch { '1' or '2' or '5' or '6' => 1900, '3' or '4' or '7' or '8' => 2000, _ => 1800 };
        return IsDate(century + Number(n, 0, 2), Number(n, 2, 2), Number(n, 4, 2)) && Number(n, 7, 2) <= 96;
    }

    private static bool SingaporePerson(ReadOnlySpan<char> n)
    {
        if (n.Length != 9 || !"STFGM".Contains(n[0]) || !Digits.All(n.Slice(1, 7)))
        {
            return false;
        }
        var sum = Weigh(n[1..], 2, 7, 6, 5, 4, 3, 2) + (n[0] switch { 'T' or 'G' => 4, 'M' => 3, _ => 0 });
        var check = n[0] switch
        {
            'S' or 'T' => "JZIHGFEDCBA"[sum % 11],
            'F' or 'G' => "XWUTRQPNMLK"[sum % 11],
            _ => "XWUTRQPNJLK"[sum % 11],
        };
        return n[8] == check;
    }

    private static bool MalaysiaPlace(int place) => place is (>= 1 and <= 16) or (>= 21 and <= 68) or 71 or 72 or 74 or 75 or 76 or 77 or 78 or 79 or 82 or 83 or 84 or 85 or 86 or 87 or 88 or 89 or 90 or 91 or 92 or 93 or 98 or 99;

    private static bool ThaiCheck(ReadOnlySpan<char> n) => (11 - (Weigh(n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 10 == Last(n);

    private static bool ThaiMoa(ReadOnlySpan<char> n) => n[1] != '0' || n[2] != '0';

    private static bool IndonesianBirth(ReadOnlySpan<char> n)
    {
        var day = Number(n, 6, 2);
        return AnyCentury(Number(n, 10, 2), Number(n, 8, 2), day > 40 ? day - 40 : day) && n[12..] is not "0000";
    }

    private static bool Turkish(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11) || n[0] == '0')
        {
            return false;
        }
        var odd = Weigh(n, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        var even = Weigh(n, 0, 1, 0, 1, 0, 1, 0, 1);
        return Mod((odd * 7) - even, 10) == n[9] - '0' && (odd + even + n[9] - '0') % 10 == Last(n);
    }

    private static bool TurkishTax(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 10))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            var step = (n[i] - '0' + 9 - i) % 10;
            if (step == 0)
            {
                continue;
            }
            var power = 1;
            for (var k = 0; k < 9 - i; k++)
            {
                power = power * 2 % 9;
            }
            sum += step * power % 9 is var s && s == 0 ? 9 : s;
        }
        return (10 - (sum % 10)) % 10 == Last(n);
    }

    private static bool Tunisian(ReadOnlySpan<char> n)
    {
        var digits = n.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 7 || !IsLetter(n[digits]) || n[digits] is 'I' or 'O' or 'U')
        {
            return false;
        }
        var rest = n[(digits + 1)..];
        return rest.Length == 0 || (rest.Length == 5 && "ABPDN".Contains(rest[0]) && "MPCNE".Contains(rest[1]) && Digits.All(rest[2..]) && (rest[2..] is "000") != (rest[1] == 'E'));
    }
}
