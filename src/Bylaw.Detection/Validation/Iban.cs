using System.Collections.Frozen;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>International bank account numbers: the country's structure, then ISO 7064 mod 97-10.</summary>
/// <remarks>Source: ISO 13616; structures as in the SWIFT IBAN registry (n digits, a letters, c both).</remarks>
internal static class Iban
{
    private static readonly FrozenDictionary<string, string> _structures = (
        "AD 8n12c;AE 19n;AL 8n16c;AT 16n;AZ 4a20c;BA 16n;BE 12n;BG 4a6n8c;BH 4a14c;BI 23n;BR 23n1a1c;BY 4c4n16c;CH 5n12c;CR 18n;CY 8n16c;CZ 20n;DE 18n;DJ 23n;DK 14n;" +
        "DO 4c20n;EE 16n;EG 25n;ES 20n;FI 14n;FK 2a12n;FO 14n;FR 10n11c2n;GB 4a14n;GE 2a16n;GI 4a15c;GL 14n;GR 7n16c;GT 20c4c;HN 4a20n;HR 17n;HU 24n;IE 4a14n;IL 19n;" +
        "IQ 4a15n;IS 22n;IT 1a10n12c;JO 4a4n18c;KW 4a22c;KZ 3n13c;LB 4n20c;LC 4a24c;LI 5n12c;LT 16n;LU 3n13c;LV 4a13c;LY 21n;MC 10n11c2n;MD 2c18c;ME 18n;MK 3n10c2n;" +
        "MN 16n;MR 23n;MT 4a5n18c;MU 4a19n3a;NI 4a20n;NL 4a10n;NO 11n;OM 3n16c;PK 4a16c;PL 24n;PS 4a21c;PT 21n;QA 4a21c;RO 4a16c;RS 18n;RU 14n15c;SA 2n18c;SC 4a20n3a;" +
        "SD 14n;SE 20n;SI 15n;SK 20n;SM 1a10n12c;SO 19n;ST 21n;SV 4a20n;TL 19n;TN 20n;TR 5n1n16c;UA 6n19c;VA 18n;VG 4a16n;XK 16n;YE 4a4n18c")
        .Split(';').Select(e => e.Split(' ')).ToFrozenDictionary(e => e[0], e => e[1], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup = _structures.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Tells whether text without separators, in upper case, is an IBAN.</summary>
    public static bool IsValid(ReadOnlySpan<char> n)
    {
        if (n.Length is < 15 or > 34 || !Alphanumeric(n) || !All(n.Slice(2, 2)) || !_lookup.TryGetValue(n[..2], out var structure) || !Fits(n[4..], structure))
        {
            return false;
        }
        var remainder = Checksums.Mod97(n[4..]);
        return Checksums.Mod97(n[..4], remainder) == 1 && HasNationalCheck(n[..2], n[4..]);
    }

    /// <summary>Gets the length of a country's IBANs, or 0.</summary>
    public static int Length(ReadOnlySpan<char> country) => _lookup.TryGetValue(country, out var structure) ? 4 + Sizes(structure) : 0;

    private static int Sizes(string structure)
    {
        var (total, size) = (0, 0);
        foreach (var c in structure)
        {
            (total, size) = IsDigit(c) ? (total, (size * 10) + c - '0') : (total + size, 0);
        }
        return total;
    }

    private static bool Fits(ReadOnlySpan<char> account, string structure)
    {
        var (at, size) = (0, 0);
        foreach (var c in structure)
        {
            if (IsDigit(c))
            {
                size = (size * 10) + c - '0';
                continue;
            }
            if (at + size > account.Length)
            {
                return false;
            }
            var part = account.Slice(at, size);
            if ((c == 'n' && !All(part)) || (c == 'a' && !Letters(part)))
            {
                return false;
            }
            at += size;
            size = 0;
        }
        return at == account.Length;
    }

    /// <summary>The check digits inside the account number, where a country has them in every account.</summary>
    private static bool HasNationalCheck(ReadOnlySpan<char> country, ReadOnlySpan<char> account) => country switch
    {
        "BE" => (Number(account[..10]) % 97 is 0 ? 97 : Number(account[..10]) % 97) == Number(account[10..]),
        "ES" => SpanishAccount(account),
        _ => true,
    };

    /// <summary>The código cuenta cliente: two check digits, one for bank and branch, one for the account.</summary>
    public static bool SpanishAccount(ReadOnlySpan<char> n) =>
        All(n, 20) && Check(Weigh(n[..8], 4, 8, 5, 10, 9, 7, 3, 6)) == n[8] - '0' && Check(Weigh(n[10..], 1, 2, 4, 8, 5, 10, 9, 7, 3, 6)) == n[9] - '0';

    private static int Check(int sum) => (11 - (sum % 11)) switch
    {
        10 => 1,
        11 => 0,
        var check => check,
    };
}
