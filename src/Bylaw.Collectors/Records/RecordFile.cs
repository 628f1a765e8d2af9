using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Records;

/// <summary>Reads records that people or tools keep in files: JSON, YAML, TOML or CSV, a mapping or a list.</summary>
internal static class RecordFile
{
    private static readonly string[] _forms = [".json", ".yaml", ".yml", ".toml"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is broken; the message names the place.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonNode? Read(SourceFolder files, string path)
    {
        var document = StructuredReaders.Read(path, File.ReadAllBytes(files.ResolveFile(path)));
        if (!document.Succeeded)
        {
            throw new InvalidDataException(document.Problems.First(p => p.IsFatal).ToString());
        }
        try
        {
            return JsonNode.Parse(ConfigJson.Write(document.Input), documentOptions: new JsonDocumentOptions { MaxDepth = 300 });
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Reads a file as a mapping; what cannot be read becomes a gap.</summary>
    public static JsonObject? TryReadMap(CollectorContext context, string path, string field, ICollection<Gap> gaps)
    {
        try
        {
            return Read(context.Files, path) as JsonObject ?? throw new InvalidDataException($"{path} must hold a mapping");
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            gaps.Add(context.Gap(ReasonOf(fault), fault.Message, field, path));
            return null;
        }
    }

    /// <summary>Reads every record of a file or folder: the items of lists, and mappings as they are.</summary>
    /// <param name="context">The run.</param>
    /// <param name="path">A file or folder.</param>
    /// <param name="key">The key under which a mapping keeps its list, or null.</param>
    /// <param name="field">The field that stays unknown when a file cannot be read.</param>
    /// <param name="gaps">What could not be read is added.</param>
    /// <param name="read">The files that were read are added.</param>
    public static IEnumerable<JsonObject> ReadAll(CollectorContext context, string path, string? key, string field, ICollection<Gap> gaps, ICollection<string> read)
    {
        var found = new List<JsonObject>();
        foreach (var file in Files(context, path))
        {
            try
            {
                var node = Read(context.Files, file);
                read.Add(file);
                switch (node)
                {
                    case JsonArray list:
                        found.AddRange(list.OfType<JsonObject>());
                        break;
                    case JsonObject map when key is not null && map[key] is JsonArray items:
                        found.AddRange(items.OfType<JsonObject>());
                        break;
                    case JsonObject map:
                        found.Add(map);
                        break;
                    case null:
                        break;
                    default:
                        throw new InvalidDataException($"{file} must hold a list or a mapping");
                }
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                gaps.Add(context.Gap(ReasonOf(fault), fault.Message, field, file));
            }
        }
        return found;
    }

    /// <summary>Keeps the members that a schema knows, and own ones.</summary>
    public static JsonObject Only(JsonObject record, params ReadOnlySpan<string> names)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in record)
        {
            if (value is not null && (names.Contains(name) || name.StartsWith("x_", StringComparison.Ordinal)))
            {
                kept[name] = value.DeepClone();
            }
        }
        return kept;
    }

    /// <summary>Names the files that were read as sources.</summary>
    public static async Task<List<EvidenceSource>> SourcesAsync(CollectorContext context, IEnumerable<string> read, CancellationToken cancellationToken)
    {
        var sources = new List<EvidenceSource>();
        foreach (var file in read.Distinct(StringComparer.Ordinal))
        {
            sources.Add(await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false));
        }
        return sources;
    }

    private static IEnumerable<string> Files(CollectorContext context, string path) =>
        context.Files.FolderExists(path)
            ? context.Files.EnumerateFiles(path).Where(f => _forms.Contains(Path.GetExtension(f).ToLowerInvariant()))
            : [path];

    private static GapReason ReasonOf(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => GapReason.NotFound,
        UnauthorizedAccessException => GapReason.Denied,
        InvalidDataException => GapReason.Malformed,
        _ => GapReason.Unreachable,
    };
}
