using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Frameworks;

/// <summary>The frameworks that controls refer to, read from <c>packs/frameworks</c>.</summary>
public sealed class FrameworkLibrary
{
    /// <summary>Reference lists that are no framework: rule ids of other scanners.</summary>
    private static readonly ImmutableHashSet<string> _openLists = ["scanners"];

    private readonly Dictionary<string, HashSet<string>> _ids;

    private FrameworkLibrary(ImmutableSortedDictionary<string, Framework> frameworks, ImmutableArray<AttestationItem> attestations)
    {
        Frameworks = frameworks;
        Attestations = attestations;
        _ids = frameworks.ToDictionary(f => f.Key, f => f.Value.Entries.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Gets the frameworks by id.</summary>
    public ImmutableSortedDictionary<string, Framework> Frameworks { get; }

    /// <summary>Gets the statements that people vouch for.</summary>
    public ImmutableArray<AttestationItem> Attestations { get; }

    /// <summary>Reads a folder of framework files: a file <c>ID.jsonl</c> a framework, its first line the framework and each further line an entry.</summary>
    /// <param name="folder">The folder; <c>attestations.jsonl</c> in it holds a statement a line.</param>
    /// <returns>The library; empty when there is no such folder.</returns>
    /// <exception cref="FormatException">A file is not what it should be.</exception>
    public static FrameworkLibrary Load(string folder)
    {
        var frameworks = ImmutableSortedDictionary.CreateBuilder<string, Framework>(StringComparer.Ordinal);
        ImmutableArray<AttestationItem> attestations = [];
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jsonl") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                // Lines of JSON, because a policy engine that is given the folder takes .json files for data.
                var lines = File.ReadLines(file).Where(l => l.Length > 0).Select(l => (JsonObject)JsonNode.Parse(l)!).ToArray();
                if (Path.GetFileName(file) == "attestations.jsonl")
                {
                    attestations = [.. lines.Select(ReadAttestation)];
                }
                else
                {
                    var framework = ReadFramework(lines);
                    frameworks.Add(framework.Id, framework);
                }
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or InvalidCastException or NullReferenceException or ArgumentException or IndexOutOfRangeException)
            {
                throw new FormatException($"{file}: {error.Message}");
            }
        }
        return new FrameworkLibrary(frameworks.ToImmutable(), attestations);
    }

    /// <summary>Finds references that no framework holds.</summary>
    /// <param name="controls">The controls.</param>
    /// <returns>One line each: control, framework, id.</returns>
    public IEnumerable<string> Unresolved(IEnumerable<Control> controls)
    {
        foreach (var control in controls)
        {
            foreach (var (framework, ids) in control.References.Where(r => !_openLists.Contains(r.Key)))
            {
                foreach (var id in ids)
                {
                    if (!_ids.TryGetValue(framework, out var known))
                    {
                        yield return $"{control.Id} refers to {framework}, which is no framework";
                    }
                    else if (!known.Contains(id))
                    {
                        yield return $"{control.Id} refers to {framework} {id}, which is not there";
                    }
                }
            }
        }
    }

    private static Framework ReadFramework(JsonObject[] lines) => new()
    {
        Id = lines[0]["id"]!.ToString(),
        Title = lines[0]["title"]!.ToString(),
        Version = lines[0]["version"]?.ToString() ?? "",
        Licence = lines[0]["licence"]!.ToString(),
        Source = lines[0]["source"]?.ToString() ?? "",
        Entries = [.. lines.Skip(1).Select(e =>
            new FrameworkEntry(e["id"]!.ToString(), e["title"]?.ToString() ?? "", e["operator"] is JsonValue flag && flag.GetValue<bool>()))],
    };

    private static AttestationItem ReadAttestation(JsonObject item) => new(
        item["id"]!.ToString(),
        item["statement"]!.ToString(),
        item["max_age_days"]!.GetValue<int>(),
        ((JsonObject)item["references"]!).ToImmutableSortedDictionary(
            p => p.Key, p => ((JsonArray)p.Value!).Select(i => i!.ToString()).ToImmutableArray(), StringComparer.Ordinal));
}
