using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers of Germany, Austria, Switzerland, the Benelux countries, Britain and Ireland.</summary>
internal static class WesternEuropeChecks
{
    private const string VatLetters = "WABCDEFGHIJKLMNOPQRSTUV";

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("GB_NHS", " -", "", static n => Digits.All(n, 10) && Weigh(n, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 && !AllSame(n)),
        new("GB_UTR", " ", "", static n => Digits.All(n = n.TrimEnd('K'), 10) && "21987654321"[Weigh(n[1..], 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11] == n[0]),
        new("GB_VAT", " -.", "GB|XI", BritishVat),
        new("GB_UPN", " ", "", BritishPupil),
        new("GB_NINO", " ", "", static n => n.Length == 9 && Letters(n[..2]) && Digits.All(n.Slice(2, 6)) && n[8] is >= 'A' and <= 'D' && !"DFIQUV".Contains(n[0]) && !"DFIQUVO".Contains(n[1]) && n[..2] is not ("BG" or "GB" or "NK" or "KN" or "TN" or "NT" or "ZZ")),
        new("IE_PPS", " ", "", IrishPps),
        new("DE_IDNR", " -./,", "", GermanTaxId),
        new("DE_STNR", " -./,", "", static n => Digits.All(n) && (n.Length is 10 or 11 || (n.Length == 13 && n[4] == '0' && (n[0] is '5' or '9' || Number(n, 0, 2) is 10 or 11 or (>= 21 and <= 28) or (>= 30 and <= 32) or 40 or 41)))),
        new("DE_VAT", " -./,", "DE", static n => n.Length == 9 && n[0] != '0' && Mod11And10(n)),
        new("DE_SVNR", " ", "", static n => n.Length == 12 && Digits.All(n[..8]) && IsLetter(n[8]) && Digits.All(n[9..]) && IsDate(2000, Number(n, 4, 2), Number(n, 2, 2)) && GermanPension(n)),
        new("DE_KVNR", " ", "", static n => n.Length == 10 && IsLetter(n[0]) && Digits.All(n[1..]) && GermanInsurance(n)),
        new("DE_PERSO", " ", "", static n => GermanDocument(n) && n.Length is 9 or 10),
        new("AT_VNR", " ", "", static n => Digits.All(n, 10) && n[0] != '0' && Weigh(n, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == n[3] - '0'),
        new("AT_UID", " -./", "AT", static n => n.Length == 9 && n[0] == 'U' && Digits.All(n[1..]) && Mod(6 - LuhnSum(n[1..8]), 10) == Last(n)),
        new("AT_TIN", " -./,", "", AustrianTax),
        new("CH_AHV", " .", "", static n => n.Length == 13 && n.StartsWith("756") && Ean(n)),
        new("CH_UID", " -.", "", static n => SwissCompany(n)),
        new("CH_VAT", " -.", "", static n => n.Length is 15 or 16 && SwissCompany(n[..12]) && n[12..] is "MWST" or "TVA" or "IVA" or "TPV"),
        new("CH_ESR", " ", "", SwissReference),
        new("LI_PEID", " ", "", static n => Digits.All(n) && n.TrimStart('0').Length is >= 4 and <= 12),
        new("NL_BSN", " -.", "", DutchCitizen),
        new("NL_BTW", " -.", "NL", DutchVat),
        new("BE_NN", " -.", "", BelgianPerson),
        new("BE_VAT", " -./()", "BE", static n => n.Length is 9 or 10 && Digits.All(n) && Number(n) > 0 && (Number(n[..^2]) + Number(n[^2..])) % 97 == 0),
        new("LU_TVA", " :-.", "LU", static n => Digits.All(n, 8) && Number(n[..6]) % 89 == Number(n[6..])),
        new("FR_NIR", " .", "", FrenchPerson),
        new("FR_NIF", " ", "", static n => Digits.All(n, 13) && n[0] <= '3'),
        new("FR_SIREN", " .", "", static n => n.Length == 9 && Luhn(n)),
        new("FR_SIRET", " .", "", static n => Digits.All(n, 14) && Luhn(n[..9]) && (Luhn(n) || (n.StartsWith("356000000") && DigitSum(n) % 5 == 0))),
        new("MC_TVA", " -.", "FR", static n => Digits.All(n, 11) && n.Slice(2, 3) is "000" && ((Number(n[2..]) * 100) + 12) % 97 == Number(n[..2])),
    ];

    private static int DigitSum(ReadOnlySpan<char> n)
    {
        var sum = 0;
        foreach (var c in n)
        {
            sum += c - '0';
        }
        return sum;
    }

    private static bool BritishVat(ReadOnlySpan<char> n)
    {
        if (n.Length == 5 && Digits.All(n[2..]))
        {
            return (n.StartsWith("GD") && Number(n[2..]) < 500) || (n.StartsWith("HA") && Number(n[2..]) >= 500);
        }
        if (n.Length == 11 && n[..6] is "GD8888" or "HA8888" && Digits.All(n[6..]))
        {
            var office = Number(n, 6, 3);
            return (n[0] == 'G' ? office < 500 : office >= 500) && office % 97 == Number(n, 9, 2);
        }
        if (!Digits.All(n) || n.Length is not (9 or 12))
        {
            return false;
        }
        var remainder = Weigh(n, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97;
        return remainder == 0 || (remainder is 42 or 55 && Number(n, 0, 3) >= 100);
    }

    /// <summary>Unique pupil number: a check letter, then local authority, school, year and serial.</summary>
    private static bool BritishPupil(ReadOnlySpan<char> n)
    {
        const string Alphabet = "ABCDEFGHJKLMNPQRTUVWXYZ";
        if (n.Length != 13 || !Digits.All(n[1..12]) || !(IsDigit(n[12]) || Alphabet.Contains(n[12])))
        {
            return false;
        }
        var sum = 0;
        for (var i = 1; i < 13; i++)
        {
            sum += (IsDigit(n[i]) ? n[i] - '0' : Alphabet.IndexOf(n[i])) * (i + 1);
        }
        return Alphabet[sum % 23] == n[0] && IsLocalAuthority(Number(n, 1, 3));
    }

    private static bool IsLocalAuthority(int code) => code is (>= 201 and <= 213) or (>= 301 and <= 320) or (>= 330 and <= 336) or (>= 340 and <= 344) or
        (>= 350 and <= 359) or (>= 370 and <= 373) or (>= 380 and <= 384) or (>= 390 and <= 394) or 420 or (>= 660 and <= 681) or (>= 701 and <= 708) or
        (>= 800 and <= 803) or (>= 805 and <= 808) or (>= 810 and <= 813) or 815 or 816 or (>= 820 and <= 823) or 825 or 826 or (>= 830 and <= 831) or
        (>= 835 and <= 837) or 840 or 841 or 845 or 846 or (>= 850 and <= 852) or (>= 855 and <= 857) or 860 or 861 or (>= 865 and <= 896) or (>= 908 and <= 938);

    private static bool IrishPps(ReadOnlySpan<char> n)
    {
        if (n.Length is not (8 or 9) || !Digits.All(n[..7]) || !IsLetter(n[7]) || (n.Length == 9 && !"AHWTX".Contains(n[8])))
        {
            return false;
        }
        var sum = Weigh(n, 8, 7, 6, 5, 4, 3, 2) + (n.Length == 9 && n[8] is 'A' or 'H' ? 9 * VatLetters.IndexOf(n[8]) : 0);
        return VatLetters[sum % 23] == n[7];
    }

    /// <summary>Exactly one of the first ten digits occurs twice or three times, the others once at most.</summary>
    private static bool GermanTaxId(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11) || n[0] == '0')
        {
            return false;
        }
        Span<int> counts = stackalloc int[10];
        counts.Clear();
        foreach (var c in n[..10])
        {
            counts[c - '0']++;
        }
        var repeated = 0;
        foreach (var count in counts)
        {
            if (count > 3)
            {
                return false;
            }
            repeated += count > 1 ? 1 : 0;
        }
        return repeated == 1 && Mod11And10(n);
    }

    private static bool GermanPension(ReadOnlySpan<char> n)
    {
        ReadOnlySpan<int> weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
        Span<char> expanded = stackalloc char[12];
        n[..8].CopyTo(expanded);
        var letter = n[8] - 'A' + 1;
        expanded[8] = (char)('0' + (letter / 10));
        expanded[9] = (char)('0' + (letter % 10));
        n.Slice(9, 2).CopyTo(expanded[10..]);
        var sum = 0;
        for (var i = 0; i < 12; i++)
        {
            var product = (expanded[i] - '0') * weights[i];
            sum += (product / 10) + (product % 10);
        }
        return sum % 10 == Last(n);
    }

    private static bool GermanInsurance(ReadOnlySpan<char> n)
    {
        Span<char> expanded = stackalloc char[10];
        var letter = n[0] - 'A' + 1;
        expanded[0] = (char)('0' + (letter / 10));
        expanded[1] = (char)('0' + (letter % 10));
        n.Slice(1, 8).CopyTo(expanded[2..]);
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var product = (expanded[i] - '0') * ((i % 2) + 1);
            sum += (product / 10) + (product % 10);
        }
        return sum % 10 == Last(n);
    }

