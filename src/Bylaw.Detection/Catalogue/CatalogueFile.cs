namespace Bylaw.Detection.Catalogue;

/// <summary>Reads the tab-separated tables that are built into the library; lines that begin with # are comments.</summary>
internal static class CatalogueFile
{
    public static IEnumerable<string[]> Read(string name)
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }
}
