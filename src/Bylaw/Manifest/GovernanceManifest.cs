using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary><c>governance.yaml</c>: what a repository declares about its AI systems.</summary>
public sealed class GovernanceManifest
{
    /// <summary>The file's name.</summary>
    public const string FileName = "governance.yaml";

    private static readonly Lazy<JsonObject> _schema = new(ManifestSchema.Build);

    private GovernanceManifest(string path, string text, YamlTree tree, ImmutableArray<ManifestSubject> subjects, ImmutableArray<ProposedMark> proposed, OrganisationFile? shared)
    {
        Path = path;
        Text = text;
        Tree = tree;
        Subjects = subjects;
        Proposed = proposed;
        Shared = shared;
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets the text as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the document with its places.</summary>
    public YamlTree Tree { get; }

    /// <summary>Gets the subjects: the system first, then the declared ones by section, then what conventions added.</summary>
    public ImmutableArray<ManifestSubject> Subjects { get; }

    /// <summary>Gets the values that a program proposed and no person has confirmed yet.</summary>
    public ImmutableArray<ProposedMark> Proposed { get; }

    /// <summary>Gets what is wrong with the file, one line each with its place; what it touches states nothing.</summary>
    public ImmutableArray<string> Faults { get; private init; } = [];

    /// <summary>Gets the organisation's own file; null when there is none.</summary>
    public OrganisationFile? Shared { get; }

    /// <summary>Gets what is declared of the organisation: size, regulated_entity, public_body.</summary>
    public JsonObject Organisation
    {
        get
        {
            var facts = Shared?.Facts() ?? [];
            foreach (var (name, value) in Root["organisation"] as JsonObject ?? [])
            {
                facts[name] = value?.DeepClone();
            }
            return facts;
        }
    }

    /// <summary>Gets what is declared of the system.</summary>
    public JsonObject System => Root["system"] as JsonObject ?? [];

    /// <summary>Gets the parameters that were set, by control and name: the manifest's over the organisation's.</summary>
    public JsonObject Parameters
    {
        get
        {
            var parameters = Shared?.Parameters.DeepClone().AsObject() ?? [];
            foreach (var (control, set) in Root["parameters"] as JsonObject ?? [])
            {
                var own = parameters[control] as JsonObject ?? [];
                foreach (var (name, value) in set as JsonObject ?? [])
                {
                    own[name] = value?.DeepClone();
                }
                parameters[control] = own.Parent is null ? own : own.DeepClone();
            }
            return parameters;
        }
    }

    /// <summary>Names the file that sets a parameter, relative to the manifest's folder: the manifest, or the organisation's file where the manifest is silent.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The file.</returns>
    public string FileOfParameter(string control, string name) =>
        (Root["parameters"] as JsonObject)?[control] is JsonObject own && own.ContainsKey(name) || Shared is null ? Path : Shared.Path;

    /// <summary>Gets the packs that the system is held to; <c>baseline</c> when none are named.</summary>
    public ImmutableArray<string> Packs =>
        System["packs"] is JsonObject packs && packs["enabled"] is JsonArray names
            ? [.. names.OfType<JsonValue>().Select(n => n.ToString())]
            : ["baseline"];

    /// <summary>Gets the document.</summary>
    internal JsonObject Root => (JsonObject)Tree.Root;

    /// <summary>Reads a manifest that has to be whole.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">All that is wrong with it; empty when it was read.</param>
    /// <returns>The manifest; null when something is wrong.</returns>
    public static GovernanceManifest? TryRead(string path, string text, out IReadOnlyList<ManifestProblem> problems)
    {
        var manifest = Read(path, text, null, out problems);
        return problems.Count == 0 ? manifest : null;
    }

    /// <summary>Reads what can be read of a manifest. What is wrong is told and states no fact; the rest is there.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="organisation">The organisation's file, or null.</param>
    /// <param name="problems">All that is wrong with it, in the order of lines.</param>
    /// <returns>The manifest; null when it is no YAML or names no system.</returns>
    public static GovernanceManifest? Read(string path, string text, OrganisationFile? organisation, out IReadOnlyList<ManifestProblem> problems)
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
            found.Add(OfYaml(error));
            return null;
        }
        if (tree.Root is not JsonObject root)
        {
            found.Add(new ManifestProblem(1, 1, "the manifest must be a mapping that begins with `governance: 1`"));
            return null;
        }
        new ManifestCheck(tree, found).Check(_schema.Value, root, "");
        var subjects = new ManifestReader(tree, found).Read(root);
        found.Sort((a, b) => (a.Line, a.Column).CompareTo((b.Line, b.Column)));
        return root["system"] is JsonObject
            ? new GovernanceManifest(path, text, tree, OrganisationFile.Under(organisation, subjects), ProposedMark.Read(text, tree), organisation)
            : null;
    }

    /// <summary>Returns the same manifest with the subjects that the files of its folder add.</summary>
    /// <param name="subjects">All subjects.</param>
    /// <returns>A new manifest.</returns>
    public GovernanceManifest WithSubjects(ImmutableArray<ManifestSubject> subjects) => new(Path, Text, Tree, subjects, Proposed, Shared) { Faults = Faults };

    /// <summary>Returns the same manifest with what is wrong with it.</summary>
    /// <param name="faults">One line each with its place.</param>
    /// <returns>A new manifest.</returns>
    public GovernanceManifest WithFaults(ImmutableArray<string> faults) => new(Path, Text, Tree, Subjects, Proposed, Shared) { Faults = faults };

    /// <summary>Makes a problem of a fault in YAML text, whose message begins with line and column.</summary>
    internal static ManifestProblem OfYaml(FormatException error)
    {
        var parts = error.Message.Split(':', 3);
        return new ManifestProblem(int.Parse(parts[0], null), int.Parse(parts[1], null), parts[2].Trim());
    }

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
        return new GovernanceManifest(Path, Text, Tree with { Root = root }, Subjects, Proposed, null) { Faults = Faults };
    }

    /// <summary>Finds the word that was likely meant.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The known words.</param>
    /// <returns>The nearest one; null for none.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates) => NearWord.Find(word, candidates);
}
