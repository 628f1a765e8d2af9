using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Pipelines;

/// <summary>Reads pipelines of GitHub, GitLab and Azure: one resource a pipeline and one a job, with images and actions and whether they are pinned.</summary>
internal static class PipelineReader
{
    private const int MaxExtends = 11;

    private static readonly HashSet<string> _gitLabWords = new(StringComparer.Ordinal)
    {
        "stages", "variables", "default", "include", "workflow", "image", "services", "before_script", "after_script", "cache", "spec", "pages",
    };

    /// <summary>Names the pipeline system by path and shape, or null.</summary>
    public static string? Kind(string file, ConfigValue root)
    {
        var path = "/" + file.Replace('\\', '/');
        if (root["jobs"] is { Kind: ConfigKind.Map } && root["on"] is not null)
        {
            return "github-workflow";
        }
        if (path.Contains(".gitlab-ci", StringComparison.Ordinal))
        {
            return "gitlab-ci";
        }
        var isAzure = root["steps"] is { Kind: ConfigKind.List } || root["jobs"] is { Kind: ConfigKind.List } || root["stages"] is { Kind: ConfigKind.List, Items: [{ Kind: ConfigKind.Map }, ..] };
        return isAzure && (root["trigger"] ?? root["pool"] ?? root["pr"]) is not null || (isAzure && path.Contains("azure-pipelines", StringComparison.Ordinal)) ? "azure-pipeline" : null;
    }

    public static InfraReading Read(string file, string kind, ConfigValue root)
    {
        var resources = ImmutableArray.CreateBuilder<InfraResource>();
        resources.Add(Make(file, kind, root, null, []));
        IEnumerable<(string Name, ConfigValue Job)> jobs = kind switch
        {
            "github-workflow" => root["jobs"]!.Entries.Select(j => (j.Key, j.Value)),
            // A name that begins with a dot is a template for others and never runs itself.
            "gitlab-ci" => root.Entries.Where(e => !_gitLabWords.Contains(e.Key) && !e.Key.StartsWith('.') && e.Value.Kind == ConfigKind.Map).Select(e => (e.Key, Extended(root, e.Value, 0))),
            _ => AzureJobs(root),
        };
        foreach (var (name, job) in jobs)
        {
            if (job.Kind == ConfigKind.Map)
            {
                resources.Add(Make($"{file}#{name}", kind + "-job", job, root, References(kind, job, root)));
            }
        }
        return new InfraReading(resources.ToImmutable(), []);
    }

    private static IEnumerable<(string Name, ConfigValue Job)> AzureJobs(ConfigValue root)
    {
        if (root["steps"] is not null)
        {
            yield return ("steps", root);
        }
        foreach (var scope in (ConfigValue[])[root, .. root["stages"]?.Items ?? []])
        {
            foreach (var job in scope["jobs"]?.Items ?? [])
            {
                yield return ((job["job"] ?? job["deployment"])?.AsScalarText() ?? "job", job);
            }
        }
    }

    /// <summary>Lays a GitLab job over what it extends: maps merge, everything else of the job wins. A circle ends after as many steps as GitLab allows.</summary>
    private static ConfigValue Extended(ConfigValue root, ConfigValue job, int depth)
    {
        IEnumerable<string?> names = job["extends"] is { Kind: ConfigKind.List } list ? list.Items.Select(i => i.AsString()) : [job["extends"]?.AsString()];
        var below = ConfigMap.Empty;
        foreach (var name in names)
        {
            if (name is not null && depth < MaxExtends && root[name] is { Kind: ConfigKind.Map } template)
            {
                below = Merged(below, Extended(root, template, depth + 1).Entries);
            }
        }
        return ConfigValue.Map(Merged(below, job.Entries), job.Position);
    }

    private static ConfigMap Merged(ConfigMap below, ConfigMap above)
    {
        var entries = new ConfigMap.Builder();
        foreach (var (key, value) in below)
        {
            entries.Set(key, value);
        }
        foreach (var (key, value) in above)
        {
            entries.Set(key, entries.Get(key) is { Kind: ConfigKind.Map } other && value.Kind == ConfigKind.Map ? ConfigValue.Map(Merged(other.Entries, value.Entries), value.Position) : value);
        }
        return entries.Build();
    }

    /// <summary>A container of an Azure job may be named where the pipeline lists its containers.</summary>
    private static ConfigValue? AzureContainer(ConfigValue? container, ConfigValue root) =>
        (root["resources"]?["containers"]?.Items ?? []).FirstOrDefault(c => container is not null && c["container"]?.AsString() == container.AsString()) ?? container;

    /// <summary>What a job takes from elsewhere: actions, images, templates.</summary>
    private static List<string> References(string kind, ConfigValue job, ConfigValue root)
    {
        var found = new List<string>();
        void Add(ConfigValue? value)
        {
            if ((value?["name"] ?? value?["image"] ?? value)?.AsString() is { Length: > 0 } text)
            {
                found.Add(text);
            }
        }
        if (kind == "github-workflow")
        {
            Add(job["uses"]);
            Add(job["container"]);
            (job["services"]?.Entries ?? ConfigMap.Empty).ToList().ForEach(s => Add(s.Value));
            (job["steps"]?.Items ?? []).ToList().ForEach(s => Add(s["uses"]));
        }
        else
        {
            Add(job["image"] ?? (kind == "gitlab-ci" ? root["image"] ?? root["default"]?["image"] : AzureContainer(job["container"] ?? root["container"], root)));
            (job["services"] is { Kind: ConfigKind.List } services ? services.Items : [.. (job["services"]?.Entries ?? ConfigMap.Empty).Select(s => AzureContainer(s.Value, root)!)]).ToList().ForEach(Add);
        }
        return found;
    }

    private static InfraResource Make(string address, string type, ConfigValue value, ConfigValue? root, List<string> references)
    {
        var facts = new ConfigMap.Builder();
        facts.Set("kind", ConfigValue.String("pipeline"));
        var remote = references.Where(r => !r.StartsWith("./", StringComparison.Ordinal)).ToList();
        if (remote.Count > 0)
        {
            facts.Set("digest_pinned", ConfigValue.Boolean(remote.All(IsPinned)));
        }
        if (type == "github-workflow-job" && (value["permissions"] ?? root?["permissions"]) is { } permissions)
        {
            facts.Set("roles", ConfigValue.List(permissions.Kind == ConfigKind.Map
                ? [.. permissions.Entries.Select(p => ConfigValue.String($"{p.Key}:{p.Value.Text}", p.Value.Position))]
                : [permissions]));
        }
        return new InfraResource
        {
            Address = address,
            NativeType = type,
            Format = "pipeline",
            Attributes = value,
            Position = value.Position,
            Facts = facts.Build(),
        };
    }

    /// <summary>An action by its full commit, an image by its digest.</summary>
    private static bool IsPinned(string reference)
    {
        var at = reference.LastIndexOf('@');
        var version = at < 0 ? string.Empty : reference[(at + 1)..];
        return version.StartsWith("sha256:", StringComparison.Ordinal) || (version.Length == 40 && version.All(char.IsAsciiHexDigitLower));
    }
}
