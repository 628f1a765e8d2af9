using System.IO.Compression;
using System.Text.Json;

namespace Bylaw.Accept;

/// <summary>Finds and reads files of labelled vectors, plain or gzipped.</summary>
internal static class VectorFile
{
    /// <summary>Lists files below a folder whose name begins with a word and ends with .json or .json.gz.</summary>
    public static IEnumerable<string> Find(string folder, string word) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f).Contains(word, StringComparison.Ordinal) && (f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".json.gz", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    /// <summary>Reads one JSON file.</summary>
    public static JsonDocument Read(string file)
    {
        using Stream raw = File.OpenRead(file);
        using var stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        return JsonDocument.Parse(stream);
    }
}
