using PhoneNumbers;

namespace Bylaw.Detection.Recognizers;

/// <summary>Telephone numbers by the numbering plans of libphonenumber, asked about candidates only: finding with it would be slow.</summary>
internal static class TelephonePlans
{
    private static readonly string[] _regions = ["US", "GB", "DE", "FR", "IL", "IN", "CA", "BR", "JP", "CN", "ES", "IT", "NL", "AU"];

    private static readonly PhoneNumberUtil _plans = PhoneNumberUtil.GetInstance();

    /// <summary>Tells whether a text is a valid number: international with a plus, else national in one region or in any of the usual ones.</summary>
    public static bool IsValid(string text, string? region)
    {
        if (text.Contains('+'))
        {
            return IsValidIn(text, region ?? "ZZ", region);
        }
        return region is not null ? IsValidIn(text, region, region) : Array.Exists(_regions, r => IsValidIn(text, r, r));
    }

    private static bool IsValidIn(string text, string region, string? wanted)
    {
        try
        {
            var number = _plans.Parse(text, region);
            return wanted is null || wanted == "ZZ" ? _plans.IsValidNumber(number) : _plans.IsValidNumberForRegion(number, wanted);
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
