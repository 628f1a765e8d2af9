using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Frameworks;

/// <summary>What supports one obligation of a framework. Support is not satisfaction: nothing here says that a duty is met.</summary>
/// <param name="Entry">The obligation.</param>
/// <param name="Automatic">Controls that are decided from collected evidence.</param>
/// <param name="Declared">Controls that are decided from what people declare.</param>
/// <param name="Attested">Controls and statements that people vouch for.</param>
public sealed record ObligationCoverage(
    FrameworkEntry Entry, ImmutableArray<string> Automatic, ImmutableArray<string> Declared, ImmutableArray<string> Attested)
{
    /// <summary>Gets whether nothing at all supports it.</summary>
    public bool IsOpen => Automatic.IsEmpty && Declared.IsEmpty && Attested.IsEmpty;
}

/// <summary>What supports the obligations of a pack's framework, and what is left.</summary>
public sealed record Coverage
{
    /// <summary>Gets the pack.</summary>
    public required Pack Pack { get; init; }

    /// <summary>Gets the framework.</summary>
    public required Framework Framework { get; init; }

    /// <summary>Gets the obligations in the framework's order.</summary>
    public required ImmutableArray<ObligationCoverage> Obligations { get; init; }

    /// <summary>Works out the coverage of a pack.</summary>
    /// <param name="pack">The pack; it must name a framework.</param>
    /// <param name="library">The controls that have rules.</param>
    /// <param name="frameworks">The frameworks.</param>
    /// <returns>The coverage; null when the pack names no framework that is there.</returns>
    public static Coverage? Of(Pack pack, PackLibrary library, FrameworkLibrary frameworks)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!frameworks.Frameworks.TryGetValue(pack.Framework, out var framework))
        {
            return null;
        }
        var controls = pack.Controls.Select(id => library.Controls.GetValueOrDefault(id)).OfType<Control>().ToArray();
        var obligations = Scope(pack, framework, controls).Select(entry =>
        {
            var supporting = controls.Where(c => Supports(c.References, framework.Id, entry.Id)).ToArray();
            return new ObligationCoverage(
                entry,
                Ids(supporting, "machine"),
                Ids(supporting, "declared"),
                [.. Ids(supporting, "attested"), .. frameworks.Attestations.Where(a => Supports(a.References, framework.Id, entry.Id)).Select(a => a.Id)]);
        }).ToImmutableArray();
        return new Coverage { Pack = pack, Framework = framework, Obligations = obligations };
    }

    /// <summary>Writes the coverage as JSON with stable order.</summary>
    /// <returns>A new object.</returns>
    public JsonObject ToJson() => new()
    {
        ["schema"] = "bylaw/coverage/v1",
        ["pack"] = Pack.Id,
        ["framework"] = new JsonObject { ["id"] = Framework.Id, ["title"] = Framework.Title, ["version"] = Framework.Version, ["licence"] = Framework.Licence },
        ["meaning"] = "supports, never satisfies",
        ["obligations"] = new JsonArray([.. Obligations.Select(o => (JsonNode)new JsonObject
        {
            ["id"] = o.Entry.Id,
            ["title"] = o.Entry.Title,
            ["automatic"] = List(o.Automatic),
            ["declared"] = List(o.Declared),
            ["attested"] = List(o.Attested),
            ["open"] = o.IsOpen,
        })]),
        ["summary"] = new JsonObject
        {
            ["obligations"] = Obligations.Length,
            ["with_automatic_checks"] = Obligations.Count(o => !o.Automatic.IsEmpty),
            ["with_declared_checks_only"] = Obligations.Count(o => o.Automatic.IsEmpty && !o.Declared.IsEmpty),
            ["attested_only"] = Obligations.Count(o => o.Automatic.IsEmpty && o.Declared.IsEmpty && !o.Attested.IsEmpty),
            ["open"] = Obligations.Count(o => o.IsOpen),
        },
    };

    /// <summary>The obligations that a pack is about: those it names, else the duties of operators, else all; and whatever its controls refer to.</summary>
    private static IEnumerable<FrameworkEntry> Scope(Pack pack, Framework framework, Control[] controls)
    {
        var referred = controls.SelectMany(c => c.References.GetValueOrDefault(framework.Id, [])).ToHashSet(StringComparer.Ordinal);
        var hasDuties = framework.Entries.Any(e => e.IsOperatorDuty);
        return framework.Entries.Where(e => pack.Obligations.IsEmpty
            ? referred.Contains(e.Id) || !hasDuties || e.IsOperatorDuty
            : pack.Obligations.Any(o => e.Id == o || (e.Id.StartsWith(o + "(", StringComparison.Ordinal) && referred.Contains(e.Id))));
    }

    /// <summary>A control that supports a paragraph supports its article, and the other way round only by name.</summary>
    private static bool Supports(ImmutableSortedDictionary<string, ImmutableArray<string>> references, string framework, string id) =>
        references.TryGetValue(framework, out var ids) && ids.Any(r => r == id || r.StartsWith(id + "(", StringComparison.Ordinal));

    private static ImmutableArray<string> Ids(Control[] controls, string decidability) =>
        [.. controls.Where(c => c.Decidability == decidability).Select(c => c.Id).Order(StringComparer.Ordinal)];

    private static JsonArray List(ImmutableArray<string> items) => new([.. items.Select(i => (JsonNode)i)]);
}
