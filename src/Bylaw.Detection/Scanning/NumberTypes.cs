using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bylaw.Detection.Catalogue;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Scanning;

/// <summary>Decides which identifiers a phrase of digits may be: by count and layout, then check, then context.</summary>
internal static class NumberTypes
{
    /// <summary>One reading: the type, its check, the layout that marks it, and the score alone when laid out so or when bare.</summary>
    private sealed record Reading(string Type, string Check, string Layout, double Formatted, double Bare)
    {
        public ushort TypeNumber { get; } = Labels.Number(Type);
        public ContextWords Words { get; } = new(DetectionTypes.Get(Type).ContextWords);
        public bool IsCard { get; } = Type == "CREDIT_CARD";
        public ulong LayoutKey { get; } = Scanning.Layout.KeyOf(Layout);
        public IdentifierCheck? Rule { get; } = Check.Length > 0 && IdentifierChecks.Knows(Check) ? IdentifierChecks.Find(Check) : null;
    }

    /// <summary>The readings that one count and layout of digits may have, with what tells that none of their words stands near, nor one of a telephone.</summary>
    private sealed class ReadingSet(IEnumerable<Reading> readings)
    {
        public Reading[] Readings { get; } = [.. readings];
        public WordFilter? Words { get; } = ContextWords.Union([.. readings.Select(r => r.Words), _phoneWords]);
    }

    private static readonly ContextWords _phoneWords = new(DetectionTypes.Get("PHONE").ContextWords);

