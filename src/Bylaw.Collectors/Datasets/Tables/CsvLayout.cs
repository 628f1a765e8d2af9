using System.Collections;
using System.Data.Common;
using Bylaw.Collectors.Datasets.Profiling;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Says how a text file parts its values, as found out from its first rows.</summary>
/// <param name="Delimiter">What stands between values.</param>
/// <param name="Quote">What stands round values.</param>
/// <param name="HasHeader">Whether the first row holds names.</param>
/// <param name="Columns">The names in order.</param>
internal sealed record CsvLayout(char Delimiter, char Quote, bool HasHeader, IReadOnlyList<string> Columns)
{
    private const string None = "(empty)";

    /// <summary>Finds the layout out, or returns null when it is one that <see cref="CsvTable"/> does not read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What is told of it.</param>
    public static CsvLayout? Find(string path, FileFormat format)
    {
        try
        {
            using var connection = DuckDbSession.Open();
            var row = DuckDbSession.Query(connection, $"SELECT Delimiter, Quote, \"Escape\", \"Comment\", SkipRows, HasHeader, [c.name FOR c IN Columns] FROM {format.SniffSql(path)}")[0];
            var (delimiter, quote, escape) = (Sign(row[0]), Sign(row[1]) ?? "\"", Sign(row[2]));
            var isPlain = delimiter is { Length: 1 } && char.IsAscii(delimiter[0]) && quote.Length == 1 && (escape is null || escape == quote) && Sign(row[3]) is null;
            return isPlain && Convert.ToInt64(row[4], System.Globalization.CultureInfo.InvariantCulture) == 0
                ? new(delimiter![0], quote[0], row[5] is true, [.. ((IEnumerable)row[6]!).Cast<string>()])
                : null;
        }
        catch (DbException)
        {
            return null; // whoever reads it in another way says what is wrong
        }
    }

    private static string? Sign(object? value) => value is string text && text.Length > 0 && text != None ? text : null;
}
