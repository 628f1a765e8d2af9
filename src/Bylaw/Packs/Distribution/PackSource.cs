using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Distribution;

/// <summary>Where a pack that does not come with the program is taken from: <c>path</c>, <c>bundle</c>, <c>oci</c> or <c>git</c>.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Location">The path, address or reference.</param>
/// <param name="Ref">For git: branch, tag or commit.</param>
/// <param name="Folder">For git: the folder within the repository; empty for its root.</param>
/// <param name="Keys">Files with public keys (PEM), one of which must have signed it; empty where a signature is not asked for.</param>
public sealed record PackSource(string Kind, string Location, string Ref, string Folder, ImmutableArray<string> Keys)
{
    private static readonly string[] _kinds = ["path", "bundle", "oci", "git"];
    private static readonly string[] _keys = [.. _kinds, "ref", "folder", "key", "keys"];

    /// <summary>Gets the source in one line, as a lock file names it.</summary>
    public string Text => Kind == "git" ? $"git:{Location}@{Ref}{(Folder.Length > 0 ? ":" + Folder : "")}" : $"{Kind}:{Location}";

    /// <summary>Reads the list that stands in a manifest under <c>system.packs.sources</c>.</summary>
    /// <param name="node">The list; null for none.</param>
    /// <returns>The sources in their order.</returns>
    /// <exception cref="FormatException">An entry is not understood.</exception>
    public static ImmutableArray<PackSource> Read(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select((entry, i) => Read(entry, $"system.packs.sources[{i}]"))],
        _ => throw new FormatException("system.packs.sources must be a list, for example [{path: ../our-packs}]"),
    };

    private static PackSource Read(JsonNode? entry, string place)
    {
        if (entry is not JsonObject map)
        {
            throw new FormatException($"{place} must be a mapping: {{path: …}}, {{bundle: …}}, {{oci: …}} or {{git: …, ref: …}}");
        }
        foreach (var (key, _) in map)
        {
            if (!_keys.Contains(key))
            {
                throw new FormatException($"{place}: unknown key `{key}`; the keys are {string.Join(", ", _keys)}");
            }
        }
        var kinds = _kinds.Where(map.ContainsKey).ToArray();
        if (kinds.Length != 1)
        {
            throw new FormatException($"{place} must name exactly one of {string.Join(", ", _kinds)}");
        }
        var kind = kinds[0];
        if (kind == "oci" && !OciReference.TryParse(map[kind]?.ToString() ?? "", out _))
        {
            throw new FormatException($"{place}: `{map[kind]}` is no reference; write host/repository:tag");
        }
        if (kind == "git" && map["ref"] is null)
        {
            throw new FormatException($"{place}: `ref` is missing: name a tag or a commit");
        }
        return new PackSource(
            kind,
            map[kind]?.ToString() ?? "",
            map["ref"]?.ToString() ?? "",
            map["folder"]?.ToString().Trim('/') ?? "",
            [.. MetadataText.Texts(map["key"]), .. MetadataText.Texts(map["keys"])]);
    }
}
