using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Comparing;

/// <summary>Compares two sets of evidence by what they state; when it was collected does not count.</summary>
public static class EvidenceComparison
{
    /// <summary>What names an item of a list, best first. Items are matched by it when every item of both lists has one of its own.</summary>
    private static readonly string[][] _names = [["address"], ["id"], ["rule", "path", "x_line"], ["path", "kind", "name"], ["path"], ["server", "name"], ["name"], ["person", "role"], ["control_id", "subject"]];

    /// <summary>Lists all differences, by kind, subject and place.</summary>
    /// <param name="before">The first set.</param>
    /// <param name="after">The second set.</param>
    /// <returns>The differences; empty when both state the same.</returns>
    public static IReadOnlyList<EvidenceChange> Compare(IEnumerable<EvidenceDocument> before, IEnumerable<EvidenceDocument> after)
    {
        var (first, second) = (Facts(before), Facts(after));
        var changes = new List<EvidenceChange>();
        foreach (var key in first.Keys.Union(second.Keys).OrderBy(k => k.Kind, StringComparer.Ordinal).ThenBy(k => k.Subject, StringComparer.Ordinal))
        {
            if (!first.TryGetValue(key, out var old))
            {
                changes.Add(new EvidenceChange(key.Kind, key.Subject, "", ChangeForm.Added, null, second[key]));
            }
            else if (!second.TryGetValue(key, out var now))
            {
                changes.Add(new EvidenceChange(key.Kind, key.Subject, "", ChangeForm.Removed, old, null));
            }
            else
            {
                Visit(key, "", old, now, changes);
            }
        }
        return changes;
    }

    /// <summary>Puts the documents about one subject together, as an assessment does.</summary>
    private static Dictionary<(string Kind, string Subject), JsonObject> Facts(IEnumerable<EvidenceDocument> documents)
    {
        var facts = new Dictionary<(string, string), JsonObject>();
        foreach (var document in documents.OrderBy(d => d.Collector.Name, StringComparer.Ordinal))
        {
            if (!facts.TryGetValue((document.Kind, document.Subject.Name), out var all))
            {
                facts[(document.Kind, document.Subject.Name)] = all = [];
            }
            Merge(all, document.Spec);
            if (document.Completeness is { IsComplete: false } partial)
            {
                all["(not looked at)"] = new JsonArray([.. partial.Skipped.Select(s => (JsonNode)s)]);
            }
        }
        return facts;
    }

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (target[name] is JsonObject inner && value is JsonObject more)
            {
                Merge(inner, more);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void Visit((string Kind, string Subject) key, string path, JsonNode? before, JsonNode? after, List<EvidenceChange> changes)
    {
        if (before is JsonObject a && after is JsonObject b)
        {
            foreach (var name in a.Select(m => m.Key).Union(b.Select(m => m.Key)).Where(n => n != "at" || !IsRunOfCollector(path, a, b)).Order(StringComparer.Ordinal))
            {
                VisitMember(key, $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", a.ContainsKey(name), a[name], b.ContainsKey(name), b[name], changes);
            }
        }
        else if (before is JsonArray old && after is JsonArray now)
        {
            VisitList(key, path, old, now, changes);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(new EvidenceChange(key.Kind, key.Subject, path, ChangeForm.Changed, before, after));
        }
    }

    /// <summary>A scan within the facts says by which engine it was made, and the check of a ledger that it was one: when they ran does not count either.</summary>
    private static bool IsRunOfCollector(string path, JsonObject before, JsonObject after) =>
        path.EndsWith("/tamper_check", StringComparison.Ordinal) || (path.Length > 0 && before.ContainsKey("engine") && after.ContainsKey("engine"));

    private static void VisitMember((string, string) key, string path, bool isBefore, JsonNode? before, bool isAfter, JsonNode? after, List<EvidenceChange> changes)
    {
        if (isBefore && isAfter)
        {
            Visit(key, path, before, after, changes);
        }
        else
        {
            changes.Add(new EvidenceChange(key.Item1, key.Item2, path, isAfter ? ChangeForm.Added : ChangeForm.Removed, before, after));
        }
    }

    private static void VisitList((string, string) key, string path, JsonArray before, JsonArray after, List<EvidenceChange> changes)
    {
        var naming = Array.Find(_names, n => IsNaming(before, n) && IsNaming(after, n));
        if (naming is null && before.Concat(after).All(i => i is JsonValue))
        {
            // Plain values are a set: what came and what went counts, not the order.
            var (old, now) = (before.Select(i => i!.ToJsonString()).ToList(), after.Select(i => i!.ToJsonString()).ToList());
            changes.AddRange(before.Where(i => !now.Contains(i!.ToJsonString())).Select(i => new EvidenceChange(key.Item1, key.Item2, path, ChangeForm.Removed, i, null)));
            changes.AddRange(after.Where(i => !old.Contains(i!.ToJsonString())).Select(i => new EvidenceChange(key.Item1, key.Item2, path, ChangeForm.Added, null, i)));
            return;
        }
        if (naming is null)
        {
            for (var i = 0; i < Math.Max(before.Count, after.Count); i++)
            {
                VisitMember(key, $"{path}/{i}", i < before.Count, i < before.Count ? before[i] : null, i < after.Count, i < after.Count ? after[i] : null, changes);
            }
            return;
        }
        var first = before.ToDictionary(i => NameOf(i!, naming), StringComparer.Ordinal);
        var second = after.ToDictionary(i => NameOf(i!, naming), StringComparer.Ordinal);
        foreach (var name in first.Keys.Union(second.Keys).Order(StringComparer.Ordinal))
        {
            VisitMember(key, $"{path}/[{name}]", first.TryGetValue(name, out var old), old, second.TryGetValue(name, out var now), now, changes);
        }
    }

    private static bool IsNaming(JsonArray list, string[] names) =>
        list.All(i => i is JsonObject o && names.All(n => o[n] is JsonValue)) && list.Select(i => NameOf(i!, names)).Distinct(StringComparer.Ordinal).Count() == list.Count;

    private static string NameOf(JsonNode item, string[] names) => string.Join(' ', names.Select(n => item[n]!.ToString()));
}
