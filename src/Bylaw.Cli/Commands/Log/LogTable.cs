using System.Text.Json.Nodes;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Shows rows to people as a table, to programs as CSV or lines of JSON.</summary>
internal static class LogTable
{
    /// <summary>As wide as the terminal; where there is none, wide enough to keep a record on a line.</summary>
    private const int WidthWithoutTerminal = 200;
    private const int MaxCell = 60;

    /// <summary>Writes rows.</summary>
    /// <param name="format">table, csv or json.</param>
    /// <param name="columns">The columns' names.</param>
    /// <param name="rows">The cells; whole, the table shortens them.</param>
    /// <param name="json">What to write as JSON for each row; null for an object of the cells.</param>
    /// <returns>The number of rows.</returns>
    public static int Write(string format, string[] columns, IEnumerable<string[]> rows, IEnumerable<JsonObject>? json = null)
    {
        switch (format)
        {
            case "json":
                return Lines((json ?? rows.Select(r => new JsonObject(columns.Zip(r).Select(p => KeyValuePair.Create(p.First, (JsonNode?)p.Second))))).Select(RecordText.Line));
            case "csv":
                Console.Out.WriteLine(string.Join(',', columns));
                return Lines(rows.Select(RecordText.Csv));
            default:
                return Table(columns, rows);
        }
    }

    private static int Lines(IEnumerable<string> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            Console.Out.WriteLine(line);
            count++;
        }
        return count;
    }

    private static int Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        var shown = rows.ToList();
        if (shown.Count == 0)
        {
            return 0; // whoever asked says in words that there is nothing
        }
        // A column that says nothing anywhere only takes room.
        var used = Enumerable.Range(0, columns.Length).Where(i => i == 0 || shown.Exists(r => r[i].Length > 0)).ToList();
        table.AddColumns(used.Select(i => columns[i]).ToArray());
        foreach (var row in shown)
        {
            table.AddRow(used.Select(i => Markup.Escape(row[i].Length > MaxCell ? row[i][..(MaxCell - 1)] + "…" : row[i])).ToArray());
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthWithoutTerminal;
        }
        console.Write(table);
        return shown.Count;
    }
}
