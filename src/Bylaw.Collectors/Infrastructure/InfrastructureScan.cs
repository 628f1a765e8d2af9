using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.Infrastructure.Terraform;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure;

/// <summary>Reads all infrastructure below a path: each Terraform root module as a whole, every other file alone.</summary>
public static class InfrastructureScan
{
    /// <summary>Reads files or a folder below a root.</summary>
    /// <param name="root">The folder that nothing is read outside of.</param>
    /// <param name="paths">Relative paths of files; every infrastructure file among them is read.</param>
    /// <param name="limits">The bounds; the default bounds when null.</param>
    /// <returns>Resources as JSON text, what could not be read, and drift when a plan tells it.</returns>
    public static InfrastructureResult Read(string root, IEnumerable<string> paths, ReadLimits? limits = null)
    {
        limits ??= ReadLimits.Default;
        var files = new FolderFiles(root, limits);
        var all = paths.Select(p => p.Replace('\\', '/')).Distinct(StringComparer.Ordinal).ToList();
        var readings = new List<InfraReading>();
        var read = new List<string>();
        foreach (var folder in RootModules(files, all))
        {
            read.AddRange(all.Where(p => TerraformModule.IsSource(p) && FolderOf(p) == folder));
            readings.Add(TerraformReader.ReadFiles(files, folder, all.Where(p => FolderOf(p) == folder && IsTerraform(p))));
        }
        foreach (var path in all.Where(p => !IsTerraform(p)))
        {
            if (InfraSources.ReadFile(files, path, limits) is { } reading)
            {
                read.Add(path);
                readings.Add(reading);
            }
        }
        var compared = readings.FirstOrDefault(r => r.DriftCount is not null);
        return new InfrastructureResult(
            ResourceJson.Write(readings.SelectMany(r => r.Resources)),
            readings.Sum(r => r.Resources.Length),
            [.. read],
            [.. readings.SelectMany(r => r.Problems).Distinct()])
        {
            DriftCount = compared?.DriftCount,
            DriftCheckedAt = compared?.CheckedAt,
        };
    }

    private static bool IsTerraform(string path) => TerraformModule.IsSource(path) || path.EndsWith(".tfvars", StringComparison.Ordinal);

    private static string FolderOf(string path) => path.LastIndexOf('/') is var at and >= 0 ? path[..at] : string.Empty;

    /// <summary>A folder that another module calls is read through its callers, with their inputs, and not once more on its own.</summary>
    private static IEnumerable<string> RootModules(FolderFiles files, List<string> paths)
    {
        var folders = paths.Where(TerraformModule.IsSource).Select(FolderOf).Distinct(StringComparer.Ordinal).ToList();
        var modules = folders.ToDictionary(f => f, f => TerraformModule.Load(files, f), StringComparer.Ordinal);
        var called = modules.Values
            .SelectMany(m => m.LocalCalls().Where(c => c != m.Folder))
            .ToHashSet(StringComparer.Ordinal);
        var roots = folders.Where(f => !called.Contains(f)).ToList();
        // A circle of modules has no root: what no root leads to is read on its own, and the circle is reported.
        var reached = new HashSet<string>(roots, StringComparer.Ordinal);
        var open = new Queue<string>(roots);
        while (open.TryDequeue(out var folder))
        {
            foreach (var next in modules.TryGetValue(folder, out var module) ? module.LocalCalls().Where(reached.Add) : [])
            {
                open.Enqueue(next);
            }
        }
        return [.. roots, .. folders.Where(f => !reached.Contains(f))];
    }
}
