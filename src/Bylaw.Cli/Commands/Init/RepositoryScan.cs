using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Code.Signals;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Cli.Commands.Init;

/// <summary>What a look at a repository found that belongs in a manifest.</summary>
internal sealed record RepositoryScan
{
    private static readonly HashSet<string> _skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".git", ".bylaw", "node_modules", "bin", "obj", "dist", "target", "artifacts", "venv", ".venv", "__pycache__", "site-packages", "tests", "test", "fixtures",
    };

    private static readonly string[] _tables = [".csv", ".tsv", ".parquet", ".jsonl", ".arrow", ".feather", ".avro"];

    /// <summary>Gets the data files, at most 20.</summary>
    public ImmutableArray<string> Data { get; init; } = [];

    /// <summary>Gets the signs of AI use, as evidence holds them: path, kind, name, confidence.</summary>
    public ImmutableArray<JsonObject> Signals { get; init; } = [];

    /// <summary>Gets folders and files with infrastructure as code.</summary>
    public ImmutableArray<string> Infrastructure { get; init; } = [];

    /// <summary>Gets the pipeline definitions.</summary>
    public ImmutableArray<string> Pipelines { get; init; } = [];

    /// <summary>Gets the folders with an agent's configuration.</summary>
    public ImmutableArray<string> Agents { get; init; } = [];

    /// <summary>Gets whom CODEOWNERS names for everything; null when it does not.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets the first heading of the README; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the model files, at most 20.</summary>
    public IEnumerable<string> ModelFiles => Signals.Where(s => s["kind"]?.ToString() == "model_file").Select(s => s["path"]!.ToString()).Distinct().Take(20);

    /// <summary>Gets the hosted services that the code calls, by name.</summary>
    public IEnumerable<string> Services => Signals.Where(s => s["x_category"]?.ToString() == "hosted_model").Select(s => s["name"]!.ToString()).Distinct();

    /// <summary>Gets whether anything here is AI.</summary>
    public bool HasAi => Signals.Any(s => double.TryParse(s["confidence"]?.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var c) && c >= 0.5) || !Agents.IsEmpty;

    /// <summary>Looks at a repository.</summary>
    public static async Task<RepositoryScan> LookAsync(string root, CancellationToken cancellation)
    {
        var files = new SourceFolder(root);
        var context = new CollectorContext
        {
            Collector = new CollectorIdentity("init", "1"), Subject = new Subject("repository"), Files = files, Clock = TimeProvider.System,
        };
        var signals = (await new AiUseCollector().CollectAsync(context, cancellation)).Documents
            .SelectMany(d => d.Spec["ai_signals"] as JsonArray ?? []).OfType<JsonObject>().Select(s => s.DeepClone().AsObject());
        var paths = files.EnumerateFiles().Where(f => !f.Split('/')[..^1].Any(_skipped.Contains)).Take(100_000).ToList();
        return new RepositoryScan
        {
            Signals = [.. signals],
            Data = [.. paths.Where(p => _tables.Contains(Path.GetExtension(p).ToLowerInvariant()) && !p.StartsWith("docs/", StringComparison.Ordinal) && !p.StartsWith("eval/", StringComparison.Ordinal)).Take(20)],
            Infrastructure = [.. paths.Where(IsInfrastructure).Select(p => Path.GetDirectoryName(p) is { Length: > 0 } folder ? folder.Replace('\\', '/') : p).Distinct().Take(10)],
            Pipelines = [.. Workflows(files).Concat(paths.Where(p => Path.GetFileName(p) is ".gitlab-ci.yml" or "azure-pipelines.yml" or "Jenkinsfile"))],
            Agents = [.. paths.Where(p => Path.GetFileName(p) is "mcp.json" or "mcp-lock.json" || p is "agent/config.json" or "agent/config.yaml").Select(p => Path.GetDirectoryName(p)!.Replace('\\', '/')).Distinct().Take(10)],
            Owner = OwnerOf(files),
            Title = files.FileExists("README.md") ? File.ReadLines(files.Resolve("README.md")).FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim() : null,
        };
    }

    private static bool IsInfrastructure(string path) =>
        Path.GetExtension(path) is ".tf" or ".bicep" || Path.GetFileName(path) is "Dockerfile" or "docker-compose.yml" or "compose.yaml" or "plan.json" or "Chart.yaml";

    private static IEnumerable<string> Workflows(SourceFolder files) =>
        Directory.Exists(Path.Combine(files.RootPath, ".github", "workflows"))
            ? Directory.EnumerateFiles(Path.Combine(files.RootPath, ".github", "workflows"), "*.y*ml").Select(files.Relative).Order(StringComparer.Ordinal)
            : [];

    private static string? OwnerOf(SourceFolder files)
    {
        foreach (var name in (string[])["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS"])
        {
            if (files.FileExists(name) && File.ReadLines(files.Resolve(name)).Select(l => l.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .LastOrDefault(p => p.Length > 1 && p[0] is "*") is { } rule)
            {
                return rule[1];
            }
        }
        return null;
    }
}
