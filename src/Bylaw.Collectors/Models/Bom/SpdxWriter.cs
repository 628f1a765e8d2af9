using System.Globalization;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>Writes an SPDX 3 document with an AI package and its dataset packages.</summary>
/// <remarks>Source: SPDX 3.0.1, profiles Core, Software, AI, Dataset and SimpleLicensing, in JSON-LD.</remarks>
public static class SpdxWriter
{
    private const string SpecVersion = "3.0.1";

    /// <summary>Writes the document.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="at">The time to stamp.</param>
    public static JsonObject Write(BomSubject subject, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var space = $"urn:uuid:{subject.Id}";
        var model = Package("ai_AIPackage", $"{space}#model", subject.Name, subject.Version, subject.Inspection.Digest);
        if (subject.Supplier is not null)
        {
            model["suppliedBy"] = $"{space}#supplier";
        }
        if (subject.Inspection.Card is { } card)
        {
            Set(model, "ai_limitation", card.Sections.GetValueOrDefault("limitations"));
            Set(model, "ai_informationAboutApplication", card.Sections.GetValueOrDefault("intended_use"));
            Set(model, "ai_informationAboutTraining", card.Sections.GetValueOrDefault("training_data"));
            if (!card.Metrics.IsEmpty)
            {
                model["ai_metric"] = new JsonArray([.. card.Metrics.Select(m => (JsonNode)new JsonObject
                {
                    ["type"] = "DictionaryEntry", ["key"] = m.Metric, ["value"] = m.Value.ToString("R", CultureInfo.InvariantCulture),
                })]);
            }
        }
        var graph = new JsonArray(
            new JsonObject
            {
                ["type"] = "CreationInfo", ["@id"] = "_:creation", ["specVersion"] = SpecVersion, ["createdBy"] = new JsonArray($"{space}#tool-agent"),
                ["created"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            },
            Element("SoftwareAgent", $"{space}#tool-agent", "bylaw"),
            model);
        if (subject.Supplier is not null)
        {
            graph.Add(Element("Organization", $"{space}#supplier", subject.Supplier));
        }
        foreach (var (dataset, index) in subject.AllDatasets.Select((d, i) => (d, i)))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{space}#dataset-{index}");
            var package = Package("dataset_DatasetPackage", id, dataset.Name, dataset.Version, dataset.Sha256);
            package["dataset_datasetType"] = new JsonArray("noAssertion");
            graph.Add(package);
            graph.Add(Relationship($"{id}-trained", $"{space}#model", "trainedOn", id));
            AddLicence(graph, id, dataset.Licence);
        }
        AddLicence(graph, $"{space}#model", subject.Inspection.Card?.Licence?.Id);
        var document = Element("SpdxDocument", $"{space}#document", $"{subject.Name} {subject.Version}");
        document["rootElement"] = new JsonArray($"{space}#model");
        document["profileConformance"] = new JsonArray("core", "software", "ai", "dataset", "simpleLicensing");
        graph.Add(document);
        return new JsonObject { ["@context"] = $"https://spdx.org/rdf/{SpecVersion}/spdx-context.jsonld", ["@graph"] = graph };
    }

    private static void AddLicence(JsonArray graph, string from, string? licence)
    {
        if (licence is not null)
        {
            var expression = Element("simplelicensing_LicenseExpression", $"{from}-licence", null);
            expression["simplelicensing_licenseExpression"] = licence;
            graph.Add(expression);
            graph.Add(Relationship($"{from}-licensed", from, "hasDeclaredLicense", $"{from}-licence"));
        }
    }

    private static JsonObject Package(string type, string id, string name, string? version, string? sha256)
    {
        var package = Element(type, id, name);
        Set(package, "software_packageVersion", version);
        if (sha256 is not null)
        {
            package["verifiedUsing"] = new JsonArray(new JsonObject { ["type"] = "Hash", ["algorithm"] = "sha256", ["hashValue"] = sha256 });
        }
        return package;
    }

    private static JsonObject Relationship(string id, string from, string type, string to)
    {
        var relationship = Element("Relationship", id, null);
        relationship["from"] = from;
        relationship["relationshipType"] = type;
        relationship["to"] = new JsonArray(to);
        return relationship;
    }

    private static JsonObject Element(string type, string id, string? name)
    {
        var element = new JsonObject { ["type"] = type, ["spdxId"] = id, ["creationInfo"] = "_:creation" };
        Set(element, "name", name);
        return element;
    }

    private static void Set(JsonObject element, string name, string? value)
    {
        if (value is not null)
        {
            element[name] = value;
        }
    }
}
