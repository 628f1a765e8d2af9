using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Cards;
using Bylaw.Collectors.Models.Formats;

namespace Bylaw.Collectors.Models;

/// <summary>Writes an inspection as the <c>spec</c> of model evidence.</summary>
internal static class ModelEvidence
{
    /// <summary>Writes the facts. A field that was not seen is left out, so that no rule reads it as answered.</summary>
    /// <param name="inspection">What was seen.</param>
    /// <param name="scannedAt">When.</param>
    /// <param name="toolVersion">The version of the scan's logic.</param>
    /// <param name="bomReference">How evidence names the bill of materials; null when there is none.</param>
    public static JsonObject Spec(ModelInspection inspection, DateTimeOffset scannedAt, string toolVersion, string? bomReference)
    {
        var spec = new JsonObject
        {
            ["files"] = new JsonArray([.. inspection.Files.Select(File)]),
            ["scan"] = Scan(inspection, scannedAt, toolVersion),
            ["remote_code"] = inspection.RunsRemoteCode,
            ["signature"] = Signature(inspection),
        };
        Set(spec, "digest", inspection.Digest);
        if (inspection.Card is { } card)
        {
            spec["card"] = Card(inspection, card);
            Set(spec, "card_version", card.Version);
            Set(spec, "task", card.Task);
            Set(spec, "licence", card.Licence?.Id);
        }
        if (!inspection.OutputLabels.IsEmpty)
        {
            spec["output_labels"] = Texts(inspection.OutputLabels);
        }
        if (inspection.BaseModels is [var first, ..])
        {
            var from = new JsonObject { ["id"] = first.Id, ["pinned"] = first.IsPinned };
            Set(from, "revision", first.Revision);
            spec["base"] = from;
        }
        if (inspection.Mlflow is { } mlflow)
        {
            AddMlflow(spec, mlflow);
        }
        AddOnnxInputs(spec, inspection);
        if (inspection.Bom is { Problem: null } bom)
        {
            spec["aibom"] = new JsonObject
            {
                ["ref"] = bomReference,
                ["spec_version"] = bom.SpecVersion,
                ["model_components"] = bom.Models.Length,
                ["data_components"] = bom.Datasets.Length,
                ["missing"] = Texts(bom.Missing),
            };
        }
        return spec;
    }

    private static JsonNode File(ModelFile file)
    {
        var json = new JsonObject { ["path"] = file.Path, ["format"] = file.Format, ["bytes"] = file.Bytes };
        Set(json, "sha256", file.Sha256);
        return json;
    }

    private static JsonObject Scan(ModelInspection inspection, DateTimeOffset at, string version)
    {
        var findings = inspection.Files.SelectMany(f => f.Scan.Findings).Select(f => (JsonNode)new JsonObject
        {
            ["severity"] = f.Severity.ToString().ToLowerInvariant(), ["operator"] = f.Operator, ["rule"] = f.Rule, ["path"] = f.Location, ["message"] = f.Message,
        });
        // A part that nobody could look into is a finding too: a rule that reads findings alone must not take silence for safety.
        var unread = inspection.Unscanned.Select(u => (JsonNode)new JsonObject
        {
            ["severity"] = "high", ["operator"] = "not scanned", ["rule"] = "not-scanned", ["path"] = u.Location, ["message"] = u.Reason,
        });
        return new JsonObject
        {
            ["engine"] = "bylaw",
            ["version"] = version,
            ["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["findings"] = new JsonArray([.. findings.Concat(unread)]),
        };
    }

    private static JsonObject Signature(ModelInspection inspection)
    {
        var json = new JsonObject { ["present"] = inspection.Signature.Present, ["verified"] = inspection.Signature.Verified };
        Set(json, "signer", inspection.Signature.Verified ? inspection.Signature.Signer : null);
        Set(json, "bundle", inspection.Signature.Method);
        if (inspection.Signature.Present && !inspection.Signature.Verified)
        {
            json["problems"] = Texts(inspection.Signature.Problems);
        }
        return json;
    }

    private static JsonObject Card(ModelInspection inspection, ModelCard card)
    {
        var json = new JsonObject(card.Sections.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
        if (!card.Placeholders.IsEmpty)
        {
            json["placeholders"] = Texts(card.Placeholders);
        }
        if (!inspection.CardDifferences.IsEmpty)
        {
            json["differs_from_measured"] = Texts(inspection.CardDifferences);
        }
        return json;
    }

    private static void AddMlflow(JsonObject spec, MlflowModel mlflow)
    {
        var training = new JsonObject();
        Set(training, "run_id", mlflow.RunId);
        Set(training, "code_commit", mlflow.CodeCommit);
        if (training.Count > 0)
        {
            spec["training"] = training;
        }
        if (mlflow.Inputs.Count > 0)
        {
            spec["features"] = Features(mlflow.Inputs);
        }
    }

    /// <summary>Reads the columns of an ONNX model that takes one input a column.</summary>
    private static void AddOnnxInputs(JsonObject spec, ModelInspection inspection)
    {
        if (spec["features"] is null && inspection.Files.Where(f => f.Format == "onnx").ToArray() is [var only]
            && only.Details.TryGetValue("inputs", out var inputs) && inputs.Split(", ") is { Length: > 1 } names)
        {
            spec["features"] = Features(names);
        }
    }

    private static JsonArray Features(IEnumerable<string> names) =>
        new([.. names.Select(n => (JsonNode)new JsonObject { ["name"] = n, ["protected"] = ProtectedNames.Is(n) })]);

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
