using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Reads subjects and facts from a checked manifest. What has a fault is left out, and the rest is read.</summary>
internal sealed class ManifestReader(YamlTree tree, List<ManifestProblem> problems)
{
    private readonly HashSet<string> _broken = new(problems.Select(p => p.Pointer), StringComparer.Ordinal);

    /// <summary>Reads all declared subjects: the system first, then the others by section.</summary>
    public ImmutableArray<ManifestSubject> Read(JsonObject root)
    {
        var subjects = ImmutableArray.CreateBuilder<ManifestSubject>();
        if (root["system"] is JsonObject system)
        {
            subjects.Add(Subject("system", system["id"]?.ToString() ?? "system", system, "/system"));
        }
        foreach (var section in ManifestGrammar.Sections.Values)
        {
            switch (root[section.Name])
            {
                case JsonArray items when section.Form == SectionForm.Items:
                    subjects.Add(Items(section, items));
                    break;
                case JsonArray list:
                    ReadList(section, list, subjects);
                    break;
                case JsonObject one when section.Form == SectionForm.One:
                    subjects.Add(Subject(section.Kind, one["id"]?.ToString() ?? section.Name, one, $"/{section.Name}"));
                    break;
                default:
                    break;
            }
        }
        return subjects.ToImmutable();
    }

    private void ReadList(ManifestSection section, JsonArray list, ImmutableArray<ManifestSubject>.Builder subjects)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            var pointer = $"/{section.Name}/{i}";
            if (list[i] is not JsonObject entry || entry["id"] is not JsonValue id || id.ToString().Length == 0)
            {
                continue; // told by the schema
            }
            if (!seen.Add(id.ToString()))
            {
                var (line, column) = tree.PlaceOf($"{pointer}/id");
                problems.Add(new ManifestProblem(line, column, $"`{id}` is declared twice in `{section.Name}`: give one of them another id") { Pointer = pointer });
                continue;
            }
            subjects.Add(Subject(section.Kind, id.ToString(), entry, pointer));
        }
    }

    private ManifestSubject Items(ManifestSection section, JsonArray items)
    {
        var options = new JsonObject();
        foreach (var entry in items.OfType<JsonObject>())
        {
            foreach (var name in section.Options.Keys.Where(entry.ContainsKey))
            {
                options[name] = entry[name]?.DeepClone();
            }
        }
        var facts = DeclaredFacts.Of(
            section.Kind, new JsonObject { ["items"] = items.DeepClone() }, inner => inner != "/items" && _broken.Contains($"/{section.Name}{inner["/items".Length..]}"));
        options["items"] = facts["items"]?.DeepClone();
        return new ManifestSubject(section.Kind, section.Name, facts, $"/{section.Name}") { Options = options };
    }

    private ManifestSubject Subject(string kind, string id, JsonObject entry, string pointer)
    {
        var facts = Facts(kind, entry, pointer);
        return new ManifestSubject(kind, id, facts, pointer) { Options = entry };
    }

    private JsonObject Facts(string kind, JsonObject entry, string pointer) =>
        DeclaredFacts.Of(kind, entry, inner => _broken.Contains(pointer + inner));
}
