using System.Collections.Frozen;

namespace Bylaw.Detection.Catalogue;

/// <summary>Holds the catalogue of identifier types, from which recognisers, options and documentation follow.</summary>
public static class DetectionTypes
{
    private static readonly FrozenDictionary<string, DetectionType> _byName = CatalogueFile.Read("types.tsv")
        .Select(r => new DetectionType(r[0], r[1], r[2], r[3], r[4].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        .Concat(CatalogueFile.Read("secrets.tsv").Select(r => new DetectionType(SecretName(r[0]), "global", "secret", "strong", [])).DistinctBy(t => t.Name))
        .ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Gets every type, sorted by name.</summary>
    public static IEnumerable<DetectionType> All => _byName.Values.OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>Looks a type up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The type; an unknown name (a custom recogniser's, say) is a strong personal type without context.</returns>
    public static DetectionType Get(string name) => _byName.TryGetValue(name, out var type) ? type : new(name, "custom", name.StartsWith("SECRET_", StringComparison.Ordinal) ? "secret" : "custom", "strong", []);

    internal static bool IsKnown(string name) => _byName.ContainsKey(name);

    internal static string SecretName(string id) => "SECRET_" + id.ToUpperInvariant().Replace('-', '_');
}
