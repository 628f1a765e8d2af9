using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Distribution;

/// <summary>One difference between two versions of a pack.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">The control, or <c>pack</c>.</param>
/// <param name="Detail">What differs, in words.</param>
/// <param name="Direction"><c>stricter</c>, <c>looser</c>, or empty where nobody can tell.</param>
public sealed record PackDifference(string Kind, string What, string Detail, string Direction);

/// <summary>Compares two versions of packs.</summary>
public static class PackDiff
{
    /// <summary>Lists what differs.</summary>
    /// <param name="before">The older version.</param>
    /// <param name="after">The newer version.</param>
    /// <param name="packId">The pack that is compared.</param>
    /// <returns>Differences: of the pack first, then by control.</returns>
    public static ImmutableArray<PackDifference> Compare(PackLibrary before, PackLibrary after, string packId)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, young) = (before.Packs[packId], after.Packs[packId]);
        var found = ImmutableArray.CreateBuilder<PackDifference>();
        Word(found, "pack", "kind", old.Kind, young.Kind, "");
        Word(found, "pack", "version", old.Version, young.Version, "");
        Word(found, "pack", "status", old.Status, young.Status, "");
        Word(found, "pack", "as of", $"{old.AsOf:yyyy-MM-dd}", $"{young.AsOf:yyyy-MM-dd}", "");
        if (old.EffectiveFrom != young.EffectiveFrom)
        {
            var earlier = (young.EffectiveFrom ?? DateOnly.MinValue) < (old.EffectiveFrom ?? DateOnly.MinValue);
            Word(found, "pack", "effective from", Day(old.EffectiveFrom), Day(young.EffectiveFrom), earlier ? "stricter" : "looser");
        }
        foreach (var id in old.Controls.Union(young.Controls).Order(StringComparer.Ordinal))
        {
            if (!young.Controls.Contains(id))
            {
                found.Add(new("removed", id, Title(before, id), "looser"));
            }
            else if (!old.Controls.Contains(id))
            {
                found.Add(new("added", id, Title(after, id), "stricter"));
            }
            Overrides(found, id, old.Overrides.GetValueOrDefault(id), young.Overrides.GetValueOrDefault(id));
            if (before.Controls.TryGetValue(id, out var was) && after.Controls.TryGetValue(id, out var now))
            {
                Controls(found, was, now);
            }
        }
        return found.ToImmutable();
    }

    private static void Controls(ImmutableArray<PackDifference>.Builder found, Control was, Control now)
    {
        Word(found, was.Id, "title", was.Title, now.Title, "");
        Word(found, was.Id, "rule in words", was.Rule, now.Rule, "");
        Word(found, was.Id, "severity", was.Severity, now.Severity, "");
        Word(found, was.Id, "enforcement", was.Enforcement.ToString().ToLowerInvariant(), now.Enforcement.ToString().ToLowerInvariant(), now.Enforcement == Enforcement.Block ? "stricter" : "looser");
        Word(found, was.Id, "waivable", was.IsWaivable ? "yes" : "no", now.IsWaivable ? "yes" : "no", now.IsWaivable ? "looser" : "stricter");
        Word(found, was.Id, "missing evidence", was.FailsOnMissing ? "fails" : "is unknown", now.FailsOnMissing ? "fails" : "is unknown", now.FailsOnMissing ? "stricter" : "looser");
        Word(found, was.Id, "stages", string.Join(", ", was.Stages), string.Join(", ", now.Stages), "");
        foreach (var name in was.Parameters.Select(p => p.Name).Union(now.Parameters.Select(p => p.Name)).Order(StringComparer.Ordinal))
        {
            var (a, b) = (was.Parameters.FirstOrDefault(p => p.Name == name), now.Parameters.FirstOrDefault(p => p.Name == name));
            if (a is null || b is null)
            {
                found.Add(new(a is null ? "added" : "removed", was.Id, $"parameter {name} = {Text((a ?? b)!.Default)}", ""));
            }
            else if (!JsonNode.DeepEquals(a.Default, b.Default))
            {
                var order = Strictness.Compare(b, b.Default, a.Default);
                found.Add(new("changed", was.Id, $"parameter {name}: {Text(a.Default)} → {Text(b.Default)}", order switch { > 0 => "stricter", < 0 => "looser", _ => "" }));
            }
        }
        if (RuleOf(was) != RuleOf(now))
        {
            found.Add(new("changed", was.Id, "the rule itself", ""));
        }
    }

    private static void Overrides(ImmutableArray<PackDifference>.Builder found, string id, PackOverride? was, PackOverride? now)
    {
        Word(found, id, "enforcement in this pack", was?.WarnsOnly == true ? "warn" : "as the control says", now?.WarnsOnly == true ? "warn" : "as the control says", now?.WarnsOnly == true ? "looser" : "stricter");
        foreach (var name in (was?.Parameters.Keys ?? []).Union(now?.Parameters.Keys ?? []).Order(StringComparer.Ordinal))
        {
            Word(found, id, $"parameter {name} in this pack", Text(was?.Parameters.GetValueOrDefault(name)), Text(now?.Parameters.GetValueOrDefault(name)), "");
        }
    }

    private static void Word(ImmutableArray<PackDifference>.Builder found, string what, string name, string was, string now, string direction)
    {
        if (was != now)
        {
            found.Add(new("changed", what, $"{name}: {(was.Length == 0 ? "none" : was)} → {(now.Length == 0 ? "none" : now)}", direction));
        }
    }

    /// <summary>The rule without its METADATA, so that a changed word in a title is not taken for a changed rule.</summary>
    private static string RuleOf(Control control) =>
        string.Join('\n', File.ReadAllLines(control.File).Where(l => !l.StartsWith('#') && l.Trim().Length > 0));

    private static string Title(PackLibrary library, string id) => library.Controls.TryGetValue(id, out var control) ? control.Title : "a control that has no rule yet";

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "none";

    private static string Day(DateOnly? day) => day is { } d ? d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "at once";
}
