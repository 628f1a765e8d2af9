using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Validation;

/// <summary>Payment card numbers: issuer range, length by brand, Luhn.</summary>
internal static class PaymentCard
{
    /// <summary>Tells whether digits are a card number of a known brand.</summary>
    public static bool IsValid(ReadOnlySpan<char> n) =>
        n.Length is >= 12 and <= 19 && All(n) && HasBrand(n) && Checksums.LuhnSum(n) % 10 == 0 && !AllSame(n);

    /// <summary>Tells whether the first digits and the length fit a brand (ranges as the schemes publish them).</summary>
    private static bool HasBrand(ReadOnlySpan<char> n)
    {
        var four = Number(n, 0, 4);
        var two = four / 100;
        return n.Length switch
        {
            12 => two is 50 or (>= 56 and <= 69),
            13 => n[0] == '4' || two is 50 or (>= 56 and <= 69),
            14 => two is 36 or 38 or 39 || four is (>= 3000 and <= 3059) or 3095,
            15 => two is 34 or 37 || four is 1800 or 2131 or (>= 1220 and <= 1229),
            16 => n[0] is '4' or '5' or '6' || four is (>= 2221 and <= 2720) or (>= 3528 and <= 3589) || two is 81 or 82 or 36 or 38 or 39 or 30 || four is >= 2200 and <= 2204,
            17 or 18 or 19 => n[0] is '4' or '6' || two is 50 or 56 or 57 or 58 or 59 || four is >= 3528 and <= 3589,
            _ => false,
        };
    }
}
