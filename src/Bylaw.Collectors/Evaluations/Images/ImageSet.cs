using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Lists images with their labels: a folder with one folder a label, or a table with a column <c>image</c> of paths.</summary>
/// <param name="Files">Absolute paths.</param>
/// <param name="Labels">One label an image; null where it is not known.</param>
/// <param name="Groups">Protected attributes of a table, by the layout's order.</param>
internal sealed record ImageSet(ImmutableArray<string> Files, ImmutableArray<string?> Labels, string?[][] Groups)
{
    private const int MaxImages = 100_000;
    private static readonly string[] _extensions = [".png", ".jpg", ".jpeg", ".bmp", ".webp", ".gif"];

    public static ImageSet Read(string path, PredictionLayout layout, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            if (!layout.Attributes.IsEmpty)
            {
                throw new EvaluationInputException("a folder of images tells no protected attributes; give a table with a column `image` and the attributes");
            }
            ImmutableArray<string> found = [.. Images(path)];
            return found.IsEmpty ? throw new EvaluationInputException($"'{Path.GetFileName(path)}' holds no images ({string.Join(", ", _extensions)})")
                : found.Length > MaxImages ? throw new EvaluationInputException($"more than {MaxImages} images; name a table with a sample of them")
                : new(found, [.. found.Select(f => Path.GetRelativePath(path, f).Replace('\\', '/').Split('/') is [var label, _, ..] ? label : null)], []);
        }
        using var table = TableSource.Open(path);
        var watched = new WatchedTable(table, cancellationToken);
        var root = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var names = watched.Texts("image", "image");
        var files = names.Select(n => n is null ? throw new EvaluationInputException("the column `image` is empty in some rows") : Path.GetFullPath(n, root)).ToImmutableArray();
        return files.Count(f => !File.Exists(f) || !f.StartsWith(root, StringComparison.Ordinal)) is > 0 and var absent
            ? throw new EvaluationInputException($"{absent} images that the table names are not there, or not below its folder")
            : new(files, layout.Label is null ? [.. files.Select(_ => (string?)null)] : [.. watched.Texts(layout.Label, "label")], [.. layout.Attributes.Select(a => watched.Texts(a, "group"))]);
    }

    /// <summary>Names a folder by its images: the digest of their paths and digests.</summary>
    public static string Digest(string folder)
    {
        var list = new JsonArray();
        foreach (var file in Images(folder))
        {
            using var stream = File.OpenRead(file);
            list.Add(new JsonArray(Path.GetRelativePath(folder, file).Replace('\\', '/'), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream))));
        }
        return Sha256Digest.OfJson(new JsonObject { ["images"] = list });
    }

    private static IEnumerable<string> Images(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Where(f => _extensions.Contains(Path.GetExtension(f).ToLowerInvariant()))
        .Order(StringComparer.Ordinal);
}
