using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>Writes a CycloneDX bill of materials with one model and its datasets. What is not known is left out, never invented.</summary>
public static class CycloneDxWriter
{
    /// <summary>Writes the bill.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="specVersion"><c>1.6</c> or <c>1.7</c>.</param>
    /// <param name="at">The time to stamp.</param>
    /// <exception cref="ArgumentException">The version is another one.</exception>
    public static JsonObject Write(BomSubject subject, string specVersion, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (specVersion is not ("1.6" or "1.7"))
        {
            throw new ArgumentException("CycloneDX 1.6 and 1.7 are written", nameof(specVersion));
        }
        var model = Model(subject);
        var datasets = subject.AllDatasets.Select(Dataset).ToList();
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = specVersion,
            ["serialNumber"] = $"urn:uuid:{subject.Id}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["tools"] = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "bylaw" }) },
            },
            ["components"] = new JsonArray([model, .. datasets, .. subject.Inspection.BaseModels.Select(BaseModelComponent)]),
            ["dependencies"] = new JsonArray(new JsonObject
            {
                ["ref"] = "model",
                ["dependsOn"] = new JsonArray([.. subject.AllDatasets.Select(d => (JsonNode)Ref(d)), .. subject.Inspection.BaseModels.Select(b => (JsonNode)Ref(b))]),
            }),
        };
    }

    private static JsonObject Model(BomSubject subject)
    {
        var inspection = subject.Inspection;
        var model = new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["bom-ref"] = "model",
            ["name"] = subject.Name,
            ["version"] = subject.Version,
        };
        if (subject.Supplier is not null)
        {
            model["supplier"] = new JsonObject { ["name"] = subject.Supplier };
        }
        if (inspection.Digest is not null)
        {
            model["hashes"] = Hashes(inspection.Digest);
        }
        if (inspection.Card?.Licence is { } licence)
        {
            model["licenses"] = Licences(licence.Id);
        }
        model["modelCard"] = Card(subject);
        model["components"] = new JsonArray([.. inspection.Files.Where(f => f.Sha256 is not null).Select(f => (JsonNode)new JsonObject
        {
            ["type"] = "file", ["bom-ref"] = $"file:{f.Path}", ["name"] = f.Path, ["hashes"] = Hashes(f.Sha256!),
        })]);
        return model;
    }

    private static JsonObject Card(BomSubject subject)
    {
        var card = subject.Inspection.Card;
        var parameters = new JsonObject();
        if (card?.Task is not null)
        {
            parameters["task"] = card.Task;
        }
        if (!subject.AllDatasets.IsEmpty)
        {
            parameters["datasets"] = new JsonArray([.. subject.AllDatasets.Select(d => (JsonNode)new JsonObject { ["ref"] = Ref(d) })]);
        }
        var result = new JsonObject { ["modelParameters"] = parameters };
        if (card is { Metrics.IsEmpty: false })
        {
            result["quantitativeAnalysis"] = new JsonObject
            {
                ["performanceMetrics"] = new JsonArray([.. card.Metrics.Select(m => (JsonNode)new JsonObject
                {
                    ["type"] = m.Metric, ["value"] = m.Value.ToString("R", CultureInfo.InvariantCulture),
                })]),
            };
        }
        if (Considerations(card) is { Count: > 0 } considerations)
        {
            result["considerations"] = considerations;
        }
        return result;
    }

    private static JsonObject Considerations(ModelCard? card)
    {
        var result = new JsonObject();
        if (card?.Sections.GetValueOrDefault("intended_use") is { } use)
        {
            result["useCases"] = new JsonArray(use);
        }
        if (card?.Sections.GetValueOrDefault("limitations") is { } limits)
        {
            result["technicalLimitations"] = new JsonArray(limits);
        }
        if (card?.Sections.GetValueOrDefault("ethical") is { } ethical)
        {
            result["ethicalConsiderations"] = new JsonArray(new JsonObject { ["name"] = ethical });
        }
        return result;
    }

    private static JsonNode Dataset(BomDataset dataset)
    {
        var component = new JsonObject
        {
            ["type"] = "data",
            ["bom-ref"] = Ref(dataset),
            ["name"] = dataset.Name,
            ["data"] = new JsonArray(new JsonObject { ["type"] = "dataset", ["name"] = dataset.Name }),
        };
        if (dataset.Version is not null)
        {
            component["version"] = dataset.Version;
        }
        if (dataset.Sha256 is not null)
        {
            component["hashes"] = Hashes(dataset.Sha256);
        }
        if (dataset.Licence is not null)
        {
            component["licenses"] = Licences(dataset.Licence);
        }
        return component;
    }

    private static JsonNode BaseModelComponent(BaseModel model)
    {
        var component = new JsonObject { ["type"] = "machine-learning-model", ["bom-ref"] = Ref(model), ["name"] = model.Id };
        if (model.Revision is not null)
        {
            component["version"] = model.Revision;
        }
        return component;
    }

    // A licence goes by `name`: the list of SPDX identifiers that `id` accepts changes with each version of the schema.
    private static JsonArray Licences(string id) => new(new JsonObject { ["license"] = new JsonObject { ["name"] = id } });

    private static JsonArray Hashes(string sha256) => new(new JsonObject { ["alg"] = "SHA-256", ["content"] = sha256 });

    private static string Ref(BomDataset dataset) => $"dataset:{dataset.Name}";

    private static string Ref(BaseModel model) => $"base:{model.Id}";
}