    /// <summary>Weights 7, 3, 1 over a serial without vowels (ICAO Doc 9303); an identity card's serial of nine may carry its check digit.</summary>
    internal static bool GermanDocument(ReadOnlySpan<char> n)
    {
        const string Alphabet = "0123456789CFGHJKLMNPRTVWXYZ";
        if (n.Length is < 9 or > 10 || !IsDigit(n[^1]))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < n.Length - 1; i++)
        {
            if (!Alphabet.Contains(n[i]))
            {
                return false;
            }
            sum += Value(n[i]) * (i % 3) switch { 0 => 7, 1 => 3, _ => 1 };
        }
        return sum % 10 == Last(n);
    }

    private static bool AustrianTax(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 9) || !(Number(n, 0, 2) is 3 or 4 or (>= 6 and <= 10) or 12 or 15 or 16 or 18 or 22 or 23 or 29 or 33 or 38 or 41 or 46 or
            (>= 51 and <= 54) or 57 or 59 or 61 or 65 or (>= 67 and <= 69) or 71 or 72 or (>= 81 and <= 84) or 90 or 91 or 93 or 97 or 98))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var digit = n[i] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }
        return Mod(-sum, 10) == Last(n);
    }

    private static bool SwissCompany(ReadOnlySpan<char> n) =>
        n.Length == 12 && n.StartsWith("CHE") && Digits.All(n[3..]) && (11 - (Weigh(n[3..], 5, 4, 3, 2, 7, 6, 5, 4) % 11)) % 11 == Last(n);

    private static bool SwissReference(ReadOnlySpan<char> n)
    {
        ReadOnlySpan<int> table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
        if (!Digits.All(n) || n.TrimStart('0').Length > 27)
        {
            return false;
        }
        var carry = 0;
        foreach (var c in n[..^1])
        {
            carry = table[(c - '0' + carry) % 10];
        }
        return (10 - carry) % 10 == Last(n);
    }

    private static bool DutchCitizen(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n) || n.Length is < 3 or > 9 || Number(n) == 0)
        {
            return false;
        }
        Span<char> padded = stackalloc char[9];
        padded.Fill('0');
        n.CopyTo(padded[(9 - n.Length)..]);
        return Mod(Weigh(padded, 9, 8, 7, 6, 5, 4, 3, 2) - Last(padded), 11) == 0;
    }

    private static bool DutchVat(ReadOnlySpan<char> n)
    {
        if (n.Length is < 6 or > 12 || n[^3] != 'B' || !Digits.All(n[..^3]) || !Digits.All(n[^2..]) || n[^2..] is "00")
        {
            return false;
        }
        if (DutchCitizen(n[..^3]))
        {
            return true;
        }
        Span<char> whole = stackalloc char[14]; // since 2020: NL and twelve characters, mod 97
        whole.Fill('0');
        "NL".CopyTo(whole);
        n.CopyTo(whole[(14 - n.Length)..]);
        return Mod97(whole) == 1;
    }

    private static bool BelgianPerson(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 11))
        {
            return false;
        }
        var check = Number(n[9..]);
        return 97 - (Number(n[..9]) % 97) == check || 97 - ((2_000_000_000 + Number(n[..9])) % 97) == check;
    }

    private static bool FrenchPerson(ReadOnlySpan<char> n)
    {
        if (n.Length != 15 || !Digits.All(n[..5]) || !Digits.All(n[7..]) || !IsDigit(n[5]) || !(IsDigit(n[6]) || n.Slice(5, 2) is "2A" or "2B"))
        {
            return false;
        }
        Span<char> numeric = stackalloc char[13];
        n[..13].CopyTo(numeric);
        if (!IsDigit(n[6]))
        {
            (n[6] == 'A' ? "19" : "18").CopyTo(numeric[5..]);
        }
        return 97 - (Number(numeric) % 97) == Number(n[13..]);
    }
}
