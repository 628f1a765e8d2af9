using System.Text.Json.Nodes;

namespace Bylaw.Accept.Datasets;

/// <summary>A public data set, how to look at it, and figures that others counted.</summary>
/// <param name="Name">What failures call it.</param>
/// <param name="File">Path below the folder.</param>
/// <param name="Delimiter">What parts the values.</param>
/// <param name="Names">Column names where the file has none.</param>
/// <param name="Profile">The collector's settings beside the layout.</param>
/// <param name="Figures">Paths into the evidence with the figure that Python's csv module and plain loops gave.</param>
internal sealed record KnownSet(string Name, string File, string Delimiter, string[] Names, JsonObject Profile, (string Path, double Value)[] Figures)
{
    public static IReadOnlyList<KnownSet> All { get; } =
    [
        new("adult", "adult/adult.data", ", ", [], Settings("outcome", ["sex", "race"], ["age", "sex", "race"], ["outcome"]),
            [("rows", 32561), ("quality/duplicates", 24), ("quality/conflicting_labels/groups", 1), ("quality/conflicting_labels/rows", 2), ("deidentification/k", 1), ("deidentification/classes", 546),
             ("deidentification/unique_rows", 65), ("deidentification/rows_below_5", 424), ("deidentification/risk/prosecutor_mean", 0.016768526765148492), ("deidentification/l", 1), ("deidentification/t", 0.7591904425539756),
             ("columns/workclass/null_tokens", 1836), ("columns/occupation/null_tokens", 1843), ("columns/native-country/null_tokens", 583)]),
        new("adult.test", "adult/adult.test", ", ", [], Settings("outcome", ["sex", "race"], ["age", "sex", "race"], ["outcome"], train: "adult/adult.data"),
            [("rows", 16281), ("quality/duplicates", 5), ("quality/conflicting_labels/groups", 1), ("deidentification/classes", 498), ("deidentification/unique_rows", 92), ("deidentification/rows_below_5", 444),
             ("deidentification/t", 0.7637737239727289), ("columns/workclass/null_tokens", 963), ("columns/occupation/null_tokens", 966), ("columns/native-country/null_tokens", 274),
             ("split/overlap_rows", 23), ("split/overlap_ratio", 23 / 16281.0), ("split/feature_overlap_rows", 26)]),
        new("compas", "compas/compas-scores-two-years.nopii.csv", ",", [], Settings("two_year_recid", ["race", "sex", "age_cat"], ["age", "sex", "race"], ["two_year_recid"]),
            [("rows", 7214), ("quality/duplicates", 0), ("deidentification/classes", 432), ("deidentification/unique_rows", 90), ("deidentification/rows_below_5", 395), ("deidentification/t", 0.5493484890490712),
             ("columns/days_b_screening_arrest/nulls", 307), ("columns/c_offense_date/nulls", 1159), ("columns/c_arrest_date/nulls", 6077), ("columns/c_days_from_compas/nulls", 22), ("columns/violent_recid/nulls", 7214),
             ("columns/r_charge_degree/nulls", 3743), ("columns/vr_charge_desc/nulls", 6395), ("columns/in_custody/nulls", 236)]),
        new("german", "german/german.data", " ", [.. Enumerable.Range(1, 20).Select(i => $"a{i}"), "label"], Settings("label", ["a9"], ["a9", "a13"], ["label"]),
            [("rows", 1000), ("quality/duplicates", 0), ("quality/conflicting_labels/groups", 0), ("deidentification/k", 1), ("deidentification/classes", 157), ("deidentification/unique_rows", 38), ("deidentification/rows_below_5", 195), ("deidentification/t", 0.7)]),
        new("hmda", "hmda/HMDA_boston.csv", ",", [], Settings("deny", ["afam"], ["afam", "single", "hschool"], ["deny"]),
            [("rows", 2380), ("quality/duplicates", 0), ("deidentification/k", 3), ("deidentification/classes", 8), ("deidentification/unique_rows", 0), ("deidentification/rows_below_5", 3), ("deidentification/l", 2), ("deidentification/t", 0.2552521008403361)]),
        new("bank", "bank/bank-full.csv", ",", [], Settings("y", ["marital"], ["age", "job", "marital"], ["y"]),
            [("rows", 40004), ("quality/duplicates", 0), ("quality/conflicting_labels/groups", 0), ("deidentification/classes", 1002), ("deidentification/unique_rows", 123), ("deidentification/rows_below_5", 652), ("deidentification/t", 35337 / 40004.0)]),
    ];

    private static JsonObject Settings(string label, string[] attributes, string[] quasiIdentifiers, string[] sensitive, string? train = null)
    {
        var settings = new JsonObject { ["label"] = label, ["protected"] = List(attributes), ["quasi_identifiers"] = List(quasiIdentifiers), ["sensitive"] = List(sensitive) };
        if (train is not null)
        {
            settings["train"] = train;
        }
        return settings;
    }

    private static JsonArray List(string[] texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
