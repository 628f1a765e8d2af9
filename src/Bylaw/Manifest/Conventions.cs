using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Manifest;

/// <summary>Finds the files that belong to a system where they usually stand, so that a manifest need not name them.</summary>
/// <remarks>
/// What the manifest says wins. A subject that conventions add has no place in the manifest. A system that is of high or limited risk, or is in use,
/// is expected to have logs, monitoring, approvals and the rest: where nothing is found the subject is there all the same, so that its controls see
/// missing evidence and not silence.
/// </remarks>
public static class Conventions
{
    private static readonly string[] _dataForms = [".csv", ".tsv", ".parquet", ".jsonl", ".ndjson", ".arrow", ".feather", ".avro", ".xlsx"];
    private static readonly string[] _weightForms =
        [".onnx", ".safetensors", ".gguf", ".tflite", ".pmml", ".pkl", ".pickle", ".joblib", ".pt", ".pth", ".bin", ".h5", ".keras", ".ckpt", ".ubj", ".mlmodel", ".npy", ".npz", ".zip"];

    /// <summary>The kinds that a system in use is expected to have, and what a subject of each is called when nothing names it.</summary>
    private static readonly (string Kind, string Id, string Folder)[] _expected =
    [
        ("approval", "approvals", "approvals"),
        ("incident", "incidents", "incidents"),
        ("infra", "infrastructure", "infra"),
        ("logging", "logging", "logs"),
        ("monitoring", "monitoring", "monitoring"),
        ("pipeline", "pipelines", ""),
    ];

