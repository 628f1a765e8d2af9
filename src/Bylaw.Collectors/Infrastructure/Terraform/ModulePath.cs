namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Joins a module's folder and a relative source, and refuses paths that lead out of the root.</summary>
internal static class ModulePath
{
    public static string? Combine(string folder, string source)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in source.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }
        return string.Join('/', parts);
    }
}
