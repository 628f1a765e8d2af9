using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Holds the counts of one column.</summary>
/// <param name="column">The column.</param>
/// <param name="rows">Rows of the table.</param>
internal sealed class ColumnProfile(RelationColumn column, long rows)
{
    public RelationColumn Column { get; } = column;

    public long Nulls { get; set; }

    public long NullTokens { get; set; }

    public long Distinct { get; set; }

    public double? Min { get; set; }

    public double? Max { get; set; }

    public double? Mean { get; set; }

    public double? Deviation { get; set; }

    public IReadOnlyList<double> Quantiles { get; set; } = [];

    public bool QuantilesAreExact { get; set; }

    public long? OutliersByRange { get; set; }

    public long? OutliersByDeviation { get; set; }

    public string? First { get; set; }

    public string? Last { get; set; }

    public long? MinLength { get; set; }

    public long? MaxLength { get; set; }

    /// <summary>Gets or sets how many values of a text column read as numbers.</summary>
    public long? Numeric { get; set; }

    /// <summary>Gets or sets how many distinct values differ from another in case, blanks and punctuation alone.</summary>
    public long? Variants { get; set; }

    /// <summary>Writes the column as evidence. Where personal data was found, no figure that is a value of the data is written.</summary>
    public JsonObject ToJson(ColumnResult? scanned, bool isProtected, bool isRequired)
    {
        var present = rows - Nulls - NullTokens;
        var json = new JsonObject
        {
            ["name"] = Column.Name,
            ["type"] = Column.Type,
            ["null_ratio"] = rows == 0 ? 0 : (double)(Nulls + NullTokens) / rows,
            ["nulls"] = Nulls,
            ["null_tokens"] = NullTokens,
            ["distinct"] = Distinct,
            ["constant"] = rows > 0 && Distinct == 1 && Nulls == 0,
            ["empty"] = rows > 0 && present == 0,
            ["unique"] = rows > 1 && Distinct == rows,
        };
        if (isProtected)
        {
            json["protected"] = true;
        }
        if (isRequired)
        {
            json["required"] = true;
        }
        if (scanned is not null)
        {
            json["pii"] = new JsonArray([.. scanned.Counts.Keys.Select(t => (JsonNode)t)]);
            json["verdict"] = scanned.Verdict;
        }
        if (scanned is null || scanned.Counts.Count == 0)
        {
            AddRange(json);
        }
        if (OutliersByRange is { } byRange)
        {
            json["outliers"] = new JsonObject { ["iqr_1_5"] = byRange, ["z_3"] = OutliersByDeviation };
        }
        if (Numeric is { } numeric)
        {
            json["length"] = new JsonObject { ["min"] = MinLength, ["max"] = MaxLength };
            json["numeric_values"] = numeric;
            json["mixed"] = numeric > 0 && numeric < present;
            json["variants"] = Variants;
        }
        return json;
    }

    private void AddRange(JsonObject json)
    {
        if (Min is not null && Max is not null)
        {
            json["range"] = new JsonObject { ["min"] = Min, ["max"] = Max, ["mean"] = Mean, ["sd"] = Deviation };
            json["quantiles"] = ColumnFacts.ToJson(Quantiles);
            json["quantiles_exact"] = QuantilesAreExact;
        }
        if (First is not null)
        {
            json["range"] = new JsonObject { ["min"] = First, ["max"] = Last };
        }
    }
}
