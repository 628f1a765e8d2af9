using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Datasets.Cards;

/// <summary>Says what a licence allows to do with data, by SPDX identifier.</summary>
/// <remarks>A first reading that a person may override in the manifest; an expression allows what every part of it allows (AND) or the best of it (OR).</remarks>
internal static class LicenceUse
{
    private static readonly string[] _all = ["research", "commercial", "train", "redistribute"];

    private static readonly Dictionary<string, string[]> _special = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CC-BY-NC-4.0"] = ["research", "train", "redistribute"],
        ["CC-BY-NC-SA-4.0"] = ["research", "train", "redistribute"],
        ["CC-BY-NC-SA-3.0"] = ["research", "train", "redistribute"],
        ["CC-BY-NC-3.0"] = ["research", "train", "redistribute"],
        ["CC-BY-NC-2.0"] = ["research", "train", "redistribute"],
        ["CC-BY-NC-ND-4.0"] = ["research", "redistribute"], // a model may count as an adaptation, which ND forbids to share
        ["CC-BY-NC-ND-3.0"] = ["research", "redistribute"],
        ["CC-BY-ND-4.0"] = ["research", "commercial", "redistribute"],
        ["PDDL-1.0"] = _all,
        ["ODC-By-1.0"] = _all,
        ["ODbL-1.0"] = _all,
        ["C-UDA-1.0"] = ["research", "commercial", "train", "redistribute"],
        ["OGL-UK-3.0"] = _all,
        ["etalab-2.0"] = _all,
        ["DL-DE-BY-2.0"] = _all,
        ["DL-DE-ZERO-2.0"] = _all,
    };

    /// <summary>Returns what is allowed, or null when the licence is not known.</summary>
    public static IReadOnlyList<string>? Allows(string expression)
    {
        var text = expression.Replace("(", " ", StringComparison.Ordinal).Replace(")", " ", StringComparison.Ordinal);
        IReadOnlyList<string>? best = null;
        foreach (var choice in text.Split(" OR ", StringSplitOptions.TrimEntries))
        {
            IEnumerable<string>? allowed = _all;
            foreach (var part in choice.Split(" AND ", StringSplitOptions.TrimEntries))
            {
                allowed = One(part.Split(" WITH ", StringSplitOptions.TrimEntries)[0]) is { } rights && allowed is not null ? allowed.Intersect(rights) : null;
            }
            var list = allowed?.ToList();
            best = list is not null && (best is null || list.Count > best.Count) ? list : best;
        }
        return best;
    }

    /// <summary>Reads the identifier out of a licence's address, as Croissant states it.</summary>
    public static string SpdxOf(string licence)
    {
        if (!Uri.TryCreate(licence, UriKind.Absolute, out var uri))
        {
            return licence;
        }
        var parts = uri.AbsolutePath.Trim('/').Split('/');
        if (uri.Host.EndsWith("creativecommons.org", StringComparison.OrdinalIgnoreCase) && parts.Length >= 3)
        {
            return parts[0] == "publicdomain" && parts[1] == "zero" ? $"CC0-{parts[2]}" : $"CC-{parts[1].ToUpperInvariant()}-{parts[2]}";
        }
        if (uri.Host.EndsWith("spdx.org", StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith("opensource.org", StringComparison.OrdinalIgnoreCase))
        {
            var last = parts[^1];
            return last.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? last[..^5] : last;
        }
        if (uri.Host.EndsWith("opendatacommons.org", StringComparison.OrdinalIgnoreCase))
        {
            return parts.Contains("odbl") ? "ODbL-1.0" : parts.Contains("pddl") ? "PDDL-1.0" : parts.Contains("by") ? "ODC-By-1.0" : licence;
        }
        return uri.Host.EndsWith("apache.org", StringComparison.OrdinalIgnoreCase) && parts[^1].StartsWith("LICENSE-2.0", StringComparison.OrdinalIgnoreCase) ? "Apache-2.0" : licence;
    }

    private static string[]? One(string id)
    {
        if (_special.TryGetValue(id, out var special))
        {
            return special;
        }
        return Licence.Find(id, null, null)?.Rights switch
        {
            LicenceRights.Permissive or LicenceRights.ShareAlike => _all,
            LicenceRights.NonCommercial => ["research"],
            _ => null,
        };
    }
}
