using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers of Spain, Portugal, Italy, Greece, Cyprus, Malta and the small states between them.</summary>
internal static class SouthernEuropeChecks
{
    private const string DniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    private static readonly int[] _italianOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("ES_DNI", " -", "", static n => Dni(n)),
        new("ES_NIE", " -", "", static n => Nie(n)),
        new("ES_NIF", " -", "ES", static n => IsDigit(n[0]) ? Dni(n) : n[0] is 'X' or 'Y' or 'Z' ? Nie(n) : Cif(n) || SpecialNif(n)),
        new("ES_CIF", " -", "ES", static n => Cif(n)),
        new("ES_CCC", " -", "", Iban.SpanishAccount),
        new("PT_NIF", " -.", "PT", static n => Digits.All(n, 9) && n[0] != '0' && (11 - (Weigh(n, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 % 10 == Last(n)),
        new("PT_CC", " ", "", PortugueseCard),
        new("IT_CF", " -:", "", static n => n.Length == 16 ? ItalianPerson(n) : ItalianCompany(n)),
        new("IT_IVA", " -:", "IT", static n => ItalianCompany(n)),
        new("IT_AIC", " ", "A", ItalianDrug),
        new("SM_COE", " .", "SM", static n => Digits.All(n) && (n = n.TrimStart('0')).Length <= 5 && (n.Length > 2 || (n.Length > 0 && SanMarinoShort((int)Number(n))))),
        new("AD_NRT", " -.", "", Andorran),
        new("MT_VAT", " -", "MT", static n => Digits.All(n, 8) && n[0] != '0' && Weigh(n, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
        new("CY_VAT", " -", "CY", Cypriot),
        new("GR_AMKA", " ", "", static n => Digits.All(n, 11) && AsiaPacificChecks.AnyCentury(Number(n, 4, 2), Number(n, 2, 2), Number(n, 0, 2)) && Luhn(n)),
        new("GR_VAT", " -./:", "EL|GR", Greek),
        new("AL_NIPT", " ", "AL|(AL)", static n => n.Length == 10 && n[0] is >= 'J' and <= 'M' && Digits.All(n.Slice(1, 8)) && IsLetter(n[9])),
    ];

    internal static bool Dni(ReadOnlySpan<char> n) => n.Length == 9 && Digits.All(n[..8]) && DniLetters[(int)(Number(n[..8]) % 23)] == n[8];

    private static bool Nie(ReadOnlySpan<char> n) =>
        n.Length == 9 && n[0] is 'X' or 'Y' or 'Z' && Digits.All(n.Slice(1, 7)) && DniLetters[(int)((((n[0] - 'X') * 10_000_000L) + Number(n.Slice(1, 7))) % 23)] == n[8];

    private static bool Cif(ReadOnlySpan<char> n)
    {
        if (n.Length != 9 || !Digits.All(n.Slice(1, 7)))
        {
            return false;
        }
        if (!"ABCDEFGHJNPQRSUVW".Contains(n[0]))
        {
            return false;
        }
        Span<char> shifted = stackalloc char[8];
        n.Slice(1, 7).CopyTo(shifted);
        shifted[7] = '0';
        var check = (10 - (LuhnSum(shifted) % 10)) % 10;
        return n[8] == (char)('0' + check) || n[8] == "JABCDEFGHI"[check]; // sources differ on which kinds bear a digit and which a letter
    }

    /// <summary>Spaniards without an identity card (K, L) and foreigners without a number (M).</summary>
    private static bool SpecialNif(ReadOnlySpan<char> n) =>
        n.Length == 9 && n[0] is 'K' or 'L' or 'M' && Digits.All(n.Slice(1, 7)) && DniLetters[(int)(Number(n.Slice(1, 7)) % 23)] == n[8];

    private static bool PortugueseCard(ReadOnlySpan<char> n)
    {
        if (n.Length is < 4 or > 13 || (n.Length > 3 && !Digits.All(n[..^3])) || !Alphanumeric(n) || !IsDigit(n[^1]))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < n.Length; i++)
        {
            var value = Value(n[n.Length - 1 - i]);
            if (i % 2 == 1)
            {
                value *= 2;
                value = value > 9 ? value - 9 : value;
            }
            sum += value;
        }
        return sum % 10 == 0;
    }

    /// <summary>Codice fiscale: name consonants, date, place, check letter; a digit may be replaced by a letter where two people would share a code.</summary>
    private static bool ItalianPerson(ReadOnlySpan<char> n)
    {
        const string Months = "ABCDEHLMPRST", Replacements = "LMNPQRSTUV";
        if (!Letters(n[..6]) || !Months.Contains(n[8]) || !IsLetter(n[11]) || !IsLetter(n[15]))
        {
            return false;
        }
        Span<char> plain = stackalloc char[16];
        n.CopyTo(plain);
        foreach (var at in (ReadOnlySpan<int>)[6, 7, 9, 10, 12, 13, 14])
        {
            var replaced = Replacements.IndexOf(n[at]);
            if (!IsDigit(n[at]) && replaced < 0)
            {
                return false;
            }
            plain[at] = replaced >= 0 ? (char)('0' + replaced) : n[at];
        }
        var day = Number(plain, 9, 2);
        var sum = 0;
        for (var i = 0; i < 15; i++)
        {
            var value = IsDigit(n[i]) ? n[i] - '0' : n[i] - 'A';
            sum += i % 2 == 0 ? _italianOdd[value] : value;
        }
        return n[15] == (char)('A' + (sum % 26)) && AsiaPacificChecks.AnyCentury(Number(plain, 6, 2), Months.IndexOf(n[8]) + 1, day % 40);
    }

    private static bool ItalianCompany(ReadOnlySpan<char> n) =>
        Digits.All(n, 11) && Number(n[..7]) > 0 && Number(n, 7, 3) is (>= 1 and <= 100) or 120 or 121 or 888 or 999 && Luhn(n);

    private static bool ItalianDrug(ReadOnlySpan<char> n)
    {
        const string Base32 = "0123456789BCDFGHJKLMNPQRSTUVWXYZ";
        scoped Span<char> digits = stackalloc char[9];
        if (n.Length == 6)
        {
            long value = 0;
            foreach (var c in n)
            {
                var digit = Base32.IndexOf(c);
                if (digit < 0)
                {
                    return false;
                }
                value = (value * 32) + digit;
            }
            if (value > 999_999_999)
            {
                return false;
            }
            value.TryFormat(digits, out _, "D9");
        }
        else if (n.Length == 9)
        {
            n.CopyTo(digits);
        }
        if (!Digits.All(digits, 9) || digits[0] != '0')
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var product = (digits[i] - '0') * ((i % 2) + 1);
            sum += (product / 10) + (product % 10);
        }
        return sum % 10 == Last(digits);
    }

    private static bool SanMarinoShort(int number) => number is 2 or 4 or (>= 6 and <= 11) or 13 or 16 or (>= 18 and <= 21) or 25 or 26 or 30 or 32 or 33 or (>= 35 and <= 40) or
        42 or 45 or 47 or 49 or 51 or 52 or (>= 55 and <= 59) or 61 or 62 or (>= 64 and <= 69) or (>= 71 and <= 76) or (>= 79 and <= 81) or 84 or 85 or 87 or 88 or 91 or 92 or (>= 94 and <= 97) or 99;

    private static bool Andorran(ReadOnlySpan<char> n)
    {
        if (n.Length != 8 || !"ACDEFGLOPU".Contains(n[0]) || !Digits.All(n.Slice(1, 6)) || !IsLetter(n[7]))
        {
            return false;
        }
        var number = Number(n, 1, 6);
        return n[0] switch
        {
            'F' => number <= 699_999,
            'A' or 'L' => number is > 699_999 and < 800_000,
            _ => true,
        };
    }

    private static bool Cypriot(ReadOnlySpan<char> n)
    {
        if (n.Length != 9 || !Digits.All(n[..8]) || n[..2] is "12")
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += i % 2 == 0 ? _italianOdd[n[i] - '0'] : n[i] - '0';
        }
        return n[8] == (char)('A' + (sum % 26));
    }

    private static bool Greek(ReadOnlySpan<char> n)
    {
        if (!Digits.All(n) || n.Length is not (8 or 9))
        {
            return false;
        }
        var sum = 0;
        foreach (var c in n[..^1])
        {
            sum = (sum * 2) + c - '0';
        }
        return sum * 2 % 11 % 10 == Last(n);
    }
}
