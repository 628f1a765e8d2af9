using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Cli.Commands.Collect;

/// <summary>Writes evidence to a folder, one file a document, and reads sets of evidence.</summary>
internal static class EvidenceFiles
{
    private const string GapsName = "gaps.json";

    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>Writes all documents and the gaps; files of an earlier set in the folder are replaced.</summary>
    public static void Write(string folder, ImmutableArray<EvidenceDocument> documents, ImmutableArray<Gap> gaps)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.EnumerateFiles(folder, "*.evidence.json"))
            {
                File.Delete(old);
            }
            foreach (var document in documents)
            {
                var name = $"{document.Kind}.{Plain(document.Subject.Name)}.{Plain(document.Collector.Name)}.evidence.json";
                var number = 1;
                while (File.Exists(Path.Combine(folder, name)))
                {
                    name = $"{document.Kind}.{Plain(document.Subject.Name)}.{Plain(document.Collector.Name)}.{++number}.evidence.json";
                }
                File.WriteAllText(Path.Combine(folder, name), document.ToJson().ToJsonString(Readable) + "\n");
            }
            File.WriteAllText(Path.Combine(folder, GapsName), new JsonArray([.. gaps.Select(g => (JsonNode)g.ToJson())]).ToJsonString(Readable) + "\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write evidence to {folder}: {fault.Message}");
        }
    }

    /// <summary>Reads a set: a folder of documents, or one file with a document, a list of them, or what <c>bylaw collect --format json</c> prints.</summary>
    public static ImmutableArray<EvidenceDocument> Read(string path)
    {
        var files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != GapsName).Order(StringComparer.Ordinal)]
            : File.Exists(path) ? [path] : (List<string>)[];
        if (files.Count == 0)
        {
            throw new UserErrorException($"there is no evidence at '{path}': name a folder that `bylaw collect --out` wrote, or a file of documents");
        }
        return [.. files.SelectMany(ReadFile)];
    }

    private static IEnumerable<EvidenceDocument> ReadFile(string file)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 });
            var items = root switch { JsonArray list => list, JsonObject o when o["documents"] is JsonArray list => list, _ => new JsonArray(root?.DeepClone()) };
            return [.. items.Select(i => EvidenceDocument.FromJson(i as JsonObject ?? throw new UserErrorException($"{file}: a document must be an object")))];
        }
        catch (InvalidEvidenceException fault)
        {
            throw new UserErrorException($"{file}: {fault.Message}");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new UserErrorException($"{file}: not JSON: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: {fault.Message}");
        }
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