    // Scores follow the share of random digits that pass: alone a reading counts (0.5 and up) only when at most one random phrase in some hundreds passes it.
    private static readonly FrozenDictionary<int, Reading[]> _byCount = new Dictionary<int, Reading[]>
    {
        [8] = [new("PE_DNI", "", "8", 0.1, 0.1)],
        [9] = [new("US_SSN", "US_SSN", "3-2-4", 0.8, 0.2), new("US_SSN", "US_SSN", "3 2 4", 0.55, 0.2), new("US_ITIN", "US_ITIN", "3-2-4", 0.8, 0.2), new("CA_SIN", "CA_SIN", "3-3-3", 0.6, 0.2), new("CA_SIN", "CA_SIN", "3 3 3", 0.45, 0.2), new("NL_BSN", "NL_BSN", "4.2.3", 0.6, 0.25), new("PT_NIF", "PT_NIF", "3 3 3", 0.3, 0.2), new("US_ABA", "US_RTN", "4-4-1", 0.6, 0.2), new("AU_TFN", "AU_TFN", "3 3 3", 0.3, 0.2), new("IL_ID", "IL_ID", "8-1", 0.4, 0.15), new("HU_TAJ", "HU_TAJ", "3-3-3", 0.3, 0.15), new("NZ_IRD", "NZ_IRD", "3-3-3", 0.4, 0.15), new("FR_SIREN", "FR_SIREN", "3 3 3", 0.2, 0.1)],
        [10] = [new("UK_NHS", "GB_NHS", "3 3 4", 0.45, 0.25), new("US_NPI", "US_NPI", "10", 0.25, 0.25), new("DK_CPR", "DK_CPR", "6-4", 0.55, 0.3), new("SE_PNR", "SE_PNR", "6-4", 0.75, 0.4), new("IS_KT", "IS_KT", "6-4", 0.75, 0.4), new("BG_EGN", "BG_EGN", "10", 0.4, 0.4), new("CZ_RC", "CZ_RC", "6/4", 0.75, 0.3), new("PL_NIP", "PL_NIP", "3-3-2-2", 0.6, 0.2), new("AT_VNR", "AT_VNR", "4 6", 0.5, 0.2), new("RU_INN", "RU_INN", "10", 0.2, 0.2), new("UA_RNTRC", "UA_RNTRC", "10", 0.2, 0.2), new("SA_ID", "SA_ID", "10", 0.2, 0.2), new("AU_MEDICARE", "AU_MEDICARE", "4 5 1", 0.6, 0.2), new("EC_CI", "EC_CI", "9-1", 0.5, 0.2), new("UK_UTR", "GB_UTR", "10", 0.2, 0.2), new("KR_BRN", "KR_BRN", "3-2-5", 0.4, 0.1)],
        [11] = [new("PL_PESEL", "PL_PESEL", "11", 0.4, 0.4), new("BR_CPF", "BR_CPF", "3.3.3-2", 0.9, 0.4), new("DE_IDNR", "DE_IDNR", "2 3 3 3", 0.75, 0.4), new("HR_OIB", "HR_OIB", "11", 0.25, 0.25), new("TR_TCKN", "TR_TCKN", "11", 0.42, 0.42), new("NO_FNR", "NO_FNR", "6 5", 0.8, 0.6), new("BE_NN", "BE_NN", "2.2.2-3.2", 0.9, 0.35), new("GR_AMKA", "GR_AMKA", "11", 0.4, 0.4), new("EE_IK", "EE_IK", "11", 0.45, 0.45), new("LT_AK", "LT_AK", "11", 0.35, 0.35), new("IT_PIVA", "IT_IVA", "11", 0.3, 0.3), new("AR_CUIT", "AR_CUIT", "2-8-1", 0.85, 0.4), new("AU_ABN", "AU_ABN", "2 3 3 3", 0.6, 0.3), new("PE_RUC", "PE_RUC", "11", 0.4, 0.4), new("RU_SNILS", "RU_SNILS", "3-3-3 2", 0.85, 0.3), new("NG_NIN", "NG_NIN", "11", 0.2, 0.2), new("DO_CEDULA", "DO_CEDULA", "3-7-1", 0.7, 0.2)],
        [12] = [new("IN_AADHAAR", "IN_AADHAAR", "4 4 4", 0.6, 0.3), new("IN_AADHAAR", "IN_AADHAAR", "4-4-4", 0.55, 0.3), new("JP_MYNUMBER", "JP_MYNUMBER", "4-4-4", 0.45, 0.25), new("MY_NRIC", "MY_NRIC", "6-2-4", 0.8, 0.3), new("SE_PNR", "SE_PNR", "8-4", 0.85, 0.6), new("RU_INN", "RU_INN", "12", 0.4, 0.4), new("CREDIT_CARD", "CREDIT_CARD", "12", 0.2, 0.2)],
        [13] = [new("CH_AHV", "CH_AHV", "3.4.4.2", 0.95, 0.9), new("ZA_ID", "ZA_ID", "13", 0.45, 0.45), new("TH_PIN", "TH_PIN", "1-4-5-2-1", 0.85, 0.25), new("RO_CNP", "RO_CNP", "13", 0.4, 0.4), new("SI_EMSO", "SI_EMSO", "13", 0.45, 0.45), new("KR_RRN", "KR_RRN", "6-7", 0.9, 0.45), new("PK_CNIC", "PK_CNIC", "5-7-1", 0.8, 0.1), new("CREDIT_CARD", "CREDIT_CARD", "13", 0.35, 0.35)],
        [14] = [new("BR_CNPJ", "BR_CNPJ", "2.3.3/4-2", 0.9, 0.35), new("FR_SIRET", "FR_SIRET", "3 3 3 5", 0.6, 0.35), new("CREDIT_CARD", "CREDIT_CARD", "4-6-4", 0.8, 0.5)],
        [15] = [new("FR_NIR", "FR_NIR", "1 2 2 2 3 3 2", 0.9, 0.5), new("AE_EMIRATES_ID", "AE_EMIRATES_ID", "3-4-7-1", 0.95, 0.8), new("IMEI", "IMEI", "2-6-6-1", 0.7, 0.25), new("CREDIT_CARD", "CREDIT_CARD", "4-6-5", 0.85, 0.65), new("CREDIT_CARD", "CREDIT_CARD", "4 6 5", 0.85, 0.65)],
        [16] = [new("CREDIT_CARD", "CREDIT_CARD", "4-4-4-4", 0.9, 0.7), new("CREDIT_CARD", "CREDIT_CARD", "4 4 4 4", 0.9, 0.7), new("ID_NIK", "ID_NIK", "16", 0.4, 0.4)],
        [18] = [new("CN_RIC", "CN_RIC", "18", 0.85, 0.85)],
        [19] = [new("CREDIT_CARD", "CREDIT_CARD", "4-4-4-4-3", 0.85, 0.5)],
    }.ToFrozenDictionary();

    private static readonly ushort _phone = Labels.Number("PHONE");

    // Without signs between the digits the layouts of one type are one reading.
    private static readonly ReadingSet[] _plain = [.. Enumerable.Range(0, 45).Select(n => new ReadingSet(Of(n).DistinctBy(r => r.Type)))];

    // A card may be grouped in any way.
    private static readonly ReadingSet[] _cards = [.. Enumerable.Range(0, 45).Select(n => new ReadingSet(Of(n).Where(r => r.IsCard)))];

    private const int Slots = 256;

    private static readonly ulong[] _layouts = new ulong[Slots];

    private static readonly ReadingSet[] _laidOut = ByLayout();

    private static readonly (ulong Hyphens, ulong Blanks, ulong Dots) _american = (Layout.KeyOf("3-3-4"), Layout.KeyOf("3 3 4"), Layout.KeyOf("3.3.4"));

