using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs;

/// <summary>What a pack changes about one control while the pack is enabled.</summary>
/// <param name="WarnsOnly">Whether the control only warns within this pack.</param>
/// <param name="Why">The reason, which reports show.</param>
/// <param name="Parameters">Values that the pack sets; the strictest of several packs wins.</param>
public sealed record PackOverride(bool WarnsOnly, string Why, ImmutableSortedDictionary<string, JsonNode?> Parameters);

/// <summary>A pack: controls that are applied together, with the day from which they bind.</summary>
public sealed record Pack
{
    /// <summary>After how many days without review a pack reminds of itself.</summary>
    public const int ReviewDays = 180;

    /// <summary>Gets its name.</summary>
    public required string Id { get; init; }

    /// <summary>Gets one line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets law, policy, standard, product or crosswalk.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets where it holds, for example <c>EU</c> or <c>any</c>.</summary>
    public string Jurisdiction { get; init; } = "any";

    /// <summary>Gets its standing, in words.</summary>
    public string Status { get; init; } = "";

    /// <summary>Gets the version that its maker gave it; empty for none.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets the day from which it blocks; null for at once. With dates by annex, the earliest of them.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Gets the days by annex of the EU AI Act (<c>annex_i</c>, <c>annex_iii</c>), where they differ.</summary>
    public ImmutableSortedDictionary<string, DateOnly> EffectiveByAnnex { get; init; } = ImmutableSortedDictionary<string, DateOnly>.Empty;

    /// <summary>Gets the day on which it was last reviewed.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the framework that its controls are mapped to; empty for none.</summary>
    public string Framework { get; init; } = "";

    /// <summary>Gets the entries of the framework that it is about, each with all below it; empty for all duties.</summary>
    public ImmutableArray<string> Obligations { get; init; } = [];

    /// <summary>Gets the ids of its controls.</summary>
    public required ImmutableArray<string> Controls { get; init; }

    /// <summary>Gets what it changes, by control.</summary>
    public ImmutableSortedDictionary<string, PackOverride> Overrides { get; init; } = ImmutableSortedDictionary<string, PackOverride>.Empty;

    /// <summary>Gets the file that holds it.</summary>
    public string File { get; init; } = "";

    /// <summary>Gets whether a failure of its controls may stop a stage; a crosswalk only reports.</summary>
    public bool Gates => Kind != "crosswalk";

    /// <summary>Reads the text of a <c>pack.yaml</c>.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="text">The text.</param>
    /// <returns>The pack.</returns>
    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static Pack Parse(string file, string text) => PackReader.Read(file, text);

    /// <summary>Finds the day from which it binds a system.</summary>
    /// <param name="system">The system's facts; <c>risk.annex_i</c> and <c>risk.annex_iii</c> choose between dates by annex.</param>
    /// <returns>The day; null for at once. A system that names neither annex is held to the earlier day.</returns>
    public DateOnly? EffectiveFor(JsonObject system)
    {
        if (EffectiveByAnnex.IsEmpty)
        {
            return EffectiveFrom;
        }
        var risk = system["risk"] as JsonObject;
        var named = EffectiveByAnnex.Where(d => d.Key switch
        {
            "annex_iii" => risk?["annex_iii"] is JsonArray { Count: > 0 },
            "annex_i" => risk?["annex_i"] is JsonValue value && value.TryGetValue<bool>(out var holds) && holds,
            _ => false,
        }).Select(d => d.Value).ToArray();
        return named.Length > 0 ? named.Min() : EffectiveByAnnex.Values.Min();
    }

    /// <summary>Tells whether nobody has reviewed it for more than <see cref="ReviewDays"/> days.</summary>
    /// <param name="today">The day of the assessment.</param>
    /// <returns>True when it is overdue; a pack without a day is not.</returns>
    public bool IsOverdue(DateOnly today) => AsOf is { } day && today.DayNumber - day.DayNumber > ReviewDays;
}
