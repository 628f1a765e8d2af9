using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers of the Nordic and Baltic countries and of central and eastern Europe.</summary>
internal static class NorthernEasternEuropeChecks
{
    /// <summary>A century digit may point decades ahead; nobody bears such a number yet.</summary>
    private const int LastBirthYear = 2035;

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("DK_CPR", " -", "", static n => Digits.All(n, 10) && DanishYear(n) is >= 1858 and <= LastBirthYear && IsDate(DanishYear(n), Number(n, 2, 2), Number(n, 0, 2))),
        new("NO_FNR", " -", "", Norwegian),
        new("NO_ORGNR", " ", "NO", static n => Digits.All(n, 9) && Weigh(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
        new("SE_PNR", " -+", "", SwedishPerson),
        new("SE_ORGNR", " -.", "", static n => n.Length == 10 && Luhn(n)),
        new("FI_HETU", " ", "", Finnish),
        new("FI_ALV", " -", "FI", static n => Digits.All(n, 8) && Weigh(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
        new("FO_VN", " -.,", "FO", static n => Digits.All(n, 6)),
        new("IS_KT", " -", "", Icelandic),
        new("EE_IK", " ", "", static n => BalticCheck(n) && BalticDate(n)),
        new("LT_AK", " ", "", static n => BalticCheck(n) && (n[0] == '9' || BalticDate(n))),
        new("LV_PVN", " -", "LV", Latvian),
        new("PL_PESEL", " ", "", Polish),
        new("PL_NIP", " -", "PL", static n => Digits.All(n, 10) && Weigh(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Last(n)),
        new("PL_REGON", " -", "", static n => Digits.All(n) && n.Length is 9 or 14 && Weigh(n, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == n[8] - '0' && (n.Length == 9 || Weigh(n, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == Last(n))),
        new("CZ_RC", " /", "", static n => Czech(n)),
        new("SK_RC", " /", "", static n => Czech(n)),
        new("HU_ANUM", " -", "HU", static n => Digits.All(n, 8) && Weigh(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
        new("HU_TAJ", " -", "", static n => Digits.All(n, 9) && Weigh(n, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == Last(n)),
        new("RO_CNP", " -", "", Romanian),
        new("BG_EGN", " -.", "", Bulgarian),
        new("BG_PNF", " -.", "", static n => Digits.All(n, 10) && Weigh(n, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == Last(n)),
        new("HR_OIB", " -", "HR", static n => n.Length == 11 && Mod11And10(n)),
        new("SI_EMSO", " ", "", static n => Digits.All(n, 13) && IsDate(Number(n, 4, 3) is var y && y < 800 ? 2000 + y : 1000 + y, Number(n, 2, 2), Number(n, 0, 2)) && Mod(-Weigh(n, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11) % 10 == Last(n)),
        new("SI_DDV", " -", "SI", static n => Digits.All(n, 8) && n[0] != '0' && (11 - (Weigh(n, 8, 7, 6, 5, 4, 3, 2) % 11)) is var c && (c == 10 ? 0 : c) == Last(n)),
        new("RS_PIB", " -.", "", static n => n.Length == 9 && Mod11And10(n)),
        new("ME_PIB", " ", "", static n => Digits.All(n, 8) && Mod(-Weigh(n, 8, 7, 6, 5, 4, 3, 2), 11) % 10 == Last(n)),
        new("RU_INN", " ", "", Russian),
        new("RU_SNILS", " -", "", static n => Digits.All(n, 11) && Number(n[..9]) > 1_001_998 && Weigh(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == Number(n[9..])),
        new("UA_EDRPOU", " ", "", UkrainianCompany),
        new("UA_RNTRC", " ", "", static n => Digits.All(n, 10) && Mod(Weigh(n, -1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10 == Last(n)),
        new("BY_UNP", " ", "УНП|UNP", Belarusian),
    ];

    private static int DanishYear(ReadOnlySpan<char> n)
    {
        var year = Number(n, 4, 2);
        return n[6] switch
        {
            <= '3' => 1900 + year,
            '4' or '9' => year >= 37 ? 1900 + year : 2000 + year,
            _ => year >= 58 ? 1800 + year : 2000 + year,
        };
    }

    private static bool Norwegian(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11) || (11 - (Weigh(n, 3, 7, 6, 1, 8, 9, 4, 5, 2) % 11)) % 11 != n[9] - '0' || (11 - (Weigh(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 11 != Last(n))
        {
            return false;
        }
        var (day, month, year, serial) = (Number(n, 0, 2), Number(n, 2, 2), Number(n, 4, 2), Number(n, 6, 3));
        var century = serial switch
        {
            < 500 => 1900,
            < 750 when year >= 54 => 1800,
            _ when year < 40 => 2000,
            >= 900 => 1900,
            _ => 0,
        };
        return century > 0 && IsDate(century + year, month > 40 ? month - 40 : month, day > 40 ? day - 40 : day);
    }

    private static bool SwedishPerson(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n) || n.Length is not (10 or 12) || !Luhn(n[^10..]))
        {
            return false;
        }
        var day = Number(n[^10..], 4, 2);
        day = day > 60 ? day - 60 : day;
        var (year, month) = (Number(n[^10..], 0, 2), Number(n[^10..], 2, 2));
        return n.Length == 12
            ? IsDate((Number(n, 0, 2) * 100) + year, month, day)
            : AsiaPacificChecks.AnyCentury(year, month, day);
    }

    private static bool Finnish(ReadOnlySpan<char> n)
    {
        if (n.Length != 11 || !Digits.All(n[..6]) || !Digits.All(n.Slice(7, 3)) || Number(n, 7, 3) < 2)
        {
            return false;
        }
        var century = n[6] switch { '+' => 1800, '-' or 'Y' or 'X' or 'W' or 'V' or 'U' => 1900, >= 'A' and <= 'F' => 2000, _ => -2000 };
        return IsDate(century + Number(n, 4, 2), Number(n, 2, 2), Number(n, 0, 2)) &&
            "0123456789ABCDEFHJKLMNPRSTUVWXY"[(int)(((Number(n[..6]) * 1000) + Number(n.Slice(7, 3))) % 31)] == n[10];
    }

    private static bool Icelandic(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 10) || Weigh(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 != 0)
        {
            return false;
        }
        var century = n[9] switch { '9' => 1900, '0' => 2000, '8' => 1800, _ => -2000 };
        var day = Number(n, 0, 2);
        return IsDate(century + Number(n, 4, 2), Number(n, 2, 2), day > 40 ? day - 40 : day);
    }

    private static bool BalticCheck(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11))
        {
            return false;
        }
        var check = Weigh(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10)
        {
            check = Weigh(n, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        }
        return check == Last(n);
    }

    private static bool BalticDate(ReadOnlySpan<char> n) =>
        n[0] is >= '1' and <= '8' && IsDate(1800 + ((n[0] - '1') / 2 * 100) + Number(n, 1, 2), Number(n, 3, 2), Number(n, 5, 2));

    private static bool Latvian(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11))
        {
            return false;
        }
        if (n[0] > '3')
        {
            return Weigh(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
        }
        if (!n.StartsWith("32") && !(IsDate(1800 + ((n[6] - '0') * 100) + Number(n, 4, 2), Number(n, 2, 2), Number(n, 0, 2))))
        {
            return false;
        }
        return (1 + Weigh(n, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10 == Last(n);
    }

    private static bool Polish(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11) || (10 - (Weigh(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10)) % 10 != Last(n))
        {
            return false;
        }
        var month = Number(n, 2, 2);
        var century = (month / 20) switch { 0 => 1900, 1 => 2000, 2 => 2100, 3 => 2200, _ => 1800 };
        return IsDate(century + Number(n, 0, 2), month % 20, Number(n, 4, 2));
    }

    /// <summary>Birth number of Czechia and Slovakia: nine digits before 1954 without check, then ten, divisible by eleven.</summary>
    private static bool Czech(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n) || n.Length is not (9 or 10))
        {
            return false;
        }
        var year = 1900 + Number(n, 0, 2);
        var month = Number(n, 2, 2) % 50 % 20; // women +50; +20 when a day's serials ran out
        if (n.Length == 9)
        {
            year -= year >= 1980 ? 100 : 0;
            if (year > 1953)
            {
                return false;
            }
        }
        else
        {
            year += year < 1954 ? 100 : 0;
        }
        return IsDate(year, month, Number(n, 4, 2)) && (n.Length == 9 || (Number(n[..9]) % 11 is var check && (year < 1985 ? check % 10 : check) == Last(n)) || Number(n) % 11 == 0);
    }

    private static bool Romanian(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 13) || n[0] == '0')
        {
            return false;
        }
        var check = Weigh(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        var century = n[0] switch { '3' or '4' => 1800, '5' or '6' => 2000, _ => 1900 };
        return (check == 10 ? 1 : check) == Last(n) && IsDate(century + Number(n, 1, 2), Number(n, 3, 2), Number(n, 5, 2));
    }

    private static bool Bulgarian(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 10) || Weigh(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 != Last(n))
        {
            return false;
        }
        var month = Number(n, 2, 2);
        var (century, real) = month > 40 ? (2000, month - 40) : month > 20 ? (1800, month - 20) : (1900, month);
        return IsDate(century + Number(n, 0, 2), real, Number(n, 4, 2));
    }

    private static bool Russian(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n))
        {
            return false;
        }
        return n.Length switch
        {
            10 => Weigh(n, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == Last(n),
            12 => Weigh(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == n[10] - '0' && Weigh(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == Last(n),
            _ => false,
        };
    }

    private static bool UkrainianCompany(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 8))
        {
            return false;
        }
        var outer = n[0] is < '3' or > '5';
        var check = (outer ? Weigh(n, 1, 2, 3, 4, 5, 6, 7) : Weigh(n, 7, 1, 2, 3, 4, 5, 6)) % 11;
        if (check >= 10)
        {
            check = (outer ? Weigh(n, 3, 4, 5, 6, 7, 8, 9) : Weigh(n, 9, 3, 4, 5, 6, 7, 8)) % 11;
        }
        return check % 10 == Last(n);
    }

    private static bool Belarusian(ReadOnlySpan<char> n)
    {
        const string Alphabet = "0123456789ABCEHKMOPT", Cyrillic = "АВСЕНКМОРТ", Latin = "ABCEHKMOPT";
        if (n.Length != 9)
        {
            return false;
        }
        Span<char> latin = stackalloc char[9];
        for (var i = 0; i < 9; i++)
        {
            var at = Cyrillic.IndexOf(n[i]);
            latin[i] = at >= 0 ? Latin[at] : n[i];
        }
        if (!Digits.All(latin[2..]) || !"1234567ABCEHKM".Contains(latin[0]) || !Alphabet.Contains(latin[1]) || IsDigit(latin[0]) != IsDigit(latin[1]))
        {
            return false;
        }
        if (IsLetter(latin[1]))
        {
            latin[1] = (char)('0' + Latin.IndexOf(latin[1]));
        }
        ReadOnlySpan<int> weights = [29, 23, 19, 17, 13, 7, 5, 3];
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += Value(latin[i]) * weights[i];
        }
        return sum % 11 <= 9 && sum % 11 == Last(latin);
    }
}
