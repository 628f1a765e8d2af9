namespace Bylaw.Collectors.Models.Cards;

/// <summary>Says what a licence allows, in the one respect that decides about use.</summary>
public enum LicenceRights
{
    /// <summary>Nothing is known about it.</summary>
    Unknown,

    /// <summary>Any use, with notice.</summary>
    Permissive,

    /// <summary>Any use; derived works must be given on under the same terms.</summary>
    ShareAlike,

    /// <summary>Uses are restricted by a policy that must be read and accepted.</summary>
    UseRestricted,

    /// <summary>No commercial use.</summary>
    NonCommercial,
}

/// <summary>A licence as a card names it.</summary>
/// <param name="Id">The SPDX identifier where there is one, else the hub's identifier or the given name.</param>
/// <param name="Rights">What it allows.</param>
/// <param name="Link">Where its text stands; null when the card does not say.</param>
public sealed record Licence(string Id, LicenceRights Rights, string? Link)
{
    private static readonly Dictionary<string, (string Spdx, LicenceRights Rights)> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["apache-2.0"] = ("Apache-2.0", LicenceRights.Permissive),
        ["mit"] = ("MIT", LicenceRights.Permissive),
        ["bsd"] = ("BSD-3-Clause", LicenceRights.Permissive),
        ["bsd-2-clause"] = ("BSD-2-Clause", LicenceRights.Permissive),
        ["bsd-3-clause"] = ("BSD-3-Clause", LicenceRights.Permissive),
        ["bsd-3-clause-clear"] = ("BSD-3-Clause-Clear", LicenceRights.Permissive),
        ["isc"] = ("ISC", LicenceRights.Permissive),
        ["zlib"] = ("Zlib", LicenceRights.Permissive),
        ["unlicense"] = ("Unlicense", LicenceRights.Permissive),
        ["cc0-1.0"] = ("CC0-1.0", LicenceRights.Permissive),
        ["wtfpl"] = ("WTFPL", LicenceRights.Permissive),
        ["bsl-1.0"] = ("BSL-1.0", LicenceRights.Permissive),
        ["artistic-2.0"] = ("Artistic-2.0", LicenceRights.Permissive),
        ["ms-pl"] = ("MS-PL", LicenceRights.Permissive),
        ["afl-3.0"] = ("AFL-3.0", LicenceRights.Permissive),
        ["ecl-2.0"] = ("ECL-2.0", LicenceRights.Permissive),
        ["cc-by-2.0"] = ("CC-BY-2.0", LicenceRights.Permissive),
        ["cc-by-3.0"] = ("CC-BY-3.0", LicenceRights.Permissive),
        ["cc-by-4.0"] = ("CC-BY-4.0", LicenceRights.Permissive),
        ["cdla-permissive-1.0"] = ("CDLA-Permissive-1.0", LicenceRights.Permissive),
        ["cdla-permissive-2.0"] = ("CDLA-Permissive-2.0", LicenceRights.Permissive),
        ["cc-by-sa-3.0"] = ("CC-BY-SA-3.0", LicenceRights.ShareAlike),
        ["cc-by-sa-4.0"] = ("CC-BY-SA-4.0", LicenceRights.ShareAlike),
        ["gpl-2.0"] = ("GPL-2.0-only", LicenceRights.ShareAlike),
        ["gpl-3.0"] = ("GPL-3.0-only", LicenceRights.ShareAlike),
        ["agpl-3.0"] = ("AGPL-3.0-only", LicenceRights.ShareAlike),
        ["lgpl-2.1"] = ("LGPL-2.1-only", LicenceRights.ShareAlike),
        ["lgpl-3.0"] = ("LGPL-3.0-only", LicenceRights.ShareAlike),
        ["mpl-2.0"] = ("MPL-2.0", LicenceRights.ShareAlike),
        ["epl-2.0"] = ("EPL-2.0", LicenceRights.ShareAlike),
        ["eupl-1.1"] = ("EUPL-1.1", LicenceRights.ShareAlike),
        ["eupl-1.2"] = ("EUPL-1.2", LicenceRights.ShareAlike),
        ["osl-3.0"] = ("OSL-3.0", LicenceRights.ShareAlike),
        ["odbl"] = ("ODbL-1.0", LicenceRights.ShareAlike),
        ["cdla-sharing-1.0"] = ("CDLA-Sharing-1.0", LicenceRights.ShareAlike),
    };

    /// <summary>Recognises a licence.</summary>
    /// <param name="id">The identifier in the card; null gives null.</param>
    /// <param name="name">The name beside an identifier of <c>other</c>.</param>
    /// <param name="link">Where the text stands.</param>
    public static Licence? Find(string? id, string? name, string? link)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            return null;
        }
        var text = id.Trim();
        if (_known.TryGetValue(text, out var known))
        {
            return new Licence(known.Spdx, known.Rights, link);
        }
        if (_known.Values.FirstOrDefault(k => k.Spdx.Equals(text, StringComparison.OrdinalIgnoreCase)) is { Spdx: { } } spdx)
        {
            return new Licence(spdx.Spdx, spdx.Rights, link);
        }
        var given = text.Equals("other", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(name) ? name.Trim() : text;
        return new Licence(given, RightsOf(given.ToLowerInvariant()), link);
    }

    private static LicenceRights RightsOf(string id) =>
        id.Contains("-nc-", StringComparison.Ordinal) || id.EndsWith("-nc", StringComparison.Ordinal) || id.Contains("non-commercial", StringComparison.Ordinal) ||
        id.Contains("noncommercial", StringComparison.Ordinal) || id.Contains("research", StringComparison.Ordinal) ? LicenceRights.NonCommercial
        : id.StartsWith("llama", StringComparison.Ordinal) || id.StartsWith("gemma", StringComparison.Ordinal) || id.Contains("rail", StringComparison.Ordinal) ||
          id.Contains("community", StringComparison.Ordinal) || id.StartsWith("deepfloyd", StringComparison.Ordinal) || id.StartsWith("cc-by-nd", StringComparison.Ordinal)
            ? LicenceRights.UseRestricted
            : LicenceRights.Unknown;
}
