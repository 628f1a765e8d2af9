using System.Text;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection.Masking;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Writes a CSV or TSV table anew with personal columns replaced cell by cell and values found in other cells replaced in place.</summary>
internal static class TableCopy
{
    public static void Write(string input, Stream output, Masker masker, ValueFinder finder, ScanOptions options, CancellationToken cancellationToken)
    {
        var scan = new DataScanner(options).ScanFile(input, input, cancellationToken).Single();
        if (!scan.IsComplete)
        {
            throw new UserErrorException($"{input} cannot be read as a whole, so a copy would lose rows: {scan.Gaps[0].Message}");
        }
        var whole = scan.Columns.Select(c => c.Verdict == "VIOLATION" && c.Type is not null ? c.Type : null).ToArray();
        var separator = input.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        try
        {
            using var table = CsvTable.Open(input);
            using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            WriteRow(writer, table.Columns, separator);
            foreach (var row in table.Rows(cancellationToken))
            {
                WriteRow(writer, row.Select((cell, i) => Clean(cell, whole[i], masker, finder)), separator);
            }
        }
        catch (TableException error)
        {
            throw new UserErrorException($"{input}: {error.Message}");
        }
    }

    private static string Clean(string? cell, string? type, Masker masker, ValueFinder finder)
    {
        if (string.IsNullOrEmpty(cell))
        {
            return "";
        }
        if (type is not null)
        {
            return masker.Replace(type, cell);
        }
        var bytes = Encoding.UTF8.GetBytes(cell);
        var found = finder.Find(bytes);
        return found.Count == 0 ? cell : Encoding.UTF8.GetString(masker.Apply(bytes, found));
    }

    private static void WriteRow(StreamWriter writer, IEnumerable<string> cells, char separator)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                writer.Write(separator);
            }
            first = false;
            writer.Write(cell.AsSpan().ContainsAny(separator, '"', '\n') || cell.Contains('\r') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }
        writer.WriteLine();
    }
}
