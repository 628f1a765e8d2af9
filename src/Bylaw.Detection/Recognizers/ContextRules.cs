using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Bylaw.Detection.Validation;
using static Bylaw.Detection.Validation.Digits;

namespace Bylaw.Detection.Recognizers;

/// <summary>Rules that a recogniser holds beyond the identifier's own check: ranges that are never issued, and shapes without check digits.</summary>
internal static class ContextRules
{
    private static readonly FrozenSet<string> _topLevels = (
        "com org net edu gov mil int info biz name pro aero coop museum mobi asia tel travel jobs cat post xxx arpa app dev io ai co me tv cc site online store shop tech " +
        "blog cloud live news web webcam website space club xyz top win work page link click email email digital agency media group team world today life global network " +
        "systems solutions services software design studio art photo video music game games fun chat social academy school university education health care clinic " +
        "bank finance money credit tax insurance legal law energy city london berlin paris nyc tokyo uk eu su").Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the rule of a name: one of those here, else the identifier's check.</summary>
    public static Func<string, bool> Find(string name) => name switch
    {
        "-" => static _ => true,
        "EMAIL" => static t => IsEmail(t),
        "IP" => IsAddress,
        "URL" => IsUrl,
        "SSN" => IsSocialSecurity,
        "US_RTN" => static t => Number2(t) is <= 12 or (>= 21 and <= 32) or (>= 61 and <= 72) or 80 && Is("US_RTN", t),
        "CA_SIN" => static t => t[0] is not ('0' or '8') && Is("CA_SIN", t),
        "SE_ORG" => static t => t[2] >= '2' && Is("SE_ORGNR", t),
        "ZA_PERSON" => static t => t[11] is '8' or '9' && Is("ZA_ID", t),
        "TH_PERSON" => static t => Is("TH_PIN", t) && ThaiProvince(Strip(t)),
        "KR_RESIDENT" => static t => Strip(t) is var n && n[6] is >= '1' and <= '4' && AsiaPacificChecks.KoreanResident(n),
        "KR_FOREIGNER" => static t => Strip(t) is var n && n[6] is >= '5' and <= '8' && AsiaPacificChecks.KoreanResident(n),
        "KR_BUSINESS" => static t => Strip(t) is var n && Is("KR_BRN", n) && (Weigh(n, 1, 3, 7, 1, 3, 7, 1, 3, 5) + ((n[8] - '0') * 5 / 10) + Last(n)) % 10 == 0,
        "KR_DRIVER" => static t => Number2(t) is >= 11 and <= 28,
        "LEI20" => static t => t.Length == 20 && Is("LEI", t),
        "BIC_COUNTRY" => static t => Countries.IsCode(t.AsSpan(4, 2)) && Is("BIC", t),
        "DE_CARD" => static t => IsLetter(char.ToUpperInvariant(t[0])) && WesternEuropeChecks.GermanDocument(t.ToUpperInvariant()),
        "DE_PLZ" => static t => Number(t) is >= 1001 and <= 99_998,
        "DE_BSNR" => static t => !t.StartsWith("00", StringComparison.Ordinal),
        "DE_LANR" => static t => (10 - (Weigh(t, 4, 9, 4, 9, 4, 9) % 10)) % 10 == t[6] - '0',
        "DE_TAX_NUMBER" => static t => t.Contains('/') || Number2(t) is >= 1 and <= 16,
        "UK_DRIVING" => IsDrivingLicence,
        "UK_POSTCODE" => IsPostcode,
        "UK_PLATE" => IsPlate,
        "PH_TIN" => static t => t.Contains('-') || t.StartsWith('0'),
        "IT_IVA" => static t => Is("IT_IVA", t.Replace("_", "", StringComparison.Ordinal)),
        "PHONE" => static t => TelephonePlans.IsValid(t, null),
        "PHONE_PH" => static t => t.AsSpan().TrimStart('(')[0] is '+' or '0' or '6' && TelephonePlans.IsValid(t, "PH"),
        "PHONE_TR" => static t => TelephonePlans.IsValid(t, "TR"),
        _ => t => IdentifierChecks.IsValid(name, t),
    };

