namespace Bylaw.Fuzz;

/// <summary>The inputs that are kept: one file each, below <c>eng/Bylaw.Fuzz/corpus/TARGET</c>.</summary>
internal static class Corpus
{
    /// <summary>Returns the folder of all corpora, found upwards from where the program runs.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "eng/Bylaw.Fuzz/corpus");
            if (Directory.Exists(path))
            {
                return path;
            }
        }
        throw new DirectoryNotFoundException("eng/Bylaw.Fuzz/corpus");
    }

    /// <summary>Reads all inputs of a target.</summary>
    public static List<byte[]> Read(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [[]];
}
