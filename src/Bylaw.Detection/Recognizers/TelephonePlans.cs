using PhoneNumbers;

namespace Bylaw.Detection.Recognizers;

/// <summary>Telephone numbers by the numbering plans of libphonenumber, asked about candidates only: finding with it would be slow.</summary>
internal static class TelephonePlans
{
    private static readonly string[] _regions = ["US", "GB", "DE", "FR", "IL", "IN", "CA", "BR", "JP", "CN", "ES", "IT", "NL", "AU"];

    private static readonly PhoneNumberUtil _plans = PhoneNumberUtil.GetInstance();

    private const byte Issued = 1;
    private const byte Other = 2;

    private static readonly byte[] _areas = new byte[1000];

    private static readonly ulong[] _answers = new ulong[4096];

    /// <summary>Tells whether ten digits are a number of the North American plan, by area code alone; false may also mean that the plans must be asked.</summary>
    /// <remarks>An area code counts as issued when numbers with every first digit of the exchange are valid; each is asked once.</remarks>
    public static bool IsNorthAmerican(ReadOnlySpan<char> digits)
    {
        if (digits[0] < '2' || digits[3] < '2')
        {
            return false;
        }
        var area = ((digits[0] - '0') * 100) + ((digits[1] - '0') * 10) + (digits[2] - '0');
        if (_areas[area] == 0)
        {
            var issued = true;
            foreach (var exchange in (ReadOnlySpan<string>)["255", "312", "447", "555", "618", "729", "836", "943"])
            {
                issued &= IsMainland($"+1{area}{exchange}0147");
            }
            _areas[area] = issued ? Issued : Other;
        }
        return _areas[area] == Issued;
    }

    /// <summary>The islands of the plan rule out single exchanges; the mainland does not.</summary>
    private static bool IsMainland(string text)
    {
        var number = _plans.Parse(text, "ZZ");
        return _plans.IsValidNumber(number) && _plans.GetRegionCodeForNumber(number) is "US" or "CA";
    }

    /// <summary>Tells whether ASCII bytes are a valid number of any usual region, or of any at all behind a plus.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => IsValid(System.Text.Encoding.ASCII.GetString(text), null);

    /// <summary>Tells whether a text is a valid number: international with a plus, else national in one region or in any of the usual ones.</summary>
    public static bool IsValid(string text, string? region)
    {
        // A conversation is sent again and again, with the same numbers in it: answers are kept under a keyed hash, never the number.
        var key = (uint)HashCode.Combine(text, region) | ((ulong)(uint)HashCode.Combine(region, text, text.Length) << 32);
        ref var slot = ref _answers[(int)(key % (uint)_answers.Length)];
        var held = Volatile.Read(ref slot);
        if ((held | 1) == (key | 1) && held != 0)
        {
            return (held & 1) == 1;
        }
        var valid = Ask(text, region);
        Volatile.Write(ref slot, valid ? key | 1 : key & ~1UL);
        return valid;
    }

    private static bool Ask(string text, string? region)
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
