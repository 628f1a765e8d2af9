using System.Text;
using Bylaw.Detection.Catalogue;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Scanning;

/// <summary>Settles what a word of letters and digits may identify.</summary>
internal static class WordVerifier
{
    /// <summary>One reading: type, recogniser, lengths of the word, score alone and with context.</summary>
    private sealed record Reading(string Type, int MinLength, int MaxLength, double Alone)
    {
        public PatternRecognizer Pattern { get; } = PatternRecognizer.Find(Type)!;
        public IReadOnlyList<string> Words { get; } = DetectionTypes.Get(Type).ContextWords;
    }

    private static readonly Reading[] _readings =
    [
        new("IT_CF", 16, 16, 0.95), new("MX_CURP", 18, 18, 0.95), new("IN_GSTIN", 15, 15, 0.9), new("IN_PAN", 10, 10, 0.55), new("ES_DNI", 9, 9, 0.6), new("ES_NIE", 9, 9, 0.75),
        new("IE_PPS", 8, 9, 0.5), new("UK_NINO", 9, 9, 0.7), new("SG_NRIC", 9, 9, 0.75), new("TW_ID", 10, 10, 0.6), new("CN_RIC", 18, 18, 0.9), new("DE_SVNR", 12, 12, 0.75), new("DE_KVNR", 10, 10, 0.45),
        new("MX_RFC", 12, 13, 0.5), new("US_MBI", 11, 11, 0.45), new("UK_DRIVING_LICENCE", 16, 16, 0.8), new("VIN", 17, 17, 0.4), new("LEI", 20, 20, 0.7), new("ISIN", 12, 12, 0.4), new("US_DEA", 9, 9, 0.3),
        new("BTC", 26, 74, 0.95), new("ETH", 42, 42, 0.6), new("DE_PERSO", 9, 9, 0.3), new("IN_VOTER", 10, 10, 0.2), new("HK_ID", 8, 9, 0.3), new("CL_RUT", 9, 9, 0.2), new("DE_VAT_ID", 11, 11, 0.6),
    ];

    private static readonly Reading[][] _byLength = [.. Enumerable.Range(0, 75).Select(n => _readings.Where(r => r.MinLength <= n && n <= r.MaxLength).ToArray())];

    /// <summary>Adds findings for the word around a digit.</summary>
    /// <returns>Where the next candidate may begin.</returns>
    public static int Verify(ReadOnlySpan<byte> text, int start, int at, List<Finding> found)
    {
        var end = at;
        while (end < text.Length && NumberVerifier.IsAlphanumeric(text[end]) && end - start <= 80)
        {
            end++;
        }
        var length = end - start;
        if (length >= 4 && IsLetter(text[start]) && IsLetter(text[start + 1]) && text[start + 2] is >= (byte)'0' and <= (byte)'9' && VerifyIban(text, start, found) is var iban && iban > 0)
        {
            return iban;
        }
        if (length == 2 && VerifyMac(text, start, found) is var mac && mac > 0)
        {
            return mac;
        }
        if (VerifyDashed(text, start, found) is var dashed && dashed > 0)
        {
            return dashed;
        }
        if (length is < 8 or > 74 || (start > 0 && (text[start - 1] is (byte)'_' or (byte)'/' or (byte)'.' || text[start - 1] >= 0x80)) || (end < text.Length && text[end] is (byte)'_'))
        {
            return end;
        }
        var readings = _byLength[length];
        if (readings.Length > 0)
        {
            var word = Encoding.ASCII.GetString(text[start..end]);
            foreach (var reading in readings)
            {
                if (!reading.Pattern.Fits(word))
                {
                    continue;
                }
                var named = Context.HasWord(text, start, end, reading.Words);
                var score = named ? Math.Max(reading.Alone + 0.3, 0.65) : Context.IsContrary(text, start) ? reading.Alone - 0.3 : reading.Alone;
                if (score >= 0.3)
                {
                    found.Add(new(reading.Type, start, length, Math.Min(score, 0.99), named ? "shape+check+context" : "shape+check"));
                }
            }
        }
        return end;
    }

    /// <summary>An account number may be written in groups: read as many characters as its country has.</summary>
    private static int VerifyIban(ReadOnlySpan<byte> text, int start, List<Finding> found)
    {
        Span<char> n = stackalloc char[34];
        n[0] = (char)(text[start] & 0xDF);
        n[1] = (char)(text[start + 1] & 0xDF);
        var wanted = Iban.Length(n[..2]);
        if (wanted == 0)
        {
            return 0;
        }
        var (count, at) = (2, start + 2);
        while (count < wanted && at < text.Length)
        {
            var b = text[at];
            if (NumberVerifier.IsAlphanumeric(b))
            {
                n[count++] = char.ToUpperInvariant((char)b);
            }
            else if (b is not ((byte)' ' or (byte)'-') || NumberVerifier.IsAlphanumeric(text[at - 1]) is false)
            {
                return 0;
            }
            at++;
        }
        if (count < wanted || (at < text.Length && NumberVerifier.IsAlphanumeric(text[at])) || !Iban.IsValid(n[..count]))
        {
            return 0;
        }
        found.Add(new("IBAN", start, at - start, 0.97, "shape+check"));
        return at;
    }

    internal static int VerifyMac(ReadOnlySpan<byte> text, int start, List<Finding> found)
    {
        if (start + 17 > text.Length || text[start + 2] is not ((byte)':' or (byte)'-') || text[start + 5] != text[start + 2] || text[start + 2] is not ((byte)':' or (byte)'-') || (start > 0 && text[start - 1] is (byte)':' or (byte)'-') ||
            (start + 17 < text.Length && (text[start + 17] == text[start + 2] || NumberVerifier.IsAlphanumeric(text[start + 17]))))
        {
            return 0;
        }
        var word = Encoding.ASCII.GetString(text.Slice(start, 17));
        if (!PatternRecognizer.Find("MAC")!.Fits(word))
        {
            return 0;
        }
        found.Add(new("MAC", start, 17, 0.8, "shape+check"));
        return start + 17;
    }

    /// <summary>Identifiers with a hyphen and a letter at the end: Finland's 131052-308T, Spain's 54362315-K.</summary>
    internal static int VerifyDashed(ReadOnlySpan<byte> text, int start, List<Finding> found)
    {
        var end = start;
        while (end < text.Length && NumberVerifier.IsAlphanumeric(text[end]))
        {
            end++;
        }
        if (end - start is not (6 or 8) || end >= text.Length || text[end] is not ((byte)'-' or (byte)'+'))
        {
            return 0;
        }
        var stop = end + 1;
        while (stop < text.Length && NumberVerifier.IsAlphanumeric(text[stop]))
        {
            stop++;
        }
        var word = Encoding.ASCII.GetString(text[start..stop]);
        foreach (var type in (ReadOnlySpan<string>)["FI_HETU", "ES_DNI", "ES_NIE"])
        {
            if (PatternRecognizer.Find(type)!.Fits(word))
            {
                found.Add(new(type, start, stop - start, 0.85, "shape+check"));
                return stop;
            }
        }
        return 0;
    }

    private static bool IsLetter(byte b) => (b | 0x20) is >= (byte)'a' and <= (byte)'z';
}
