using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Bylaw.Detection.Catalogue;

namespace Bylaw.Detection.Secrets;

/// <summary>One provider's token: either its own form, or a value assigned to a name that holds the provider's word.</summary>
internal sealed class SecretRule
{
    private readonly Lazy<Regex> _shape;

    private SecretRule(string id, bool isNear, string[] words, string shape, string entropy)
    {
        Id = id;
        Type = DetectionTypes.SecretName(id);
        IsNear = isNear;
        Words = words;
        LeastEntropy = entropy.Length == 0 ? 0 : double.Parse(entropy, CultureInfo.InvariantCulture);
        _shape = new(() => new Regex(shape, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    public static IReadOnlyList<SecretRule> All { get; } =
        [.. CatalogueFile.Read("secrets.tsv").Select(r => new SecretRule(r[0], r[1] == "near", r[2].Split(','), r[3], r[4]))];

    /// <summary>Gets the rules by required word, in lower case.</summary>
    public static FrozenDictionary<string, SecretRule[]> ByWord { get; } = All
        .SelectMany(r => r.Words.Select(w => (Word: w, Rule: r)))
        .GroupBy(p => p.Word, p => p.Rule)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);

    public string Id { get; }

    public string Type { get; }

    public bool IsNear { get; }

    public string[] Words { get; }

    public double LeastEntropy { get; }

    /// <summary>Matches from a place on.</summary>
    public Match Match(string text, int start) => _shape.Value.Match(text, start);

    /// <summary>Tells whether a value as a whole has the shape.</summary>
    public bool Fits(string value) => _shape.Value.Match(value) is { Success: true, Index: 0 } match && match.Length == value.Length;
}
