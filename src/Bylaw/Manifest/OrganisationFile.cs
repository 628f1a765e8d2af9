using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary><c>organisation.yaml</c>: what is said once for all systems of an organisation; a manifest's own words win over it, save that it may only make parameters stricter.</summary>
public sealed class OrganisationFile
{
    /// <summary>The file's name.</summary>
    public const string FileName = "organisation.yaml";

    private static readonly string[] _context = ["size", "regulated_entity", "public_body"];
    private static readonly string[] _system = ["operator_roles", "jurisdictions", "commercial"];

    private OrganisationFile(string path, string text, YamlTree tree)
    {
        Path = path;
        Text = text;
        Tree = tree;
    }

    /// <summary>Gets the path as messages name it: relative to the manifest's folder.</summary>
    public string Path { get; }

    /// <summary>Gets the text as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the document with its places.</summary>
    public YamlTree Tree { get; }

    /// <summary>Gets the parameters of controls that hold for every system.</summary>
    public JsonObject Parameters
    {
        get
        {
            var parameters = (Root["parameters"] as JsonObject)?.DeepClone().AsObject() ?? [];
            Set("SEC-006", "allowed_regions", Root["regions"]);
            Set("SUP-002", "trusted_signers", Root["trusted_signers"]);
            return parameters;

            void Set(string control, string name, JsonNode? value)
            {
                if (value is not null)
                {
                    var own = (parameters[control] as JsonObject)?.DeepClone().AsObject() ?? [];
                    own[name] = value.DeepClone();
                    parameters[control] = own;
                }
            }
        }
    }

    private JsonObject Root => (JsonObject)Tree.Root;

    /// <summary>Reads the file.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="problems">What is wrong is added.</param>
    /// <returns>The file; null when it cannot be read at all.</returns>
    public static OrganisationFile? Read(string path, string text, ICollection<ManifestProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        YamlTree tree;
        try
        {
            tree = YamlTree.Read(text);
        }
        catch (FormatException error)
        {
            problems.Add(GovernanceManifest.OfYaml(error) with { File = path });
            return null;
        }
        if (tree.Root is not JsonObject root || root["organisation"]?.ToString() != "1")
        {
            problems.Add(new ManifestProblem(1, 1, "the organisation file must be a mapping that begins with `organisation: 1`") { File = path });
            return null;
        }
        var found = new List<ManifestProblem>();
        new ManifestCheck(tree, found).Check(Schema(), root, "");
        foreach (var problem in found)
        {
            problems.Add(problem with { File = path });
        }
        return new OrganisationFile(path, text, tree);
    }

    /// <summary>Gets the facts about the organisation itself.</summary>
    internal JsonObject Facts() => new(_context.Where(n => Root[n] is not null).Select(n => KeyValuePair.Create(n, Root[n]?.DeepClone())));

    /// <summary>Builds the schema of the file.</summary>
    /// <returns>A JSON Schema, draft 2020-12.</returns>
    public static JsonObject Schema()
    {
        var system = ManifestSchema.Facts("system")["properties"]!;
        var context = ManifestSchema.Facts("context")["properties"]!["organisation"]!["properties"]!;
        var properties = new JsonObject
        {
            ["organisation"] = new JsonObject { ["type"] = "integer", ["const"] = 1, ["description"] = "version of the format" },
            ["name"] = new JsonObject { ["type"] = "string", ["description"] = "what the organisation is called" },
            ["owner"] = system["owner"]!.DeepClone(),
            ["regions"] = Texts("regions in which data and services may be; the limit of SEC-006"),
            ["trusted_keys"] = Texts("public keys (PEM) that may sign models and provenance"),
            ["trusted_signers"] = Texts("identities that may sign models; the limit of SUP-002"),
            ["approvers"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "whose approvals count, in which role, by which key",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject(((string[])["person", "role", "key"]).Select(n => KeyValuePair.Create(n, (JsonNode?)new JsonObject { ["type"] = "string" }))),
                    ["additionalProperties"] = false,
                },
            },
            ["vendors"] = ManifestSchema.Build()["properties"]!["vendors"]!.DeepClone(),
            ["risk_tolerance"] = system["risk_register"]!["properties"]!["tolerance"]!.DeepClone(),
            ["parameters"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "object" }, ["description"] = "limits of controls for every system" },
        };
        foreach (var name in _context)
        {
            properties[name] = context[name]!.DeepClone();
        }
        foreach (var name in _system)
        {
            properties[name] = system[name]!.DeepClone();
        }
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:bylaw:organisation:v1",
            ["title"] = "Organisation file",
            ["type"] = "object",
            ["required"] = new JsonArray("organisation"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    /// <summary>Puts what the organisation says under what a manifest says.</summary>
    internal static ImmutableArray<ManifestSubject> Under(OrganisationFile? organisation, ImmutableArray<ManifestSubject> subjects)
    {
        if (organisation is null)
        {
            return subjects;
        }
        var root = organisation.Root;
        var result = subjects.Select(s => s.Kind switch
        {
            "system" => organisation.UnderSystem(s),
            _ => OptionsUnder(organisation, s),
        }).ToList();
        if (root["vendors"] is JsonArray vendors)
        {
            var own = result.Find(s => s.Kind == "vendors");
            var names = own?.Declared["items"]?.AsArray().Select(v => v!["name"]?.ToString()).ToHashSet() ?? [];
            var items = new JsonArray([.. (own?.Declared["items"]?.AsArray() ?? []).Concat(vendors.Where(v => !names.Contains(v?["name"]?.ToString()))).Select(v => v!.DeepClone())]);
            result.RemoveAll(s => s.Kind == "vendors");
            result.Add(new ManifestSubject("vendors", "vendors", new JsonObject { ["items"] = items }, own?.Pointer ?? ""));
        }
        return [.. result];
    }

    /// <summary>Tells collectors whose approvals and signatures count.</summary>
    internal static ManifestSubject OptionsUnder(OrganisationFile? organisation, ManifestSubject subject) => subject.Kind switch
    {
        "approval" or "system" or "evaluation" or "pipeline" or "agent" => subject with { Options = With(subject.Options, "approvers", organisation?.Root["approvers"]) },
        "model" => subject with { Options = With(subject.Options, "trusted_keys", organisation?.Root["trusted_keys"]) },
        _ => subject,
    };

    private ManifestSubject UnderSystem(ManifestSubject system)
    {
        var facts = system.Declared;
        foreach (var name in _system)
        {
            facts = With(facts, name, Root[name]);
        }
        if (Root["owner"] is JsonObject owner)
        {
            var own = facts["owner"] as JsonObject ?? [];
            foreach (var (name, value) in owner)
            {
                own = With(own, name, value);
            }
            facts = facts.DeepClone().AsObject();
            facts["owner"] = own.DeepClone();
        }
        if (Root["risk_tolerance"] is { } tolerance && facts["risk_register"]?["tolerance"] is null)
        {
            facts = facts.DeepClone().AsObject();
            var register = facts["risk_register"] as JsonObject ?? [];
            register["tolerance"] = tolerance.DeepClone();
            facts["risk_register"] = register.Parent is null ? register : facts["risk_register"];
        }
        return system with { Declared = facts };
    }

    private static JsonObject Texts(string description) =>
        new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = description };

    private static JsonObject With(JsonObject facts, string name, JsonNode? value)
    {
        if (value is null || facts[name] is not null)
        {
            return facts;
        }
        var more = facts.DeepClone().AsObject();
        more[name] = value.DeepClone();
        return more;
    }
}
