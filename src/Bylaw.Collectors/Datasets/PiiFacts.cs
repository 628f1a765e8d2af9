using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Detection.Catalogue;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Datasets;

/// <summary>Writes what a scan found as evidence.</summary>
internal static class PiiFacts
{
    private static readonly string[] _authentication = ["CARD_TRACK", "CVV", "CARD_PIN"];

    /// <summary>Adds <c>pii</c>, <c>card_data</c> and, where it can be told, <c>personal_data</c>.</summary>
    public static void Add(JsonObject spec, IReadOnlyList<ScanResult> results, CollectorContext context)
    {
        var findings = new JsonArray();
        foreach (var column in results.SelectMany(r => r.Columns))
        {
            foreach (var (type, count) in column.Counts)
            {
                findings.Add(new JsonObject { ["entity"] = type, ["column"] = column.Name, ["count"] = count, ["max_confidence"] = column.Scores[type], ["verdict"] = column.Verdict, ["hipaa_class"] = HipaaClass(type) });
            }
        }
        foreach (var result in results)
        {
            foreach (var (type, count) in result.OutsideColumns)
            {
                findings.Add(new JsonObject { ["entity"] = type, ["count"] = count, ["verdict"] = "VIOLATION", ["hipaa_class"] = HipaaClass(type) });
            }
        }
        var complete = results.All(r => r.IsComplete);
        var personal = results.SelectMany(r => r.Counts.Keys).Any(t => DetectionTypes.Get(t).IsPersonal);
        spec["pii"] = new JsonObject
        {
            ["scan"] = new JsonObject
            {
                ["engine"] = "bylaw",
                ["version"] = context.Collector.Version,
                ["rows_scanned"] = results.Sum(r => r.Rows),
                ["coverage"] = Coverage(results),
                ["at"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            },
            ["findings"] = findings,
        };
        if (complete)
        {
            spec["card_data"] = new JsonObject
            {
                ["pan"] = Clear(results, "CREDIT_CARD"),
                ["sad"] = _authentication.Sum(t => Clear(results, t)),
            };
        }
        if (personal || complete)
        {
            // Not seeing any in an incomplete scan says nothing; and what people say holds personal data does, whatever a scan can recognise.
            spec["personal_data"] = personal || IsSaidToBe(context);
        }
    }

    /// <summary>Names the HIPAA identifier class of a type, A to R (45 CFR 164.514(b)(2)(i)).</summary>
    public static string HipaaClass(string type) => type switch
    {
        "PERSON" => "A",
        "ADDRESS" or "GEO" or "UK_POSTCODE" or "DE_PLZ" => "B",
        "DATE_OF_BIRTH" or "DATE_TIME" => "C",
        "PHONE" => "D",
        "FAX" => "E",
        "EMAIL" => "F",
        "US_SSN" => "G",
        "MRN" => "H",
        "US_MBI" or "UK_NHS" or "AU_MEDICARE" or "DE_KVNR" => "I",
        "CREDIT_CARD" or "CARD_TRACK" or "IBAN" or "US_BANK_ACCOUNT" or "BTC" or "ETH" => "J",
        "US_DEA" or "US_NPI" or "US_PASSPORT" or "US_DRIVER_LICENSE" or "UK_DRIVING_LICENCE" => "K",
        "VIN" => "L",
        "IMEI" or "IMSI" or "MAC" => "M",
        "URL" => "N",
        "IPV4" or "IPV6" => "O",
        _ => "R",
    };

    /// <summary>The share of columns that were read in full; a scan that broke off counts as none of its table.</summary>
    private static double Coverage(IReadOnlyList<ScanResult> results)
    {
        if (results.All(r => r.IsComplete))
        {
            return 1;
        }
        var columns = results.SelectMany(r => r.Columns.Select(c => r.IsComplete)).ToList();
        return columns.Count == 0 ? 0 : Math.Min(0.99, (double)columns.Count(c => c) / columns.Count);
    }

    private static long Clear(IReadOnlyList<ScanResult> results, string type) =>
        results.SelectMany(r => r.Columns).Where(c => c.Verdict == "VIOLATION").Sum(c => c.Counts.GetValueOrDefault(type)) +
        results.SelectMany(r => r.OutsideColumns).Where(c => c.Type == type).Sum(c => c.Count);

    private static bool IsSaidToBe(CollectorContext context) =>
        context.Options["personal_data"] is JsonValue said ? said.ToString() == "true"
        : context.Options["lawful_basis"] is JsonValue basis && basis.ToString() != "not_personal";
}
