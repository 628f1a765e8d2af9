namespace Bylaw.Rego.Bundles;

/// <summary>The paths of a bundle's files.</summary>
internal static class BundlePaths
{
    public const string Manifest = "/.manifest";

    public const int MaxDepth = 100;

    /// <summary>Writes a path as seen from the top of the bundle, which nothing can climb out of.</summary>
    /// <remarks>
    /// OPA packs modules under the path they were named by, so real bundles hold <c>/../policy/p.rego</c>. The name of a module decides nothing,
    /// and nothing is ever unpacked to disk; a data file, which its path gives a place to, must not climb.
    /// </remarks>
    /// <exception cref="FormatException">A data file or manifest climbs, or the path is too deep.</exception>
    public static string Root(string path)
    {
        var steps = new List<string>();
        var climbs = false;
        foreach (var step in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                climbs = true;
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }
        var rooted = "/" + string.Join('/', steps);
        if (climbs && IsUsed(rooted) && !IsModule(rooted))
        {
            throw new FormatException($"the path `{path}` leads out of its folder");
        }
        return steps.Count <= MaxDepth ? rooted : throw new FormatException($"a path is deeper than {MaxDepth} folders");
    }

    public static bool IsModule(string path) => path.EndsWith(".rego", StringComparison.Ordinal);

    public static bool IsData(string path) => Name(path) is "data.json" or "data.yaml" or "data.yml";

    /// <summary>Tells whether the reader looks into a file: compiled forms, signatures and all else are passed over.</summary>
    public static bool IsUsed(string path) => IsModule(path) || IsData(path) || path is Manifest or "/patch.json";

    /// <summary>Returns the folders that a file stands in.</summary>
    public static string[] Folders(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries)[..^1];

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
