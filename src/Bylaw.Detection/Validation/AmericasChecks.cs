using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers of the Americas.</summary>
internal static class AmericasChecks
{
    private static readonly string[] _curpStates =
        "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS".Split(' ');

    private static readonly string[] _rudeWords =
        "BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI GUEY JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY".Split(' ');

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("US_SSN", "", "", Ssn),
        new("US_EIN", "", "", static n => Grouped(n, 2, 7) && Strip(n) is var d && int.Parse(d[..2]) is not (0 or 7 or 8 or 9 or 17 or 18 or 19 or 28 or 29 or 49 or 69 or 70 or 78 or 79 or 89 or 96 or 97)),
        new("US_ITIN", "", "", static n => n[0] == '9' && Grouped(n, 3, 2, 4) && Strip(n) is var d && int.Parse(d[3..5]) is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99)),
        new("US_ATIN", "", "", static n => Grouped(n, 3, 2, 4)),
        new("US_PTIN", " -", "", static n => n.Length == 9 && n[0] == 'P' && Digits.All(n[1..])),
        new("US_RTN", " -", "", static n => Digits.All(n, 9) && Weigh(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
        new("US_NPI", " -", "", static n => Digits.All(n, 10) && n[0] is '1' or '2' && (LuhnSum(n) + 24) % 10 == 0 && n[..9].ContainsAnyExcept(n[0])),
        new("US_DEA", " -", "", static n => n.Length == 9 && IsLetter(n[0]) && (IsLetter(n[1]) || n[1] == '9') && Digits.All(n[2..]) && ((n[2] + n[4] + n[6] - 144) + (2 * (n[3] + n[5] + n[7] - 144))) % 10 == Last(n)),
        new("US_MBI", "-", "", Mbi),
        new("CA_SIN", " -", "", static n => Digits.All(n, 9) && Luhn(n) && !AllSame(n)),
        new("CA_BN", " -", "", static n => n.Length >= 9 && Luhn(n[..9]) && (n.Length == 9 || (n.Length == 15 && n.Slice(9, 2) is "RC" or "RM" or "RP" or "RT" && Digits.All(n[11..])))),
        new("MX_CURP", " -_", "", Curp),
        new("MX_RFC", " -_", "", Rfc),
        new("BR_CPF", " -.", "", static n => Digits.All(n, 11) && !AllSame(n) && BrazilianDigit(n[..9], 10) == n[9] - '0' && BrazilianDigit(n[..10], 11) == n[10] - '0'),
        new("BR_CNPJ", " -./", "", Cnpj),
        new("AR_CUIT", " -.", "", static n => Digits.All(n, 11) && n[..2] is "20" or "23" or "24" or "27" or "30" or "33" or "34" or "50" or "51" or "55" && "012345678990"[11 - (Weigh(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)] == n[10]),
        new("AR_DNI", " .", "", static n => Digits.All(n) && n.Length is 7 or 8),
        new("AR_CBU", " -", "", static n => Digits.All(n, 22) && (10 - (Weigh(n, 7, 1, 3, 9, 7, 1, 3) % 10)) % 10 == n[7] - '0' && (10 - (Weigh(n[8..], 3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3) % 10)) % 10 == Last(n)),
        new("CL_RUT", " -.", "CL", static n => n.Length is 8 or 9 && Digits.All(n[..^1]) && "0123456789K"[ChileanSum(n[..^1])] == n[^1]),
        new("CO_NIT", " -.,", "", static n => n.Length is >= 8 and <= 16 && Digits.All(n) && ColombianDigit(n[..^1]) == n[^1]),
        new("PE_RUC", " ", "", static n => Digits.All(n, 11) && n[..2] is "10" or "15" or "17" or "20" && (11 - (Weigh(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 10 == Last(n)),
        new("PE_CUI", " -", "", static n => n.Length is 8 or 9 && Digits.All(n[..8]) && (n.Length == 8 || ("65432110987"[Weigh(n, 3, 2, 7, 6, 5, 4, 3, 2) % 11] == n[8]) || ("KJIHGFEDCBA"[Weigh(n, 3, 2, 7, 6, 5, 4, 3, 2) % 11] == n[8]))),
        new("EC_CI", " -", "", static n => Digits.All(n, 10) && EcuadorProvince(n) && n[2] <= '6' && Luhn(n)),
        new("EC_RUC", " -", "", EcuadorCompany),
        new("UY_RUT", " -.", "UY", static n => Digits.All(n, 12) && Number(n, 0, 2) is >= 1 and <= 22 && n.Slice(2, 6) is not "000000" && n.Slice(8, 3) is "001" && Mod(-Weigh(n, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), 11) == Last(n)),
        new("UY_CI", " -.", "", static n => Digits.All(n, 8) && (10 - (Weigh(n, 2, 9, 8, 7, 6, 3, 4) % 10)) % 10 == Last(n)),
        new("VE_RIF", " -", "", static n => n.Length == 10 && "VEJPGC".Contains(n[0]) && Digits.All(n[1..]) && "00987654321"[((n[0] switch { 'V' or 'C' => n[0] == 'C' ? 12 : 4, 'E' => 8, 'J' => 12, 'P' => 16, _ => 20 }) + Weigh(n[1..], 3, 2, 7, 6, 5, 4, 3, 2)) % 11] == n[9]),
        new("PY_RUC", " -", "", static n => n.Length is >= 5 and <= 9 && Digits.All(n) && ParaguayanDigit(n[..^1]) == n[^1]),
        new("CR_CPF", "", "", CostaRican),
        new("DO_CEDULA", " -", "", static n => Digits.All(n, 11) && Luhn(n)),
        new("GT_NIT", " -", "", static n => n.Length is >= 2 and <= 12 && Digits.All(n[..^1]) && GuatemalanDigit(n[..^1].TrimStart('0')) == n[^1]),
        new("CU_NI", " ", "", static n => Digits.All(n, 11) && IsDate(Number(n, 0, 2) + (n[6] switch { '9' => 1800, <= '5' => 1900, _ => 2000 }), Number(n, 2, 2), Number(n, 4, 2))),
        new("SV_NIT", " -", "SV", static n => Digits.All(n, 14) && n[0] is '0' or '1' or '9' && Salvadoran(n) == Last(n)),
    ];

    /// <summary>Social Security number: area not 000, 666 or 900 and up, no empty group or serial, none of the numbers once printed in adverts.</summary>
    internal static bool Ssn(ReadOnlySpan<char> n)
    {
        if (n.Length == 9 ? !Digits.All(n) : !Grouped(n, 3, 2, 4))
        {
            return false;
        }
        var (area, group, serial) = (Number(n[..3]), Number(n.Slice(n[3] == '-' ? 4 : 3, 2)), Number(n[^4..]));
        return area is not (0 or 666 or >= 900) && group != 0 && serial != 0 && ((area * 1_000_000) + (group * 10_000) + serial) is not (78_051_120 or 219_099_999 or 457_555_462);
    }

    private static string Strip(ReadOnlySpan<char> n) => n.ToString().Replace("-", "", StringComparison.Ordinal);

    /// <summary>Digits in groups of given sizes; a hyphen may stand between groups and nowhere else.</summary>
    private static bool Grouped(ReadOnlySpan<char> n, int first, int second, int third = 0)
    {
        return Group(ref n, first, false) && Group(ref n, second, third == 0) && (third == 0 || Group(ref n, third, true)) && n.Length == 0;
    }

    private static bool Group(ref ReadOnlySpan<char> n, int size, bool last)
    {
        if (n.Length < size || !Digits.All(n[..size]))
        {
            return false;
        }
        n = n[(!last && n.Length > size && n[size] == '-' ? size + 1 : size)..];
        return true;
    }

    /// <summary>Medicare beneficiary identifier: digits, letters without S L O I B Z, and either, in fixed places (CMS format).</summary>
    private static bool Mbi(ReadOnlySpan<char> n)
    {
        const string Shape = "CAENAENAANN", Letters = "ACDEFGHJKMNPQRTUVWXY";
        if (n.Length != 11)
        {
            return false;
        }
        for (var i = 0; i < 11; i++)
        {
            var fits = Shape[i] switch
            {
                'C' => n[i] is >= '1' and <= '9',
                'N' => IsDigit(n[i]),
                'A' => Letters.Contains(n[i]),
                _ => IsDigit(n[i]) || Letters.Contains(n[i]),
            };
            if (!fits)
            {
                return false;
            }
        }
        return true;
    }

    private static bool Curp(ReadOnlySpan<char> n)
    {
        const string Alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";
        if (n.Length != 18 || !Letters(n[..4]) || !Digits.All(n.Slice(4, 6)) || n[10] is not ('H' or 'M') || !Letters(n.Slice(11, 5)) || !IsDigit(n[17]) ||
            !(IsDigit(n[16]) || IsLetter(n[16])) || Array.IndexOf(_rudeWords, n[..4].ToString()) >= 0 || Array.IndexOf(_curpStates, n.Slice(11, 2).ToString()) < 0 ||
            !IsDate(Number(n, 4, 2) + (IsDigit(n[16]) ? 1900 : 2000), Number(n, 6, 2), Number(n, 8, 2)))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(n[i]) * (18 - i);
        }
        return Mod(-sum, 10) == Last(n);
    }

    private static bool Rfc(ReadOnlySpan<char> n)
    {
        var person = n.Length is 10 or 13;
        var head = person ? 4 : 3;
        if (n.Length is not (10 or 12 or 13) || n[..head].IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ&Ñ") >= 0 || !Digits.All(n.Slice(head, 6)) ||
            (person && Array.IndexOf(_rudeWords, n[..4].ToString()) >= 0))
        {
            return false;
        }
        var year = Number(n, head, 2);
        if (!IsDate((year < 30 ? 2000 : 1900) + year, Number(n, head + 2, 2), Number(n, head + 4, 2)))
        {
            return false;
        }
        return n.Length == 10 || Alphanumeric(n[(head + 6)..]);
    }

    private static int BrazilianDigit(ReadOnlySpan<char> n, int first)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += (first - i) * (n[i] - '0');
        }
        return (11 - (sum % 11)) is var check && check > 9 ? 0 : check;
    }

    /// <summary>Fourteen characters; since July 2026 the first twelve may be letters, valued by their code less that of zero.</summary>
    private static bool Cnpj(ReadOnlySpan<char> n)
    {
        if (n.Length != 14 || !Alphanumeric(n[..12]) || !Digits.All(n[12..]) || n[..12].IndexOfAnyExcept('0') < 0)
        {
            return false;
        }
        return CnpjDigit(n[..12]) == n[12] - '0' && CnpjDigit(n[..13]) == n[13] - '0';
    }

    private static int CnpjDigit(ReadOnlySpan<char> n)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += (((n.Length - 1 - i) % 8) + 2) * (n[i] - '0');
        }
        return (11 - (sum % 11)) is var check && check > 9 ? 0 : check;
    }

    private static int ChileanSum(ReadOnlySpan<char> n)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += (n[n.Length - 1 - i] - '0') * (4 + ((5 - i) % 6 + 6) % 6);
        }
        return sum % 11;
    }

    private static char ColombianDigit(ReadOnlySpan<char> n)
    {
        ReadOnlySpan<int> weights = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += weights[i] * (n[n.Length - 1 - i] - '0');
        }
        return "01987654321"[sum % 11];
    }

    private static char ParaguayanDigit(ReadOnlySpan<char> n)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += (i + 2) * (n[n.Length - 1 - i] - '0');
        }
        return (char)('0' + (Mod(-sum, 11) % 10));
    }

    private static char GuatemalanDigit(ReadOnlySpan<char> n)
    {
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            sum += (i + 2) * (n[n.Length - 1 - i] - '0');
        }
        return "0123456789K"[Mod(-sum, 11)];
    }

    private static bool EcuadorProvince(ReadOnlySpan<char> n) => Number(n, 0, 2) is (>= 1 and <= 24) or 30 or 50;

    private static bool EcuadorCompany(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n, 13) || !EcuadorProvince(n))
        {
            return false;
        }
        return n[2] switch
        {
            < '6' => Luhn(n[..10]) && n[10..] is not "000",
            '6' => (Weigh(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 && n[9..] is not "0000") || (Luhn(n[..10]) && n[10..] is not "000"),
            '9' => Weigh(n, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 && n[10..] is not "000",
            _ => false,
        };
    }

    private static bool CostaRican(ReadOnlySpan<char> n)
    {
        Span<char> padded = stackalloc char[10];
        var length = 0;
        var groups = 1;
        var groupStart = 0;
        foreach (var c in n)
        {
            if (c == '-')
            {
                if (length - groupStart > (groups == 1 ? 2 : 4))
                {
                    return false;
                }

                // A short group may leave out its leading zeros when hyphens show where it begins: 1-613-584.
                length = PadGroup(padded, groupStart, length, groups == 1 ? 2 : 4);
                groupStart = length;
                groups++;
            }
            else if (!IsDigit(c) || length == 10)
            {
                return false;
            }
            else
            {
                padded[length++] = c;
            }
        }
        if (groups == 3)
        {
            length = PadGroup(padded, groupStart, length, 4);
        }
        else if (groups != 1)
        {
            return false;
        }
        return length is 10 ? padded[0] == '0' && padded[1] != '0' : length == 9 && padded[0] != '0';
    }

    private static int PadGroup(Span<char> padded, int start, int length, int size)
    {
        var missing = size - (length - start);
        if (missing <= 0 || length + missing > padded.Length)
        {
            return length;
        }
        padded[start..length].CopyTo(padded[(start + missing)..]);
        padded.Slice(start, missing).Fill('0');
        return length + missing;
    }

    private static int Salvadoran(ReadOnlySpan<char> n)
    {
        if (string.CompareOrdinal(n.Slice(10, 3).ToString(), "100") <= 0)
        {
            return Weigh(n, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11 % 10;
        }
        return Mod(-Weigh(n, 2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11) % 10;
    }
}
