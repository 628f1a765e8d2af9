using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Lineage;

/// <summary>Reads OpenLineage events (one JSON object a line, or one file) for what they say about a dataset.</summary>
internal static class OpenLineageReader
{
    /// <summary>Adds version, owner, address, declared digest, role and lifecycle of a dataset; the latest event wins.</summary>
    /// <param name="spec">Evidence to add to; what is there stays.</param>
    /// <param name="text">Events.</param>
    /// <param name="names">Names under which the dataset may stand: id, file name, table.</param>
    /// <returns>How many events named it.</returns>
    /// <exception cref="FormatException">A line is no JSON object; the message names it.</exception>
    public static int Add(JsonObject spec, string text, IReadOnlyCollection<string> names)
    {
        var events = Events(text).OrderBy(e => e["eventTime"]?.ToString(), StringComparer.Ordinal).ToList();
        var count = 0;
        foreach (var lineage in events.AsEnumerable().Reverse())
        {
            foreach (var (side, role) in new[] { ("inputs", "input"), ("outputs", "output") })
            {
                foreach (var dataset in (lineage[side] as JsonArray ?? []).OfType<JsonObject>().Where(d => Names(d).Any(names.Contains)))
                {
                    count++;
                    Take(spec, dataset, role == "input" && IsTraining(lineage));
                }
            }
        }
        return count;
    }

    private static void Take(JsonObject spec, JsonObject dataset, bool isTraining)
    {
        var facets = dataset["facets"] as JsonObject ?? [];
        Put(spec, "version", facets["version"]?["datasetVersion"]);
        Put(spec, "owner", (facets["ownership"]?["owners"] as JsonArray)?.FirstOrDefault()?["name"]);
        var storage = spec["storage"] as JsonObject ?? [];
        Put(storage, "uri", facets["dataSource"]?["uri"] ?? (dataset["namespace"] is JsonValue space && space.ToString().Contains("://", StringComparison.Ordinal) ? JsonValue.Create($"{space.ToString().TrimEnd('/')}/{dataset["name"]}") : null));
        if (storage.Count > 0 && storage.Parent is null)
        {
            spec["storage"] = storage;
        }
        if (facets["lifecycleStateChange"]?["lifecycleStateChange"]?.ToString() is "DROP" or "TRUNCATE" && spec["x_lifecycle"] is null)
        {
            spec["x_lifecycle"] = facets["lifecycleStateChange"]!["lifecycleStateChange"]!.ToString();
        }
        if (facets["contentDigest"]?["sha256"]?.ToString() is { Length: 64 } digest)
        {
            Put(spec, "declared_digest", JsonValue.Create(digest.ToLowerInvariant()));
        }
        if (isTraining && spec["roles"] is null)
        {
            spec["roles"] = new JsonArray("train");
        }
    }

    /// <summary>A job that says so in its facets or its name.</summary>
    private static bool IsTraining(JsonObject lineage) =>
        lineage["job"]?["facets"]?["jobType"]?["jobType"]?.ToString().Contains("TRAIN", StringComparison.OrdinalIgnoreCase) is true ||
        lineage["job"]?["name"]?.ToString().Contains("train", StringComparison.OrdinalIgnoreCase) is true;

    private static void Put(JsonObject target, string name, JsonNode? value)
    {
        if (target[name] is null && value is JsonValue text && text.ToString().Length > 0)
        {
            target[name] = text.ToString();
        }
    }

    private static IEnumerable<string> Names(JsonObject dataset)
    {
        if (dataset["name"]?.ToString() is { } name)
        {
            yield return name;
            yield return name[(name.LastIndexOf('/') + 1)..];
        }
    }

    private static IEnumerable<JsonObject> Events(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('['))
        {
            return (Parse(trimmed, 1) as JsonArray ?? []).OfType<JsonObject>();
        }
        if (trimmed.StartsWith('{') && TryParse(trimmed) is JsonObject one)
        {
            return [one];
        }
        return trimmed.Split('\n').Select((line, i) => (Line: line.Trim(), Number: i + 1)).Where(l => l.Line.Length > 0)
            .Select(l => Parse(l.Line, l.Number) as JsonObject ?? throw new FormatException($"line {l.Number} is no JSON object"));
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null; // several lines, each an event
        }
    }

    private static JsonNode? Parse(string text, int line)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new FormatException($"line {line} is no JSON");
        }
    }
}
