using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Says what is wrong in a manifest, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and how to mend it; lower-case, one line.</param>
public sealed record ManifestProblem(int Line, int Column, string Message);

/// <summary>Something that a manifest declares and evidence is collected about.</summary>
/// <param name="Kind">The kind of evidence that is collected about it.</param>
/// <param name="Id">Its name; unique within its kind.</param>
/// <param name="Declared">What the manifest says of it: facts and collector options.</param>
/// <param name="Pointer">Where it stands in the manifest, as a JSON pointer.</param>
public sealed record ManifestSubject(string Kind, string Id, JsonObject Declared, string Pointer);

/// <summary><c>governance.yaml</c>: what a repository declares about its AI systems.</summary>
public sealed class GovernanceManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "governance.yaml";

    /// <summary>Sections that list subjects, and the kind of evidence about each.</summary>
    private static readonly ImmutableSortedDictionary<string, string> _sections = new Dictionary<string, string>
    {
        ["agents"] = "agent",
        ["approvals"] = "approval",
        ["datasets"] = "dataset",
        ["evaluations"] = "evaluation",
        ["infrastructure"] = "infra",
        ["models"] = "model",
        ["monitoring"] = "monitoring",
        ["pipelines"] = "pipeline",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static readonly ImmutableSortedSet<string> _known =
        [.. _sections.Keys, "governance", "system", "organisation", "parameters", "waivers", "scripts", "ledger"];

    private GovernanceManifest(string path, string text, YamlTree tree, ImmutableArray<ManifestSubject> subjects)
    {
        Path = path;
        Text = text;
        Tree = tree;
        Subjects = subjects;
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets the text as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the document with its places.</summary>
    public YamlTree Tree { get; }

    /// <summary>Gets the declared subjects: the system first, then the others in order.</summary>
    public ImmutableArray<ManifestSubject> Subjects { get; }

    /// <summary>Gets what is declared of the system.</summary>
    public JsonObject System => Root["system"] as JsonObject ?? [];

    /// <summary>Gets the parameters that the organisation set, by control and name.</summary>
    public JsonObject Parameters => Root["parameters"] as JsonObject ?? [];

    /// <summary>Gets what is declared of the organisation: size, regulated_entity, public_body and the like.</summary>
    public JsonObject Organisation => Root["organisation"] as JsonObject ?? [];

    /// <summary>Gets the packs that the system is held to; <c>baseline</c> when none are named.</summary>
    public ImmutableArray<string> Packs =>
        System["packs"] is JsonObject packs && packs["enabled"] is JsonArray names
            ? [.. names.OfType<JsonValue>().Select(n => n.ToString())]
            : ["baseline"];

    private JsonObject Root => (JsonObject)Tree.Root;

    /// <summary>Returns the manifest as it would be with other packs and parameters, to see what that would change.</summary>
    /// <param name="packs">The packs to hold the system to.</param>
    /// <param name="parameters">The parameters to set, by control and name.</param>
    /// <returns>A changed copy; places stay those of the file.</returns>
    public GovernanceManifest With(IEnumerable<string> packs, JsonObject parameters)
    {
        var root = (JsonObject)Root.DeepClone();
        if (root["system"] is not JsonObject system)
        {
            root["system"] = system = [];
        }
        system["packs"] = new JsonObject { ["enabled"] = new JsonArray([.. packs.Select(p => (JsonNode)p)]) };
        root["parameters"] = parameters.DeepClone();
        return new GovernanceManifest(Path, Text, Tree with { Root = root }, Subjects);
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">All that is wrong with it; empty when it was read.</param>
    /// <returns>The manifest; null when something is wrong.</returns>
    public static GovernanceManifest? TryRead(string path, string text, out IReadOnlyList<ManifestProblem> problems)
    {
        var found = new List<ManifestProblem>();
        problems = found;
        YamlTree tree;
        try
        {
            tree = YamlTree.Read(text);
        }
        catch (FormatException error)
        {
            var parts = error.Message.Split(':', 3);
            found.Add(new ManifestProblem(int.Parse(parts[0], null), int.Parse(parts[1], null), parts[2].Trim()));
            return null;
        }
        if (tree.Root is not JsonObject root)
        {
            found.Add(new ManifestProblem(1, 1, "the manifest must be a mapping that begins with `governance: 1`"));
            return null;
        }
        CheckTop(tree, root, found);
        var subjects = ReadSubjects(tree, root, found);
        return found.Count == 0 ? new GovernanceManifest(path, text, tree, subjects) : null;
    }

    private static void CheckTop(YamlTree tree, JsonObject root, List<ManifestProblem> problems)
    {
        if (root["governance"] is not JsonValue version || version.ToString() != "1")
        {
            problems.Add(At(tree, "/governance", "`governance: 1` is missing: it says which version of the format this is"));
        }
        if (root["system"] is not JsonObject)
        {
            problems.Add(At(tree, "/system", "`system:` is missing: it names the AI system, for example `system: {id: loan-score, purpose: …}`"));
        }
        foreach (var (key, _) in root)
        {
            if (!_known.Contains(key) && !key.StartsWith("x_", StringComparison.Ordinal))
            {
                var near = Nearest(key, _known);
                problems.Add(At(tree, $"/{key}", $"unknown key `{key}`" + (near is null ? "" : $"; did you mean `{near}`?")));
            }
        }
    }

    private static ImmutableArray<ManifestSubject> ReadSubjects(YamlTree tree, JsonObject root, List<ManifestProblem> problems)
    {
        var subjects = ImmutableArray.CreateBuilder<ManifestSubject>();
        if (root["system"] is JsonObject system)
        {
            if (system["id"] is not JsonValue id || id.ToString().Length == 0)
            {
                problems.Add(At(tree, "/system", "`system.id` is missing: a short name for the system"));
            }
            subjects.Add(new ManifestSubject("system", system["id"]?.ToString() ?? "system", system, "/system"));
        }
        foreach (var (section, kind) in _sections)
        {
            if (root[section] is null)
            {
                continue;
            }
            if (root[section] is not JsonArray list)
            {
                problems.Add(At(tree, $"/{section}", $"`{section}` must be a list"));
                continue;
            }
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < list.Count; i++)
            {
                var pointer = $"/{section}/{i}";
                if (list[i] is not JsonObject entry || entry["id"] is not JsonValue id || id.ToString().Length == 0)
                {
                    problems.Add(At(tree, pointer, $"each entry of `{section}` must be a mapping with an `id`"));
                }
                else if (!seen.Add(id.ToString()))
                {
                    problems.Add(At(tree, $"{pointer}/id", $"`{id}` is declared twice in `{section}`"));
                }
                else
                {
                    subjects.Add(new ManifestSubject(kind, id.ToString(), entry, pointer));
                }
            }
        }
        return subjects.ToImmutable();
    }

    private static ManifestProblem At(YamlTree tree, string pointer, string message)
    {
        var (line, column) = tree.PlaceOf(pointer);
        return new ManifestProblem(line, column, message);
    }

    /// <summary>Finds the word that was likely meant.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The known words.</param>
    /// <returns>The nearest one at most two edits away (insert, delete, replace); null for none.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates) =>
        candidates.Select(c => (Word: c, Distance: Distance(word, c))).Where(c => c.Distance <= 2).OrderBy(c => c.Distance).Select(c => c.Word).FirstOrDefault();

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
