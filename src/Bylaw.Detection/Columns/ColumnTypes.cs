using Bylaw.Detection.Catalogue;
using Bylaw.Detection.Recognizers;
using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Columns;

/// <summary>Infers the type of a column from its distinct values and its name.</summary>
/// <remarks>
/// k passes of n are held against the share of random values that would pass: a type is believed when chance would do it less than once in a million
/// columns, or less than once in a hundred when the name says the same.
/// </remarks>
public static class ColumnTypes
{
    private sealed record Candidate(string Type, Func<string, bool> Fits, double NullRate, bool NeedsName);

    private static readonly Candidate[] _candidates =
    [
        Of("EMAIL", 1e-6, false), Of("IBAN", 1e-4, false), Of("CREDIT_CARD", 0.03, false), Of("BTC", 1e-9, false), Of("ETH", 0.001, true), Of("MAC", 1e-4, false),
        Of("US_SSN", 0.89, true, hyphens: true), Of("US_ITIN", 0.03, true), Of("UK_NHS", 0.09, true), Of("UK_NINO", 0.001, false), Of("IE_PPS", 0.02, true), Of("DE_IDNR", 0.006, false), Of("DE_SVNR", 0.001, false),
        Of("DE_KVNR", 0.1, true), Of("FR_NIR", 0.01, false), Of("ES_DNI", 0.045, false), Of("ES_NIE", 0.045, false), Of("IT_CF", 1e-4, false), Of("PT_NIF", 0.09, true), Of("NL_BSN", 0.096, true),
        Of("BE_NN", 0.0163, false), Of("CH_AHV", 1e-4, false), Of("AT_VNR", 0.077, true), Of("PL_PESEL", 0.018, false), Of("CZ_RC", 0.1515, true), Of("RO_CNP", 0.01, false), Of("BG_EGN", 0.0085, false),
        Of("HR_OIB", 0.1, true), Of("SI_EMSO", 0.0025, false), Of("GR_AMKA", 0.005, false), Of("DK_CPR", 0.03, true), Of("NO_FNR", 0.0003, false), Of("SE_PNR", 0.0075, false), Of("FI_HETU", 0.001, false),
        Of("EE_IK", 0.00225, false), Of("LT_AK", 0.016, true), Of("IS_KT", 0.001, false), Of("TR_TCKN", 0.00925, false), Of("IL_ID", 0.1, true), Of("ZA_ID", 0.0005, false), Of("AE_EMIRATES_ID", 1e-4, false), Of("SA_ID", 0.02, true),
        Of("IN_AADHAAR", 0.081, true), Of("IN_PAN", 1e-3, false), Of("CN_RIC", 1e-4, false), Of("TW_ID", 0.04, false), Of("JP_MYNUMBER", 0.1, true), Of("KR_RRN", 0.02, true), Of("SG_NRIC", 0.04, false),
        Of("MY_NRIC", 0.031, true), Of("TH_PIN", 0.05, true), Of("ID_NIK", 0.02, true), Of("PK_CNIC", 0.62, true, hyphens: true), Of("AU_TFN", 0.097, true), Of("AU_MEDICARE", 0.05, true), Of("NZ_IRD", 0.09, true),
        Of("BR_CPF", 0.009, false), Of("AR_CUIT", 0.007, false), Of("CL_RUT", 0.09, true), Of("MX_CURP", 1e-4, false), Of("MX_RFC", 0.001, false), Of("RU_SNILS", 0.01, true), Of("UA_RNTRC", 0.1, true),
        Of("EC_CI", 0.02, true), Of("DO_CEDULA", 0.1, true), Of("US_MBI", 1e-3, false), Of("US_NPI", 0.02, true), Of("US_DEA", 0.1, true), Of("US_PASSPORT", 1, true), Of("UK_DRIVING_LICENCE", 1e-3, false), Of("UK_POSTCODE", 0.01, true),
        Of("VIN", 0.09, true), Of("IMEI", 0.1, true), Of("PHONE", 0.4, true), Of("US_BANK_ACCOUNT", 1, true), Of("IN_GSTIN", 0.001, false), Of("HK_ID", 0.09, true), Of("VN_CCCD", 1, true, rule: static v => v.Length == 12 && Digits.All(v)),
        Of("IPV4", 0.001, true, rule: static v => ContextRules.IsDottedQuad(v)),
        Of("DATE_OF_BIRTH", 1, true, rule: static v => DateOnly.TryParse(v, System.Globalization.CultureInfo.InvariantCulture, out var d) && d.Year is >= 1900 and <= 2035),
        Of("PERSON", 1, true, rule: static v => v.Length is >= 2 and <= 60 && v.All(static c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '.' or ',')),
        Of("ADDRESS", 1, true, rule: static v => v.Length >= 6 && v.Any(char.IsLetter) && (v.Any(char.IsDigit) || v.Contains(' '))),
    ];

    /// <summary>Infers the most likely type.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="distinct">Distinct values, ten or more for a sure answer; without nulls.</param>
    /// <returns>The type with the share of values that fit, or null.</returns>
    public static (string Type, double Share, bool Named)? Infer(string name, IReadOnlyCollection<string> distinct)
    {
        (string Type, double Share, bool Named)? best = null;
        var bestScore = 0.0;
        if (distinct.Count == 0)
        {
            return null;
        }
        var counter = CounterColumns.IsCounter(distinct);
        foreach (var candidate in _candidates)
        {
            var named = HeaderWords.Names(name, candidate.Type);
            if ((candidate.NeedsName || counter) && !named)
            {
                continue;
            }
            var passed = distinct.Count(candidate.Fits);
            var share = (double)passed / distinct.Count;
            if (share < 0.5 || (!named && (share < 0.8 || distinct.Count < 3)))
            {
                continue;
            }
            // How surprising so many passes are, in powers of ten, for values that only look alike by chance.
            var surprise = passed * -Math.Log10(Math.Min(candidate.NullRate, 0.999));
            var score = surprise + (named ? 8 : 0);
            if (score >= 6 && score > bestScore)
            {
                (best, bestScore) = ((candidate.Type, share, named), score);
            }
        }
        return best;
    }

    /// <summary>Tells whether one value has the form of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The value.</param>
    /// <returns>True when it fits; false also for types that columns are not inferred for.</returns>
    public static bool Fits(string type, string value) => Array.Find(_candidates, c => c.Type == type)?.Fits(value) ?? false;

    private static Candidate Of(string type, double nullRate, bool needsName, bool hyphens = false, Func<string, bool>? rule = null)
    {
        var pattern = rule is null ? PatternRecognizer.Find(type)! : null;
        Func<string, bool> fits = rule ?? (v => pattern!.Fits(v));
        // With its hyphens the form itself is rare among other columns, so the name is not needed.
        return hyphens ? new(type, v => fits(v), 0.3, NeedsName: false) { Fits = v => fits(v) && (v.Contains('-') || v.Length == 9 && type == "US_SSN") } : new(type, fits, nullRate, needsName);
    }
}