    /// <summary>Adds what the files of a folder say to the subjects of a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="files">The folder in which it stands.</param>
    /// <returns>All subjects: the declared ones with what was found, then those that were only found or are expected.</returns>
    public static ImmutableArray<ManifestSubject> Apply(GovernanceManifest manifest, SourceFolder files)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(files);
        var data = List(files, "data").Where(f => _dataForms.Contains(Path.GetExtension(f).ToLowerInvariant())).ToList();
        var datasets = manifest.Subjects.Count(s => s.Kind == "dataset");
        var models = manifest.Subjects.Count(s => s.Kind == "model");
        var subjects = manifest.Subjects.Select(s => s.Kind switch
        {
            "dataset" => WithLock(WithProfile(WithPath(s, Dataset(s, data, datasets)), files), files),
            "model" => Model(s, files, models),
            "evaluation" => Evaluation(s, manifest, files),
            "agent" => WithPath(s, AgentPath(s, files)),
            "monitoring" or "approval" or "logging" or "incident" => WithPath(s, FolderOf(s.Kind) is { } folder && files.FolderExists(folder) ? folder : null),
            "infra" => s.Options["paths"] is null && s.Options["path"] is null && files.FolderExists("infra") ? With(s, "paths", new JsonArray("infra")) : s,
            _ => s,
        }).ToList();
        AddEvaluations(subjects, manifest, files);
        AddAudit(subjects, files);
        AddExpected(subjects, manifest, files);
        return [.. subjects.Select(s => s with { Declared = MissingFiles.Without(s.Declared, files) })];
    }

    private static void AddExpected(List<ManifestSubject> subjects, GovernanceManifest manifest, SourceFolder files)
    {
        var inUse = manifest.System["risk"]?["class"]?.ToString() is "high" or "limited" or "prohibited"
            || manifest.System["status"]?.ToString() is "staging" or "production";
        foreach (var (kind, id, folder) in _expected.Where(e => !subjects.Exists(s => s.Kind == e.Kind)))
        {
            var isThere = folder.Length > 0 && files.FolderExists(folder);
            if (!isThere && !inUse)
            {
                continue;
            }
            var options = new JsonObject();
            if (isThere)
            {
                options[kind == "infra" ? "paths" : "path"] = kind == "infra" ? new JsonArray(folder) : folder;
            }
            else if (kind == "infra")
            {
                options["paths"] = new JsonArray();
            }
            subjects.Add(new ManifestSubject(kind, id, [], "") { Options = options });
        }
        if (!subjects.Exists(s => s.Kind == "vendors") && (files.FolderExists("vendor") || inUse && subjects.Exists(s => s.Kind == "model" && s.Declared["base"]?["hosting"]?.ToString() == "api")))
        {
            subjects.Add(new ManifestSubject("vendors", "vendors", [], ""));
        }
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i].Kind == "system" && subjects.Find(s => s.Kind == "approval")?.Options["approvers"] is JsonArray approvers)
            {
                subjects[i] = With(subjects[i], "approvers", approvers.DeepClone());
            }
            if (subjects[i].Kind == "vendors" && subjects[i].Options["path"] is null && files.FolderExists("vendor"))
            {
                subjects[i] = With(subjects[i], "path", "vendor");
            }
            subjects[i] = OrganisationFile.OptionsUnder(manifest.Shared, subjects[i]);
        }
    }

    /// <summary>Adds <c>eval/predictions.csv</c> and every report beside it that the manifest does not name.</summary>
    private static void AddEvaluations(List<ManifestSubject> subjects, GovernanceManifest manifest, SourceFolder files)
    {
        var named = subjects.Where(s => s.Kind == "evaluation").SelectMany(s => new[] { s.Options["predictions"]?.ToString(), s.Options["path"]?.ToString(), s.Id }).ToHashSet(StringComparer.Ordinal);
        foreach (var file in List(files, "eval").Where(f => !named.Contains(f) && !named.Contains(Path.GetFileNameWithoutExtension(f))))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (Path.GetExtension(file) is ".csv" or ".parquet" && name.StartsWith("predictions", StringComparison.Ordinal))
            {
                // An evaluation is of one kind: the same answers say how well the model does, and how evenly.
                var suffix = name == "predictions" ? "" : name["predictions".Length..];
                foreach (var kind in (string[])["performance", "fairness"])
                {
                    var options = new JsonObject { ["predictions"] = file, ["kind"] = kind };
                    var subject = Evaluation(new ManifestSubject("evaluation", kind + suffix, [], "") { Options = options }, manifest, files);
                    if (kind == "performance" || subject.Options["attributes"] is JsonArray { Count: > 0 })
                    {
                        subjects.Add(subject);
                    }
                }
            }
            else if (Path.GetExtension(file) is ".json")
            {
                subjects.Add(new ManifestSubject("evaluation", name, [], "") { Options = new JsonObject { ["path"] = file } });
            }
        }
        if (!subjects.Exists(s => s.Kind == "evaluation") && manifest.System["risk"]?["class"]?.ToString() == "high")
        {
            subjects.Add(new ManifestSubject("evaluation", "evaluations", [], ""));
        }
    }

    /// <summary>A bias audit by counts stands in <c>audit/</c>.</summary>
    private static void AddAudit(List<ManifestSubject> subjects, SourceFolder files)
    {
        if (files.FileExists("audit/counts.csv") && !subjects.Exists(s => s.Options["path"]?.ToString() == "audit"))
        {
            subjects.Add(new ManifestSubject("evaluation", "audit", [], "") { Options = new JsonObject { ["path"] = "audit" } });
        }
    }

    /// <summary>Names the columns of a predictions file, where they bear the usual names, and the model that was evaluated.</summary>
    private static ManifestSubject Evaluation(ManifestSubject subject, GovernanceManifest manifest, SourceFolder files)
    {
        if (subject.Options["predictions"]?.ToString() is not { } table || !table.EndsWith(".csv", StringComparison.Ordinal) || !files.FileExists(table))
        {
            return subject;
        }
        var header = File.ReadLines(files.Resolve(table)).FirstOrDefault()?.Split(',').Select(c => c.Trim().Trim('"')).ToList() ?? [];
        foreach (var (option, column) in new[] { ("label", "label"), ("score", "score"), ("prediction", "decision"), ("prediction", "prediction") })
        {
            if (subject.Options[option] is null && header.Contains(column))
            {
                subject = With(subject, option, column);
            }
        }
        if (subject.Options["attributes"] is null && subject.Options["kind"]?.ToString() != "performance" && manifest.System["fairness"]?["metric_choice"]?["protected_attributes"] is JsonArray attributes)
        {
            subject = With(subject, "attributes", new JsonArray([.. attributes.Where(a => header.Contains(a!.ToString())).Select(a => a!.DeepClone())]));
        }
        return subject;
    }

    private static ManifestSubject Model(ManifestSubject subject, SourceFolder files, int count)
    {
        if (subject.Options["path"] is null && ModelPath(subject.Id, files, count) is { } path)
        {
            subject = With(subject, "path", path);
        }
        if (subject.Options["aibom"] is null or JsonObject && subject.Declared["aibom"] is null && files.FileExists("bom.cdx.json"))
        {
            subject = With(subject, "aibom", "bom.cdx.json");
        }
        return subject;
    }

    private static string? ModelPath(string id, SourceFolder files, int count)
    {
        foreach (var folder in (string[])[$"models/{id}", $"model/{id}"])
        {
            if (files.FolderExists(folder))
            {
                return Weights(files, folder);
            }
        }
        if (count == 1 && files.FolderExists("model"))
        {
            // Whatever else lies there is part of the one model: a pickle beside the weights is not passed over.
            return Weights(files, "model");
        }
        var all = List(files, "model").Concat(List(files, "models")).Where(IsWeights).ToList();
        var own = all.Where(f => IsNamed(f, id)).ToList();
        return own.Count == 1 ? own[0] : null;
    }

    /// <summary>The one file with weights when there is one, so that its digest is the model's; the folder when there are several.</summary>
    private static string Weights(SourceFolder files, string folder)
    {
        var weights = List(files, folder).Where(IsWeights).ToList();
        return weights.Count == 1 ? weights[0] : folder;
    }

    private static bool IsWeights(string file) => _weightForms.Contains(Path.GetExtension(file).ToLowerInvariant());

    private static string? Dataset(ManifestSubject subject, List<string> data, int count)
    {
        if (subject.Options["paths"] is not null || subject.Options["query"] is not null)
        {
            return null;
        }
        if (data.Find(f => Path.GetFileNameWithoutExtension(f).Equals(subject.Id, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return exact;
        }
        var own = data.Where(f => IsNamed(f, subject.Id)).ToList();
        return own.Count == 1 ? own[0] : count == 1 && data.Count == 1 ? data[0] : null;
    }

    /// <summary>Tells whether a file bears an id: its name is the id, or the id begins with it, as <c>applicants-2026q2</c> does with <c>applicants</c>.</summary>
    private static bool IsNamed(string file, string id)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.Equals(id, StringComparison.OrdinalIgnoreCase)
            || (name.Length >= 4 && id.StartsWith(name, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(id[name.Length]))
            || (id.Length >= 4 && name.StartsWith(id, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(name[id.Length]));
    }

    /// <summary>Adds the card and the profile settings that stand beside the data: <c>DATACARD.md</c>, <c>profile.yaml</c> or <c>NAME.profile.yaml</c>.</summary>
    private static ManifestSubject WithProfile(ManifestSubject subject, SourceFolder files)
    {
        if (subject.Options["path"]?.ToString() is not { } path || Path.GetDirectoryName(path)?.Replace('\\', '/') is not { Length: > 0 } folder)
        {
            return subject;
        }
        var profile = subject.Options["profile"] as JsonObject is { } own ? own.DeepClone().AsObject() : [];
        var settings = new[] { $"{folder}/{Path.GetFileNameWithoutExtension(path)}.profile.yaml", $"{folder}/profile.yaml" }.FirstOrDefault(files.FileExists);
        if (settings is not null && YamlTree.TryRead(File.ReadAllText(files.Resolve(settings)))?.Root is JsonObject more)
        {
            foreach (var (name, value) in more.Where(m => !profile.ContainsKey(m.Key)))
            {
                profile[name] = value?.DeepClone();
            }
        }
        if (profile["card"] is null && files.FileExists($"{folder}/DATACARD.md"))
        {
            profile["card"] = $"{folder}/DATACARD.md";
        }
        return profile.Count == 0 ? subject : With(subject, "profile", profile);
    }

    /// <summary>Takes the digest that was locked for a file: <c>datasets.lock.json</c> beside the data maps paths to SHA-256.</summary>
    private static ManifestSubject WithLock(ManifestSubject subject, SourceFolder files)
    {
        if (subject.Declared["declared_digest"] is not null || subject.Options["path"]?.ToString() is not { } path)
        {
            return subject;
        }
        var folder = Path.GetDirectoryName(path)?.Replace('\\', '/');
        var file = string.IsNullOrEmpty(folder) ? "datasets.lock.json" : $"{folder}/datasets.lock.json";
        if (!files.FileExists(file) || YamlTree.TryRead(File.ReadAllText(files.Resolve(file)))?.Root is not JsonObject locked || locked[path]?.ToString() is not { } digest)
        {
            return subject;
        }
        var facts = subject.Declared.DeepClone().AsObject();
        facts["declared_digest"] = digest.Replace("sha256:", "", StringComparison.Ordinal);
        return subject with { Declared = facts };
    }

    private static string? AgentPath(ManifestSubject subject, SourceFolder files) =>
        files.FolderExists($"agents/{subject.Id}") ? $"agents/{subject.Id}" : files.FolderExists($"agent/{subject.Id}") ? $"agent/{subject.Id}" : files.FolderExists("agent") ? "agent" : null;

    private static string? FolderOf(string kind) => _expected.Where(e => e.Kind == kind).Select(e => e.Folder).FirstOrDefault();

    private static ManifestSubject WithPath(ManifestSubject subject, string? path) =>
        path is null || subject.Options["path"] is not null ? subject : With(subject, "path", path);

    private static ManifestSubject With(ManifestSubject subject, string name, JsonNode value)
    {
        var options = subject.Options.DeepClone().AsObject();
        options[name] = value;
        return subject with { Options = options };
    }

    private static IEnumerable<string> List(SourceFolder files, string folder) => files.FolderExists(folder) ? files.EnumerateFiles(folder) : [];
}