    private static bool Is(string type, ReadOnlySpan<char> text) => IdentifierChecks.IsValid(type, text);

    private static int Number2(string text) => Number(text, 0, 2);

    private static string Strip(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));

    /// <summary>An address whose last label could be a top-level domain and is no file ending (image@2x.png).</summary>
    public static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOf('@');
        var dot = text.LastIndexOf('.');
        var local = text[..at];
        return local.Length is >= 1 and <= 64 && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal) &&
            !FileEndings.Contains(text[(dot + 1)..]) && text.Length - at - 1 <= 253;
    }

    private static bool IsAddress(string text)
    {
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), out var bits) || bits > (address.Contains(':') ? 128 : 32)))
        {
            return false;
        }
        return address.Contains(':')
            ? address.Count(c => c == ':') >= 2 && IPAddress.TryParse(address, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6
            : IsDottedQuad(address);
    }

    /// <summary>Four numbers from 0 to 255 without leading zeros.</summary>
    public static bool IsDottedQuad(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || !Digits.All(part) || (part.Length > 1 && part[0] == '0') || Number(part) > 255)
            {
                return false;
            }
            parts++;
        }
        return parts == 4;
    }

    private static bool IsUrl(string text)
    {
        var rest = text.AsSpan();
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        rest = scheme < 0 ? rest : rest[(scheme + 3)..];
        var end = rest.IndexOfAny('/', ':');
        var host = end < 0 ? rest : rest[..end];
        var top = host[(host.LastIndexOf('.') + 1)..].ToString();
        return _topLevels.Contains(top) || (top.Length == 2 && Countries.IsCode(top.ToUpperInvariant()));
    }

    private static bool IsSocialSecurity(string text)
    {
        var separators = text.Where(c => !char.IsAsciiDigit(c)).ToList();
        return (separators.Count < 2 || separators[0] == separators[1]) && Is("US_SSN", Strip(text));
    }

    private static bool ThaiProvince(string n) => Number(n, 1, 2) is (>= 10 and <= 27) or (>= 30 and <= 49) or (>= 50 and <= 58) or (>= 60 and <= 67) or (>= 70 and <= 77) or (>= 80 and <= 86) or (>= 90 and <= 96);

    /// <summary>Five of the surname (nines fill), decade, month (+50 for women), day, year, two initials, check letters.</summary>
    private static bool IsDrivingLicence(string text)
    {
        if (text.Length != 16)
        {
            return false;
        }
        var (month, day) = (Number(text, 6, 2), Number(text, 8, 2));
        return text[..5].ToUpperInvariant().TrimEnd('9') is { Length: > 0 } surname && Letters(surname) && (month is >= 1 and <= 12 or >= 51 and <= 62) && day is >= 1 and <= 31;
    }

    private static bool IsPostcode(string text)
    {
        var code = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (code == "GIR0AA")
        {
            return true;
        }
        return !"QVX".Contains(code[0]) && !(IsLetter(code[1]) && "IJZ".Contains(code[1])) && !code[^2..].AsSpan().ContainsAny("CIKMOV");
    }

    private static bool IsPlate(string text)
    {
        var plate = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (plate.Length == 7 && IsLetter(plate[1]) && IsDigit(plate[2]) && IsDigit(plate[3]) && IsLetter(plate[4]))
        {
            return Number(plate, 2, 2) is (>= 2 and <= 29) or (>= 51 and <= 79) && !plate[4..].AsSpan().ContainsAny('I', 'Q') && !plate[..2].AsSpan().ContainsAny("IQZ");
        }
        var year = IsDigit(plate[1]) ? plate[0] : plate[^1];
        return !"IOQUZ".Contains(year);
    }
}
