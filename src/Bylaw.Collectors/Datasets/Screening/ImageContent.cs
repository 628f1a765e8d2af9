using System.IO.Compression;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Screening;

/// <summary>Tells whether data holds images, and, by what a classifier wrote, whether they show faces.</summary>
/// <remarks>No classifier is part of this program: images without its answers are a gap, never a no.</remarks>
internal static class ImageContent
{
    private const int Sample = 2_000;

    private static readonly string[] _endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic"];

    private static readonly string[] _texts = [".txt", ".md", ".log", ".rst", ".csv", ".tsv", ".yaml", ".yml", ".ini", ".toml"];

    private static readonly string[] _base64 = ["/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR", "data:image/"];

    private static readonly string[] _answers = ["faces", "face", "face_count", "label", "class", "category", "prediction"];

    /// <summary>Tells whether a file is an image or an archive with images in it.</summary>
    /// <returns>Null for a form that can hold images and that nobody looked into.</returns>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static bool? HasImages(string path)
    {
        if (IsImage(path))
        {
            return true;
        }
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return Array.Exists(_texts, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? false : null;
        }
        using var zip = ZipFile.OpenRead(path);
        return zip.Entries.Any(e => IsImage(e.Name));
    }

    /// <summary>Tells whether a table holds images: bytes of one, names of image files, or images in base64. The first rows and a column's type decide.</summary>
    /// <exception cref="TableException">The table cannot be read.</exception>
    public static bool HasImages(Relation relation)
    {
        foreach (var column in relation.Columns.Where(c => c.Kind is ColumnKind.Text or ColumnKind.Nested))
        {
            if (column.Type.Contains("BLOB", StringComparison.Ordinal) || column.Type == "BYTEA")
            {
                return true; // bytes may be an image, and nothing here says that they are not
            }
            if (relation.Query($"SELECT left(CAST({column.Sql} AS VARCHAR), 300) FROM {relation.From} WHERE {column.Sql} IS NOT NULL LIMIT {Sample}").Exists(r => r[0] is string text && Names(text)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Reads a classifier's answers: a table with a count of faces or a label a row.</summary>
    /// <returns>Whether any image shows a face, and how many rows say so out of how many.</returns>
    /// <exception cref="TableException">It is no such table.</exception>
    public static (bool Faces, long Rows, long Of) ReadLabels(string path)
    {
        using var relation = Relation.OpenFile(path, FileFormat.ByName, new HashSet<string>());
        var column = _answers.Select(relation.Find).FirstOrDefault(c => c is not null) ?? throw new TableException(GapReason.Malformed, $"no column says what an image shows; one of {string.Join(", ", _answers)} must be there");
        var shows = column.Kind == ColumnKind.Number ? $"{column.Sql} > 0" : $"lower(CAST({column.Sql} AS VARCHAR)) ~ '.*(^|[^a-z])(face|faces|true|yes)([^a-z]|$).*'";
        var rows = relation.Count($"SELECT count(*) FROM {relation.From} WHERE {shows}");
        var all = relation.Count($"SELECT count(*) FROM {relation.From} WHERE {column.Sql} IS NOT NULL");
        return all == 0 ? throw new TableException(GapReason.Malformed, "the classifier's answers are empty") : (rows > 0, rows, all);
    }

    private static bool Names(string text) => IsImage(text.Split('?', 2)[0].TrimEnd('"', ']', '}')) || _base64.Any(b => text.StartsWith(b, StringComparison.Ordinal));

    private static bool IsImage(string name) => Array.Exists(_endings, e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
