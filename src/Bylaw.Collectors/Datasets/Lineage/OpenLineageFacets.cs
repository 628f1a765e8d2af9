using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Lineage;

/// <summary>Writes a dataset's evidence as OpenLineage facets, for those who gather lineage.</summary>
public static class OpenLineageFacets
{
    private const string Producer = "https://bylaw.dev/collectors/dataset-profile";
    private const string Spec = "https://openlineage.io/spec/facets/";

    /// <summary>Returns the facets: schema, version, ownership, dataSource, and under <c>inputFacets</c> dataQualityMetrics.</summary>
    /// <param name="spec">The spec of dataset evidence.</param>
    /// <returns>An object with <c>facets</c> and <c>inputFacets</c>; what evidence does not say is left out.</returns>
    public static JsonObject From(JsonObject spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var columns = (spec["columns"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var facets = new JsonObject();
        if (columns.Count > 0)
        {
            facets["schema"] = Facet("1-1-1/SchemaDatasetFacet.json", new JsonObject { ["fields"] = new JsonArray([.. columns.Select(c => (JsonNode)new JsonObject { ["name"] = c["name"]?.DeepClone(), ["type"] = c["type"]?.DeepClone() })]) });
        }
        if (spec["version"] is { } version)
        {
            facets["version"] = Facet("1-0-1/DatasetVersionDatasetFacet.json", new JsonObject { ["datasetVersion"] = version.DeepClone() });
        }
        if (spec["owner"] is { } owner)
        {
            facets["ownership"] = Facet("1-0-1/OwnershipDatasetFacet.json", new JsonObject { ["owners"] = new JsonArray(new JsonObject { ["name"] = owner.DeepClone() }) });
        }
        if (spec["storage"]?["uri"] is { } uri)
        {
            facets["dataSource"] = Facet("1-0-1/DatasourceDatasetFacet.json", new JsonObject { ["uri"] = uri.DeepClone() });
        }
        var input = new JsonObject();
        if (spec["rows"] is { } rows)
        {
            input["dataQualityMetrics"] = Facet("1-0-2/DataQualityMetricsInputDatasetFacet.json", new JsonObject
            {
                ["rowCount"] = rows.DeepClone(),
                ["columnMetrics"] = new JsonObject(columns.Where(c => c["name"] is not null).DistinctBy(c => c["name"]!.ToString()).Select(c => KeyValuePair.Create(c["name"]!.ToString(), (JsonNode?)Metrics(c)))),
            });
        }
        return new JsonObject { ["facets"] = facets, ["inputFacets"] = input };
    }

    private static JsonObject Metrics(JsonObject column)
    {
        var metrics = new JsonObject { ["nullCount"] = column["nulls"]?.DeepClone(), ["distinctCount"] = column["distinct"]?.DeepClone() };
        if (column["range"]?["min"] is JsonValue least && least.GetValueKind() == System.Text.Json.JsonValueKind.Number)
        {
            metrics["min"] = least.DeepClone();
            metrics["max"] = column["range"]!["max"]?.DeepClone();
        }
        if (column["quantiles"] is JsonObject { Count: > 0 } quantiles)
        {
            metrics["quantiles"] = new JsonObject(quantiles.Select(q => KeyValuePair.Create((int.Parse(q.Key[1..], System.Globalization.CultureInfo.InvariantCulture) / 100.0).ToString(System.Globalization.CultureInfo.InvariantCulture), q.Value?.DeepClone())));
        }
        return metrics;
    }

    private static JsonObject Facet(string schema, JsonObject content)
    {
        content["_producer"] = Producer;
        content["_schemaURL"] = Spec + schema;
        return content;
    }
}
