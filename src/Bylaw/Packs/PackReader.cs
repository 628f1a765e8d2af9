using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Manifest;

namespace Bylaw.Packs;

/// <summary>Reads pack files.</summary>
internal static class PackReader
{
    private static readonly string[] _kinds = ["law", "policy", "standard", "product", "crosswalk"];
    private static readonly ImmutableSortedSet<string> _keys =
        ["id", "title", "kind", "jurisdiction", "status", "version", "effective_from", "as_of", "framework", "obligations", "controls", "overrides"];

    public static void ReadPack(string file, string text, ImmutableSortedDictionary<string, Pack>.Builder packs, List<string> problems)
    {
        try
        {
            var pack = Read(file, text);
            if (!packs.TryAdd(pack.Id, pack))
            {
                problems.Add($"{file}: pack {pack.Id} is defined twice");
            }
        }
        catch (FormatException error)
        {
            problems.Add($"{file}: {error.Message}");
        }
    }

    /// <summary>Reads the text of a <c>pack.yaml</c>.</summary>
    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static Pack Read(string file, string text)
    {
        var root = YamlTree.Read(text).Root as JsonObject ?? [];
        foreach (var (key, _) in root)
        {
            if (!_keys.Contains(key) && !key.StartsWith("x_", StringComparison.Ordinal))
            {
                var near = GovernanceManifest.Nearest(key, _keys);
                throw new FormatException($"unknown key `{key}`" + (near is null ? $"; the keys are {string.Join(", ", _keys)}" : $"; did you mean `{near}`?"));
            }
        }
        var kind = MetadataText.Need(root, "kind");
        if (!_kinds.Contains(kind))
        {
            throw new FormatException($"unknown kind `{kind}`: it must be one of {string.Join(", ", _kinds)}");
        }
        var byAnnex = (root["effective_from"] as JsonObject ?? []).ToImmutableSortedDictionary(
            p => p.Key is "annex_i" or "annex_iii" ? p.Key : throw new FormatException($"effective_from: unknown annex `{p.Key}`: write annex_i or annex_iii"),
            p => Date(p.Value) ?? throw new FormatException($"effective_from.{p.Key} is empty: write YYYY-MM-DD"),
            StringComparer.Ordinal);
        return new Pack
        {
            Id = MetadataText.Need(root, "id"),
            Title = MetadataText.Need(root, "title"),
            Kind = kind,
            Jurisdiction = root["jurisdiction"]?.ToString() ?? "any",
            Status = root["status"]?.ToString() ?? "",
            Version = root["version"]?.ToString() ?? "",
            EffectiveFrom = byAnnex.IsEmpty ? Date(root["effective_from"]) : byAnnex.Values.Min(),
            EffectiveByAnnex = byAnnex,
            AsOf = Date(root["as_of"]),
            Framework = root["framework"]?.ToString() ?? "",
            Obligations = MetadataText.Texts(root["obligations"]),
            Controls = MetadataText.Texts(root["controls"]),
            Overrides = (root["overrides"] as JsonObject ?? []).ToImmutableSortedDictionary(p => p.Key, p => ReadOverride(p.Key, p.Value), StringComparer.Ordinal),
            File = file,
        };
    }

    private static PackOverride ReadOverride(string control, JsonNode? node)
    {
        if (node is not JsonObject settings)
        {
            throw new FormatException($"overrides.{control} must be a mapping, for example {{enforcement: warn, why: …}}");
        }
        var enforcement = settings["enforcement"]?.ToString() ?? "block";
        if (enforcement is not ("warn" or "block"))
        {
            throw new FormatException($"overrides.{control}: unknown enforcement `{enforcement}`: it must be warn or block");
        }
        return new PackOverride(
            enforcement == "warn",
            settings["why"]?.ToString() ?? throw new FormatException($"overrides.{control}: `why` is missing: a pack says why it departs from a control"),
            (settings["params"] as JsonObject ?? []).ToImmutableSortedDictionary(p => p.Key, p => p.Value?.DeepClone(), StringComparer.Ordinal));
    }

    private static DateOnly? Date(JsonNode? node) =>
        node is null ? null
        : DateOnly.TryParseExact(node.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new FormatException($"`{node}` is not a date: write YYYY-MM-DD");
}