    private static readonly (ulong Hyphen, ulong Blank, ulong Dot) _bracketed = (Layout.KeyOf("3)3-4"), Layout.KeyOf("3)3 4"), Layout.KeyOf("3)3.4"));

    /// <summary>Adds the findings for one phrase.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Judge(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<char> digits, in Layout layout, List<Finding> found)
    {
        var context = new ContextWindow(text, start, end);
        var (plain, key, before) = (layout.IsPlain, layout.Key, found.Count);
        var set = plain ? _plain[digits.Length] : _laidOut[Slot(key)] is { Readings.Length: > 0 } laidOut ? laidOut : _cards[digits.Length];
        context.Expect(set.Words);
        var readings = set.Readings;
        if (readings.Length > 0 && (digits[0] != digits[1] || digits.IndexOfAnyExcept(digits[0]) >= 0))
        {
            foreach (var reading in readings)
            {
                var formatted = !plain && key == reading.LayoutKey;
                var alone = formatted ? reading.Formatted : plain ? reading.Bare : 0.2;
                if ((alone >= 0.3 || context.Has(reading.Words)) && reading.Rule!.Holds(digits))
                {
                    Score(reading, start, end, formatted, alone, before, ref context, found);
                }
            }
        }
        JudgePhone(text, start, end, digits, layout, ref context, found);
    }

    private static void Score(Reading reading, int start, int end, bool formatted, double alone, int before, ref ContextWindow context, List<Finding> found)
    {
        var named = context.Has(reading.Words);
        if (!named && alone < 0.7 && context.IsContrary())
        {
            return;
        }
        var score = named ? Math.Max(alone + 0.35, 0.6) : alone >= 0.7 && context.IsContrary() ? alone - 0.4 : alone;
        if (found.Count > before)
        {
            ref readonly var last = ref CollectionsMarshal.AsSpan(found)[^1];
            if (last.TypeNumber == reading.TypeNumber)
            {
                if (last.Score >= score)
                {
                    return; // another layout of the same type
                }
                found.RemoveAt(found.Count - 1);
            }
        }
        var evidence = formatted ? (named ? FindingList.ShapeCheckContext : FindingList.ShapeCheck) : named ? FindingList.CheckContext : FindingList.Check;
        found.Put(reading.TypeNumber, start, end - start, Math.Min(score, 0.99), evidence);
    }

    private static IEnumerable<Reading> Of(int count) => _byCount.GetValueOrDefault(count, []).Where(r => r.Rule is not null);

    private static int Slot(ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 56);
        while (_layouts[slot] != key && _layouts[slot] != 0)
        {
            slot = (slot + 1) % Slots;
        }
        return slot;
    }

    /// <summary>The readings of each layout in the order of the table, with those of cards that are grouped otherwise; a layout tells the count of digits too.</summary>
    private static ReadingSet[] ByLayout()
    {
        var table = Enumerable.Repeat(new ReadingSet([]), Slots).ToArray();
        foreach (var count in _byCount.Keys)
        {
            foreach (var key in Of(count).Select(r => r.LayoutKey).Distinct())
            {
                var slot = Slot(key);
                (_layouts[slot], table[slot]) = (key, new(Of(count).Where(r => r.LayoutKey == key || r.IsCard)));
            }
        }
        return table;
    }

    private static void JudgePhone(ReadOnlySpan<byte> text, int start, int end, ReadOnlySpan<char> digits, in Layout layout, ref ContextWindow context, List<Finding> found)
    {
        if (digits.Length > 15 || layout.Dots > 2 || layout.Has('/'))
        {
            return;
        }
        var (key, sign) = (layout.Key, start > 0 ? text[start - 1] : (byte)0);
        var international = sign == '+';
        var american = digits.Length == 10 && (key == _american.Hyphens || key == _american.Blanks || key == _american.Dots);
        var area = sign == '(' && (key == _bracketed.Hyphen || key == _bracketed.Blank || key == _bracketed.Dot || !layout.Has(')'));
        if (!international && !american && !area && !context.Has(_phoneWords))
        {
            return;
        }
        var from = international || area ? start - 1 : start;
        var american10 = digits.Length == 10 && !international ? digits : digits.Length == 11 && international && digits[0] == '1' ? digits[1..] : default;
        if ((american10.Length == 10 && TelephonePlans.IsNorthAmerican(american10)) || TelephonePlans.IsValid(text[from..end]))
        {
            var named = context.Has(_phoneWords);
            found.Put(_phone, from, end - from, international ? 0.85 : named ? 0.75 : 0.55, named ? FindingList.ShapeCheckContext : FindingList.ShapeCheck);
        }
    }
}
