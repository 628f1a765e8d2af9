using static Bylaw.Detection.Validation.Checksums;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Identifiers that belong to no single country.</summary>
internal static class GlobalChecks
{
    private const string CusipAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#";

    public static IEnumerable<IdentifierCheck> All { get; } =
    [
        new("LUHN", " -", "", static n => Luhn(n)),
        new("CREDIT_CARD", " -", "", PaymentCard.IsValid),
        new("IBAN", " -.", "", Iban.IsValid),
        new("ISIN", " ", "", Isin),
        new("CUSIP", " ", "", Cusip),
        new("LEI", " -", "", static n => n.Length is >= 18 and <= 22 && Alphanumeric(n) && Mod97(n) == 1),
        new("BIC", " -", "", static n => n.Length is 8 or 11 && Letters(n[..6]) && Alphanumeric(n)),
        new("IMEI", " -", "", static n => Digits.All(n) && n.Length is 14 or 16 || (n.Length == 15 && Luhn(n))),
        new("VERHOEFF", " ", "", static n => Verhoeff(n)),
        new("ISSN", " -", "", Issn),
        new("ISBN", " -", "", Isbn),
        new("EAN", " -", "", static n => n.Length is 8 or 12 or 13 or 14 && Ean(n)),
        new("VIN", "", "", Vin),
    ];

    private static bool Isin(ReadOnlySpan<char> n)
    {
        if (n.Length != 12 || !Letters(n[..2]) || !Alphanumeric(n) || !IsDigit(n[11]) || !(Countries.IsCode(n[..2]) || n[..2] is "XS" or "EU" or "XA" or "XB" or "XC" or "XD" or "XF" or "XK" or "CS" or "AN" or "YU" or "QS" or "QT" or "QW" or "XT" or "EZ"))
        {
            return false;
        }
        Span<char> expanded = stackalloc char[24];
        var length = 0;
        foreach (var c in n)
        {
            var value = Value(c);
            if (value > 9)
            {
                expanded[length++] = (char)('0' + (value / 10));
            }
            expanded[length++] = (char)('0' + (value % 10));
        }
        return Luhn(expanded[..length]);
    }

    private static bool Cusip(ReadOnlySpan<char> n)
    {
        if (n.Length != 9 || !IsDigit(n[8]))
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            var value = CusipAlphabet.IndexOf(n[i]);
            if (value < 0)
            {
                return false;
            }
            value *= (i % 2) + 1;
            sum += (value / 10) + (value % 10);
        }
        return (10 - (sum % 10)) % 10 == Last(n);
    }

    private static bool Issn(ReadOnlySpan<char> n) =>
        n.Length == 8 && Digits.All(n[..7]) && (n[7] == 'X' || IsDigit(n[7])) &&
        (Weigh(n, 8, 7, 6, 5, 4, 3, 2) + (n[7] == 'X' ? 10 : Last(n))) % 11 == 0;

    private static bool Isbn(ReadOnlySpan<char> n) => n.Length switch
    {
        10 => Digits.All(n[..9]) && (n[9] == 'X' || IsDigit(n[9])) && (Weigh(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) + (n[9] == 'X' ? 10 : Last(n))) % 11 == 0,
        9 => Digits.All(n) && Weigh(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0,
        13 => (n.StartsWith("978") || n.StartsWith("979")) && Ean(n),
        _ => false,
    };

    /// <summary>The check character in position 9 (49 CFR 565.15): mandatory in North America only.</summary>
    private static bool Vin(ReadOnlySpan<char> n)
    {
        ReadOnlySpan<int> weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        const string Values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
        if (n.Length != 17)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            var value = Values.IndexOf(n[i]);
            if (value < 0 || n[i] == '.')
            {
                return false;
            }
            sum += value % 10 * weights[i];
        }
        var check = sum % 11;
        return n[8] == (check == 10 ? 'X' : (char)('0' + check));
    }
}
