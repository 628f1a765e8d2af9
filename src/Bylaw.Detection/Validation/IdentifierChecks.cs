using System.Collections.Frozen;

namespace Bylaw.Detection.Validation;

/// <summary>Tells whether a text is a valid identifier of a type, by the official rule of the type.</summary>
/// <remarks>Safe to call from many threads.</remarks>
public static class IdentifierChecks
{
    private static readonly FrozenDictionary<string, IdentifierCheck> _byKey = GlobalChecks.All
        .Concat(AmericasChecks.All).Concat(AsiaPacificChecks.All).Concat(WesternEuropeChecks.All).Concat(SouthernEuropeChecks.All).Concat(NorthernEasternEuropeChecks.All)
        .ToFrozenDictionary(c => c.Key, StringComparer.Ordinal);

    /// <summary>Gets the types that have a rule, sorted by name.</summary>
    public static IEnumerable<string> Types => _byKey.Keys.Concat(["BITCOIN", "ETHEREUM", "MAC"]).Order(StringComparer.Ordinal);

    /// <summary>Tells whether a type has a rule here.</summary>
    /// <param name="type">The type's name: <c>NL_BSN</c>.</param>
    /// <returns>True when <see cref="IsValid"/> can judge it.</returns>
    public static bool Knows(string type) => _byKey.ContainsKey(type) || type is "BITCOIN" or "ETHEREUM" or "MAC";

    /// <summary>Judges one text as a whole.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="text">The identifier as somebody wrote it, with the separators that are usual for it; at most 64 characters (addresses: 90).</param>
    /// <returns>True when shape, ranges, dates and check digits all hold.</returns>
    /// <exception cref="ArgumentException">The type has no rule here.</exception>
    public static bool IsValid(string type, ReadOnlySpan<char> text) => type switch
    {
        "BITCOIN" => CryptoAddress.IsBitcoin(text.Trim()),
        "ETHEREUM" => CryptoAddress.IsEthereum(text.Trim()),
        "MAC" => MacAddress.IsValid(text.Trim()),
        _ => Find(type).IsValid(text),
    };

    internal static IdentifierCheck Find(string type) =>
        _byKey.TryGetValue(type, out var check) ? check : throw new ArgumentException($"no rule for '{type}'", nameof(type));
}
