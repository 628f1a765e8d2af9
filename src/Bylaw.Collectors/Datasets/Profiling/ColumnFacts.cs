using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Tables;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts what each column holds: nulls and what stands for null, distinct values, ranges, quantiles, outliers, mixtures.</summary>
/// <remarks>Ranges are stated for numbers and times alone; a text's least value would be somebody's value.</remarks>
internal static class ColumnFacts
{
    private const int ColumnsAtOnce = 16;
    private const long ExactRows = 5_000_000; // beyond, exact quantiles would hold more than 40 MB a column

    private static readonly double[] _shares = [0.01, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.99];

    /// <summary>Gets the words that stand for a missing value unless the manifest names others.</summary>
    public static IReadOnlyList<string> NullTokens { get; } = ["", "?", "NA", "N/A", "n/a", "NULL", "null", "None", "NaN", "nan", "-999"];

    /// <summary>Profiles all columns.</summary>
    /// <returns>One profile a column, in order.</returns>
    /// <exception cref="TableException">The table cannot be read.</exception>
    public static IReadOnlyList<ColumnProfile> Read(Relation relation, long rows, IReadOnlyList<string> nullTokens)
    {
        var profiles = new List<ColumnProfile>();
        foreach (var part in relation.Columns.Chunk(ColumnsAtOnce))
        {
            var asked = part.Select(c => Ask(relation, c, rows, nullTokens)).ToList();
            var answer = relation.Row($"SELECT {string.Join(", ", asked.SelectMany(a => a))} FROM {relation.From}");
            var at = 0;
            for (var i = 0; i < part.Length; i++)
            {
                profiles.Add(Profile(part[i], answer.AsSpan(at, asked[i].Count), rows));
                at += asked[i].Count;
            }
        }
        AddOutliers(relation, profiles);
        return profiles;
    }

    private static List<string> Ask(Relation relation, RelationColumn column, long rows, IReadOnlyList<string> nullTokens)
    {
        var (c, text) = (column.Sql, $"CAST({column.Sql} AS VARCHAR)");
        var asked = new List<string> { $"count(*) FILTER (WHERE {c} IS NULL)" };
        if (column.Kind == ColumnKind.Nested)
        {
            return asked;
        }
        asked.Add($"count(*) FILTER (WHERE trim({text}) IN ({string.Join(", ", nullTokens.Select(DuckDbSession.Quote))}))");
        asked.Add($"count(DISTINCT {c})");
        switch (column.Kind)
        {
            case ColumnKind.Number:
                var number = $"CAST({c} AS FLOAT8)";
                asked.AddRange([$"min({number})", $"max({number})", $"avg({number})", $"stddev_samp({number})", relation.Quantiles(number, _shares, rows > ExactRows)]);
                break;
            case ColumnKind.Time:
                asked.AddRange([$"CAST(min({c}) AS VARCHAR)", $"CAST(max({c}) AS VARCHAR)"]);
                break;
            default:
                asked.AddRange([
                    $"min(length({text}))", $"max(length({text}))",
                    $"count(*) FILTER (WHERE {relation.Matches($"trim({text})", "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$")})",
                    $"count(DISTINCT lower(regexp_replace({text}, '[^[:alnum:]]', '', 'g')))"]);
                break;
        }
        return asked;
    }

    private static ColumnProfile Profile(RelationColumn column, ReadOnlySpan<object?> answer, long rows)
    {
        var profile = new ColumnProfile(column, rows) { Nulls = Relation.Long(answer[0]) };
        if (column.Kind == ColumnKind.Nested)
        {
            return profile;
        }
        profile.NullTokens = Relation.Long(answer[1]);
        profile.Distinct = Relation.Long(answer[2]);
        switch (column.Kind)
        {
            case ColumnKind.Number:
                (profile.Min, profile.Max, profile.Mean, profile.Deviation) = (Relation.Number(answer[3]), Relation.Number(answer[4]), Relation.Number(answer[5]), Relation.Number(answer[6]));
                profile.Quantiles = answer[7] is IEnumerable list ? [.. list.Cast<object?>().Select(v => Relation.Number(v) ?? double.NaN)] : [];
                profile.QuantilesAreExact = rows <= ExactRows;
                break;
            case ColumnKind.Time:
                (profile.First, profile.Last) = ((string?)answer[3], (string?)answer[4]);
                break;
            default:
                (profile.MinLength, profile.MaxLength, profile.Numeric) = (Relation.Long(answer[3]), Relation.Long(answer[4]), Relation.Long(answer[5]));
                profile.Variants = profile.Distinct - Relation.Long(answer[6]);
                break;
        }
        return profile;
    }

    /// <summary>Counts values beyond 1.5 interquartile ranges, and beyond three standard deviations.</summary>
    private static void AddOutliers(Relation relation, List<ColumnProfile> profiles)
    {
        foreach (var part in profiles.Where(p => p.Quantiles.Count == _shares.Length && p.Deviation > 0).Chunk(ColumnsAtOnce))
        {
            var asked = part.SelectMany(p =>
            {
                var (q1, q3) = (p.Quantiles[3], p.Quantiles[9]);
                var number = $"CAST({p.Column.Sql} AS FLOAT8)";
                return new[]
                {
                    $"count(*) FILTER (WHERE {number} < {Sql(q1 - (1.5 * (q3 - q1)))} OR {number} > {Sql(q3 + (1.5 * (q3 - q1)))})",
                    $"count(*) FILTER (WHERE abs({number} - {Sql(p.Mean!.Value)}) > {Sql(3 * p.Deviation!.Value)})",
                };
            });
            var answer = relation.Row($"SELECT {string.Join(", ", asked)} FROM {relation.From}");
            for (var i = 0; i < part.Length; i++)
            {
                (part[i].OutliersByRange, part[i].OutliersByDeviation) = (Relation.Long(answer[2 * i]), Relation.Long(answer[(2 * i) + 1]));
            }
        }
    }

    /// <summary>Writes a number so that both engines read a double.</summary>
    public static string Sql(double number) => $"CAST('{number.ToString("R", CultureInfo.InvariantCulture)}' AS FLOAT8)";

    /// <summary>Names the quantiles as evidence does: <c>p01</c> … <c>p99</c>.</summary>
    public static JsonObject ToJson(IReadOnlyList<double> quantiles)
    {
        var json = new JsonObject();
        for (var i = 0; i < quantiles.Count; i++)
        {
            if (double.IsFinite(quantiles[i]))
            {
                json[$"p{(int)Math.Round(_shares[i] * 100):00}"] = quantiles[i];
            }
        }
        return json;
    }

    /// <summary>Returns the nine deciles.</summary>
    public static IEnumerable<double> Deciles(IReadOnlyList<double> quantiles) => new[] { 1, 2, 4, 5, 6, 7, 8, 10, 11 }.Select(i => quantiles[i]);
}
