using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Cli.Commands.Compare;

/// <summary>Reads evidence documents that were written to files.</summary>
internal static class EvidenceFiles
{
    /// <summary>Reads a file, or all JSON files of a folder; a file holds one document, a list, or one a line.</summary>
    /// <exception cref="UserErrorException">Nothing is there, or a file holds no evidence.</exception>
    public static ImmutableArray<EvidenceDocument> Read(string path)
    {
        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [path];
        var documents = ImmutableArray.CreateBuilder<EvidenceDocument>();
        foreach (var file in files)
        {
            try
            {
                documents.AddRange(Documents(file).Select(d => EvidenceDocument.FromJson(d as JsonObject ?? throw new JsonException("not an object"))));
            }
            catch (Exception error) when (error is JsonException or InvalidEvidenceException or IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException($"{file}: no evidence: {error.Message.ReplaceLineEndings(" ")}");
            }
        }
        return documents.Count > 0 ? documents.ToImmutable() : throw new UserErrorException($"{path}: there is no evidence");
    }

    private static IEnumerable<JsonNode?> Documents(string file)
    {
        if (file.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            return File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonNode.Parse(l));
        }
        var node = JsonNode.Parse(File.ReadAllBytes(file));
        return node switch
        {
            JsonArray list => list,
            JsonObject map when map["documents"] is JsonArray documents => documents,
            _ => [node],
        };
    }
}
