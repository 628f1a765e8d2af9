using System.CommandLine;
using Bylaw.Cli.Commands.Log.Exports;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log export</c>: hands the log to other tools, or to an auditor.</summary>
internal static class LogExportCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var format = new Option<string>("--as") { Description = "json, csv, parquet, cef, ocsf, otlp, oscal (assessment results), tlog (a static C2SP tile log) or pack (a zip for an auditor)", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "csv", "parquet", "cef", "ocsf", "otlp", "oscal", "tlog", "pack");
        var output = new Option<string?>("--out", "-o") { Description = "A file, or for tlog a folder. Default: standard output, where that is possible" };
        var from = new Option<long>("--from") { Description = "The first index" };
        var to = new Option<long?>("--to") { Description = "The last index" };
        var open = new Option<bool>("--disclose") { Description = "Open personal values where the vault is at hand; else commitments stay closed" };
        var command = new Command("export", "Export records. Examples: bylaw log export --as csv -o log.csv; bylaw log export --as pack -o evidence.zip")
        {
            log, keys, format, output, from, to, open,
        };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var name = parsed.GetValue(format)!;
            var target = parsed.GetValue(output);
            if (name is "tlog" or "pack")
            {
                var place = target ?? throw new UserErrorException($"--as {name} needs --out");
                Console.Out.WriteLine(name == "tlog" ? TileLogExport.Write(home, place) : EvidencePack.Write(home, place));
                return ExitCode.Success;
            }
            using var vault = parsed.GetValue(open) ? home.OpenVault() : null;
            var records = home.ReadFrom(parsed.GetValue(from))
                .TakeWhile(r => parsed.GetValue(to) is not { } last || r.Index <= last)
                .Select(r => RecordText.Read(r.Index, r.Entry, vault));
            if (name == "parquet")
            {
                var place = target ?? throw new UserErrorException("--as parquet needs --out");
                Console.Out.WriteLine($"{ParquetExport.Write(records, place)} records written to {place}");
                return ExitCode.Success;
            }
            using var file = target is null ? null : new StreamWriter(target);
            var writer = file ?? Console.Out;
            switch (name)
            {
                case "csv":
                    writer.WriteLine(string.Join(',', RecordText.Columns));
                    foreach (var record in records)
                    {
                        writer.WriteLine(RecordText.Csv(RecordText.Cells(record)));
                    }
                    break;
                case "cef":
                    WriteLines(writer, records.Select(CefExport.Line));
                    break;
                case "ocsf":
                    WriteLines(writer, records.Select(r => RecordText.Line(OcsfExport.Event(r))));
                    break;
                case "otlp":
                    writer.WriteLine(RecordText.Line(OtlpExport.Logs(records, home.Settings.Origin)));
                    break;
                case "oscal":
                    writer.WriteLine(RecordText.Indented(OscalExport.Results(records, home.Settings.Origin)));
                    break;
                default:
                    WriteLines(writer, records.Select(RecordText.Line));
                    break;
            }
            return ExitCode.Success;
        }));
        return command;
    }

    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }
}
