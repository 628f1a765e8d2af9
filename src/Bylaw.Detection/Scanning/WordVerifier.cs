using System.Runtime.CompilerServices;
using System.Text;
using Bylaw.Detection.Catalogue;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Scanning;

/// <summary>Settles what a word of letters and digits may identify.</summary>
internal static class WordVerifier
{
    private const int MaxWord = 81;

    /// <summary>One reading: type, recogniser, lengths of the word, score alone and with context.</summary>
    /// <remarks>The shape spares the pattern: L is a letter, D a digit, anything may stand at * and after the shape's end.</remarks>
    private sealed record Reading(string Type, int MinLength, int MaxLength, double Alone, string Shape = "")
    {
        public PatternRecognizer Pattern { get; } = PatternRecognizer.Find(Type)!;
        public ushort TypeNumber { get; } = Labels.Number(Type);
        public ContextWords Words { get; } = new(DetectionTypes.Get(Type).ContextWords);
        public ulong Settled { get; } = Mask(Shape, static c => c != '*');
        public ulong Digits { get; } = Mask(Shape, static c => c == 'D');

        private static ulong Mask(string shape, Func<char, bool> holds) => shape.Select((c, i) => holds(c) ? 1UL << i : 0).Aggregate(0UL, static (a, b) => a | b);
    }

    private static readonly Reading[] _readings =
    [
        new("IT_CF", 16, 16, 0.95, "LLLLLL**L**L***L"), new("MX_CURP", 18, 18, 0.95, "LLLLDDDDDDLLLLLL*D"), new("IN_GSTIN", 15, 15, 0.9, "DDLLLLLDDDDL"), new("IN_PAN", 10, 10, 0.55, "LLLLLDDDDL"), new("ES_DNI", 9, 9, 0.6, "*DDDDDDDL"), new("ES_NIE", 9, 9, 0.75, "LDDDDDDDL"),
        new("IE_PPS", 8, 9, 0.5, "DDDDDDDL"), new("UK_NINO", 9, 9, 0.7, "LLDDDDDDL"), new("SG_NRIC", 9, 9, 0.75, "LDDDDDDDL"), new("TW_ID", 10, 10, 0.6, "LDDDDDDDDD"), new("CN_RIC", 18, 18, 0.9, "DDDDDDDDDDDDDDDDD"), new("DE_SVNR", 12, 12, 0.75, "DDDDDDDDLDDD"), new("DE_KVNR", 10, 10, 0.45, "LDDDDDDDDD"),
        new("MX_RFC", 12, 13, 0.5, "LLL"), new("US_MBI", 11, 11, 0.45, "D"), new("UK_DRIVING_LICENCE", 16, 16, 0.8, "L"), new("VIN", 17, 17, 0.4), new("LEI", 20, 20, 0.7, "******************DD"), new("ISIN", 12, 12, 0.4, "LL*********D"), new("US_DEA", 9, 9, 0.3, "L*DDDDDDD"),
        new("BTC", 26, 74, 0.95), new("ETH", 42, 42, 0.6, "DL"), new("DE_PERSO", 9, 9, 0.3, "L*******D"), new("IN_VOTER", 10, 10, 0.2, "LLLDDDDDDD"), new("HK_ID", 8, 9, 0.3, "L"), new("CL_RUT", 9, 9, 0.2, "DDDDDDD"), new("DE_VAT_ID", 11, 11, 0.6, "LLDDDDDDDDD"),
    ];

    private static readonly Reading[][] _byLength = [.. Enumerable.Range(0, 75).Select(n => _readings.Where(r => r.MinLength <= n && n <= r.MaxLength).ToArray())];

    /// <summary>Adds findings for the word around a digit.</summary>
    /// <returns>Where the next candidate may begin.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Verify(ReadOnlySpan<byte> text, int start, int at, in NumberWindow window, List<Finding> found)
    {
        var end = Math.Min(at + window.Word, Math.Max(at, start + MaxWord));
        while (end - at >= 64 && end < text.Length && NumberVerifier.IsAlphanumeric(text[end]) && end - start < MaxWord)
        {
            end++;
        }
        var length = end - start;
        if (length >= 4 && IsLetter(text[start]) && IsLetter(text[start + 1]) && text[start + 2] is >= (byte)'0' and <= (byte)'9' && VerifyIban(text, start, found) is var iban && iban > 0)
        {
            return iban;
        }
        if (length is 6 or 8 && end < text.Length && text[end] is (byte)'-' or (byte)'+' && VerifyDashed(text, start, found) is var dashed && dashed > 0)
        {
            return dashed;
        }
        if (length is < 8 or > 74 || (start > 0 && (text[start - 1] is (byte)'_' or (byte)'/' or (byte)'.' || text[start - 1] >= 0x80)) || (end < text.Length && text[end] is (byte)'_' or (byte)'@'))
        {
            return end;
        }
        var readings = _byLength[length];
        if (readings.Length > 0)
        {
            string? word = null;
            var digits = window.DigitsFrom(at - start);
            var context = new ContextWindow(text, start, end);
            foreach (var reading in readings)
            {
                if ((digits & reading.Settled) != reading.Digits || !reading.Pattern.Fits(word ??= Encoding.ASCII.GetString(text[start..end])))
                {
                    continue;
                }
                var named = context.Has(reading.Words);
                var score = named ? Math.Max(reading.Alone + 0.3, 0.65) : context.IsContrary() ? reading.Alone - 0.3 : reading.Alone;
                if (score >= 0.3)
                {
                    found.Put(reading.TypeNumber, start, length, Math.Min(score, 0.99), named ? FindingList.ShapeCheckContext : FindingList.ShapeCheck);
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
        found.Put("IBAN", start, at - start, 0.97, "shape+check");
        return at;
    }

    /// <summary>Six pairs of hexadecimal digits with one sign between.</summary>
    internal static void VerifyMac(ReadOnlySpan<byte> text, int start, List<Finding> found)
    {
        if (start + 17 > text.Length || (start > 0 && text[start - 1] == text[start + 2]) ||
            (start + 17 < text.Length && (text[start + 17] == text[start + 2] || NumberVerifier.IsAlphanumeric(text[start + 17]))))
        {
            return;
        }
        for (var i = 0; i < 17; i++)
        {
            if (i % 3 == 2 ? text[start + i] != text[start + 2] : !char.IsAsciiHexDigit((char)text[start + i]))
            {
                return;
            }
        }
        if (PatternRecognizer.Find("MAC")!.Fits(Encoding.ASCII.GetString(text.Slice(start, 17))))
        {
            found.Put("MAC", start, 17, 0.8, "shape+check");
        }
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
                found.Put(type, start, stop - start, 0.85, "shape+check");
                return stop;
            }
        }
        return 0;
    }

    private static bool IsLetter(byte b) => (b | 0x20) is >= (byte)'a' and <= (byte)'z';
}
