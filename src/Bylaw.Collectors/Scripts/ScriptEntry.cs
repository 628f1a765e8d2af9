using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Scripts;

/// <summary>A program of the user's own that states evidence: one entry of <c>scripts:</c> in the manifest.</summary>
public sealed record ScriptEntry
{
    private static readonly HashSet<string> _known = new(StringComparer.Ordinal)
    {
        "id", "program", "args", "kind", "subject", "paths", "options", "timeout_seconds", "memory_mb", "output_mb", "processes", "env",
    };

    /// <summary>Gets its name; unique among scripts.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the program: a bare name is looked up in PATH, a path is relative to the project.</summary>
    public required string Program { get; init; }

    /// <summary>Gets its arguments.</summary>
    public ImmutableArray<string> Args { get; init; } = [];

    /// <summary>Gets the kind of evidence that it must state.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the subject that it must state evidence about.</summary>
    public required string Subject { get; init; }

    /// <summary>Gets the paths that it is told to look at.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Gets what it is told beside that.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>Gets how long it may run. Default 60 s; from 1 s to 1 h.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how many bytes of memory it and its children may hold together. Default 2 GiB.</summary>
    public long MaxMemoryBytes { get; init; } = 2L << 30;

    /// <summary>Gets how many bytes it may print, on standard output and on standard error each. Default 16 MiB.</summary>
    public long MaxOutputBytes { get; init; } = 16L << 20;

    /// <summary>Gets how many processes it may be at once. Default 64.</summary>
    public int MaxProcesses { get; init; } = 64;

    /// <summary>Gets the names of variables that it is handed; it gets no others of the parent's.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>Reads the entries of a manifest.</summary>
    /// <param name="node">The value of <c>scripts</c>; null for none.</param>
    /// <param name="systemId">The system's name, which scripts of kind system and scripts without a subject are about.</param>
    /// <param name="problems">What is wrong, each with the JSON pointer of the entry.</param>
    /// <returns>The entries that are sound.</returns>
    public static ImmutableArray<ScriptEntry> ReadAll(JsonNode? node, string systemId, out IReadOnlyList<(string Pointer, string Message)> problems)
    {
        var found = new List<(string, string)>();
        problems = found;
        var entries = ImmutableArray.CreateBuilder<ScriptEntry>();
        if (node is not null and not JsonArray)
        {
            found.Add(("/scripts", "`scripts` must be a list of mappings with `id`, `program` and `kind`"));
        }
        var list = node as JsonArray ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            try
            {
                var entry = Read(list[i], systemId);
                if (entries.Any(e => e.Id == entry.Id))
                {
                    throw new FormatException($"the script `{entry.Id}` is declared twice");
                }
                entries.Add(entry);
            }
            catch (FormatException fault)
            {
                found.Add(($"/scripts/{i}", fault.Message));
            }
        }
        return entries.ToImmutable();
    }

    private static ScriptEntry Read(JsonNode? node, string systemId)
    {
        var map = node as JsonObject ?? throw new FormatException("a script must be a mapping with `id`, `program` and `kind`");
        if (map.FirstOrDefault(m => !_known.Contains(m.Key) && !m.Key.StartsWith("x_", StringComparison.Ordinal)).Key is { } unknown)
        {
            throw new FormatException($"unknown key `{unknown}` of a script; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
        var kind = Need(map, "kind");
        if (!EvidenceKinds.All.Contains(kind))
        {
            throw new FormatException($"`{kind}` is no kind of evidence; the kinds are {string.Join(", ", EvidenceKinds.All)}");
        }
        return new ScriptEntry
        {
            Id = Need(map, "id"),
            Program = Need(map, "program"),
            Args = Texts(map["args"]),
            Kind = kind,
            Subject = map["subject"]?.ToString() ?? systemId,
            Paths = Texts(map["paths"]),
            Options = map["options"] as JsonObject ?? [],
            Timeout = TimeSpan.FromSeconds(Number(map, "timeout_seconds", 60, 1, 3600)),
            MaxMemoryBytes = (long)(Number(map, "memory_mb", 2048, 1, 1 << 20) * (1 << 20)),
            MaxOutputBytes = (long)(Number(map, "output_mb", 16, 0.001, 1024) * (1 << 20)),
            MaxProcesses = (int)Number(map, "processes", 64, 1, 10_000),
            Variables = Texts(map["env"]),
        };
    }

    private static string Need(JsonObject map, string key) =>
        map[key] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : throw new FormatException($"`{key}` of the script is missing");

    private static ImmutableArray<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(i => i?.ToString() ?? "")],
        JsonValue one => [one.ToString()],
        _ => [],
    };

    private static double Number(JsonObject map, string key, double preset, double least, double most)
    {
        if (map[key] is not { } node)
        {
            return preset;
        }
        return double.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new FormatException($"`{key}` of the script must be a number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}");
    }
}
