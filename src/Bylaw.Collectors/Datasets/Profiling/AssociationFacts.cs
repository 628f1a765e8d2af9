using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Measures how much a column tells about the label (a leak of the target) or about a protected attribute (a proxy).</summary>
/// <remarks>
/// Numbers against numbers: Pearson's r. Everything: Cramér's V over cells, numbers cut at their deciles. Predictive power: how much better the cell's
/// majority, the row itself left out, names the target than the overall majority does; 0 for nothing, 1 for all.
/// </remarks>
internal static class AssociationFacts
{
    private const int MostCells = 20_000;
    private const int MostTargets = 50;

    /// <summary>Returns one entry a pair, strongest first.</summary>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static JsonArray Read(Relation relation, IReadOnlyList<ColumnProfile> profiles, IReadOnlyList<(ColumnProfile Column, string Role)> targets, IReadOnlyList<RelationColumn> leftOut)
    {
        var found = new List<(double Strength, JsonObject Json)>();
        foreach (var (target, role) in targets)
        {
            foreach (var feature in profiles.Where(p => p.Column != target.Column && p.Column.Kind != ColumnKind.Nested && p.Distinct > 1 && !leftOut.Contains(p.Column)))
            {
                if (role == "protected" && targets.Any(t => t.Role == "label" && t.Column == feature))
                {
                    continue; // the label against the attribute is what fairness metrics measure
                }
                var json = new JsonObject { ["column"] = feature.Column.Name, ["target"] = target.Column.Name, ["role"] = role };
                var strength = Measure(relation, feature, target, json);
                if (json.Count > 3)
                {
                    found.Add((strength, json));
                }
            }
        }
        return new JsonArray([.. found.OrderByDescending(f => f.Strength).ThenBy(f => f.Json["column"]!.GetValue<string>(), StringComparer.Ordinal).Select(f => (JsonNode)f.Json)]);
    }

    private static double Measure(Relation relation, ColumnProfile feature, ColumnProfile target, JsonObject json)
    {
        var strength = 0.0;
        if (feature.Column.Kind == ColumnKind.Number && target.Column.Kind == ColumnKind.Number && feature.Deviation > 0 && target.Deviation > 0)
        {
            var answer = relation.Row($"SELECT corr(CAST({feature.Column.Sql} AS FLOAT8), CAST({target.Column.Sql} AS FLOAT8)) FROM {relation.From}");
            if (Relation.Number(answer[0]) is { } r)
            {
                json["r"] = r;
                strength = Math.Abs(r);
            }
        }
        if (Cells(feature) is not { } x || Cells(target) is not { } y)
        {
            return strength;
        }
        var cells = relation.Query($"SELECT {x} AS x, {y} AS y, count(*) FROM {relation.From} WHERE {feature.Column.Sql} IS NOT NULL AND {target.Column.Sql} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2 LIMIT {MostCells + 1}");
        if (cells.Count is 0 or > MostCells)
        {
            return strength;
        }
        var table = new ContingencyTable(cells.Select(c => (c[0]!, c[1]!, Relation.Long(c[2]))));
        json["cramers_v"] = table.CramersV;
        if (table.TargetCount <= MostTargets)
        {
            json["predictive_power"] = table.PredictivePower;
        }
        return Math.Max(strength, table.CramersV);
    }

    /// <summary>The expression whose values are the cells: deciles for numbers of many values, the values themselves else; null for nearly one value a row.</summary>
    private static string? Cells(ColumnProfile profile)
    {
        if (profile.Column.Kind == ColumnKind.Number && profile.Distinct > 20 && profile.Quantiles.Count > 0)
        {
            return "(" + string.Join(" + ", ColumnFacts.Deciles(profile.Quantiles).Distinct().Select(d => $"CASE WHEN {profile.Column.Sql} > {ColumnFacts.Sql(d)} THEN 1 ELSE 0 END")) + ")";
        }
        return profile.Distinct <= 1_000 ? $"CAST({profile.Column.Sql} AS VARCHAR)" : null;
    }
}
