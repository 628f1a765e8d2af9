using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;

namespace Bylaw.Cli.Commands.Model;

/// <summary>Writes an inspection as JSON.</summary>
internal static class ModelReport
{
    public static JsonObject Json(ModelInspection inspection) => new()
    {
        ["verdict"] = VerdictName(inspection),
        ["digest"] = inspection.Digest,
        ["files"] = new JsonArray([.. inspection.Files.Select(f => (JsonNode)new JsonObject
        {
            ["path"] = f.Path,
            ["format"] = f.Format,
            ["bytes"] = f.Bytes,
            ["sha256"] = f.Sha256,
            ["verdict"] = f.Scan.Verdict.ToString(),
            ["details"] = new JsonObject(f.Details.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
            ["findings"] = new JsonArray([.. f.Scan.Findings.Select(x => (JsonNode)new JsonObject
            {
                ["severity"] = x.Severity.ToString().ToLowerInvariant(), ["rule"] = x.Rule, ["operator"] = x.Operator,
                ["message"] = x.Message, ["location"] = x.Location, ["offset"] = x.Offset,
            })]),
            ["not_scanned"] = new JsonArray([.. f.Scan.Unscanned.Select(u => (JsonNode)new JsonObject { ["location"] = u.Location, ["reason"] = u.Reason })]),
            ["imports"] = new JsonObject(f.Scan.Symbols.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
            ["notes"] = Texts(f.Scan.Notes),
        })]),
        ["signature"] = new JsonObject
        {
            ["present"] = inspection.Signature.Present, ["verified"] = inspection.Signature.Verified, ["signer"] = inspection.Signature.Signer,
            ["method"] = inspection.Signature.Method, ["problems"] = Texts(inspection.Signature.Problems),
        },
        ["card"] = inspection.Card is not { } card ? null : new JsonObject
        {
            ["path"] = inspection.CardPath, ["version"] = card.Version, ["task"] = card.Task,
            ["licence"] = card.Licence?.Id, ["rights"] = card.Licence?.Rights.ToString(),
            ["sections"] = Texts(card.Sections.Keys), ["placeholders"] = Texts(card.Placeholders), ["problems"] = Texts(card.Problems),
            ["differs_from_measured"] = Texts(inspection.CardDifferences),
        },
        ["base_models"] = new JsonArray([.. inspection.BaseModels.Select(b => (JsonNode)new JsonObject
        {
            ["id"] = b.Id, ["revision"] = b.Revision, ["pinned"] = b.IsPinned,
        })]),
        ["mlflow"] = inspection.Mlflow is not { } mlflow ? null : new JsonObject
        {
            ["run"] = mlflow.RunId, ["flavours"] = Texts(mlflow.Flavors), ["code"] = mlflow.CodeCommit, ["inputs"] = Texts(mlflow.Inputs), ["carries_code"] = mlflow.CarriesCode,
            ["source_model"] = mlflow.SourceModel, ["source_revision"] = mlflow.SourceRevision, ["created_at"] = mlflow.CreatedAt, ["problem"] = mlflow.Problem,
        },
        ["remote_code"] = inspection.RunsRemoteCode,
        ["bom"] = inspection.Bom is not { } bom ? null : new JsonObject
        {
            ["path"] = inspection.BomPath, ["format"] = bom.Format, ["version"] = bom.SpecVersion, ["problem"] = bom.Problem,
            ["models"] = bom.Models.Length, ["datasets"] = bom.Datasets.Length, ["missing"] = Texts(bom.Missing),
        },
    };

    public static string VerdictName(ModelInspection inspection) => inspection.Verdict switch
    {
        Bylaw.Collectors.Models.Scanning.ModelScanVerdict.Clean => "clean",
        Bylaw.Collectors.Models.Scanning.ModelScanVerdict.Unsafe => "unsafe",
        _ => "not scanned",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
