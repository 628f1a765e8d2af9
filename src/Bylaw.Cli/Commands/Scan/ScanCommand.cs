using System.CommandLine;
using System.Diagnostics;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Detection;
using Bylaw.Detection.Masking;
using Bylaw.Detection.Recognizers;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Scan;

/// <summary><c>bylaw scan</c>: looks for personal data and secrets in files, tables and databases.</summary>
internal static class ScanCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Files, folders, globs, - for standard input, postgres://… or duckdb:SELECT …", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format", "-f") { Description = "table, json, sarif or html", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "sarif", "html");
        var output = new Option<string?>("--output", "-o") { Description = "Write the report to this file" };
        var types = new Option<string[]>("--type") { Description = "Look for this type only (repeat); `--type list` prints the names" };
        var threshold = new Option<double>("--threshold") { Description = "Least score that is reported, 0 to 1", DefaultValueFactory = _ => 0.5 };
        var recognizers = new Option<string?>("--recognizers") { Description = "YAML file of your own recognisers" };
        var failOn = new Option<string>("--fail-on") { Description = "Exit 1 on: violation, warn, any (any finding), none", DefaultValueFactory = _ => "violation" };
        failOn.AcceptOnlyFromAmong("violation", "warn", "any", "none");
        var noSecrets = new Option<bool>("--no-secrets") { Description = "Do not look for secrets" };
        var maxRows = new Option<long>("--max-rows") { Description = "Scan at most this many rows a table (the scan is then incomplete)" };
        var mask = new Option<string?>("--mask") { Description = $"Write a clean copy with values replaced: {string.Join(", ", MaskSettings.Names)}" };
        mask.AcceptOnlyFromAmong(MaskSettings.Names);
        var outFile = new Option<string?>("--out") { Description = "Where --mask writes" };
        var keyFile = new Option<string?>("--key-file") { Description = "32 bytes in hex, for hmac, encrypt, fpe, dateshift and token" };
        var vault = new Option<string?>("--vault") { Description = "Where --mask token keeps its tokens; read back by bylaw unmask" };

        var command = new Command("scan", """
            Look for personal data and secrets, and say how each column is protected.

            Examples:
              bylaw scan data/train.csv
              bylaw scan data/ 'models/*.parquet' --format sarif --output scan.sarif
              bylaw scan postgres://reader@db.internal/crm?table=public.customers
              cat prompt.txt | bylaw scan - --format json
              bylaw scan customers.csv --mask replace --out customers.clean.csv
              bylaw scan customers.csv --mask token --vault tokens.vault --key-file key.hex --out customers.clean.csv

            Exit codes: 0 nothing that --fail-on names, 1 something, 2 wrong use, 3 nothing found but the scan is incomplete.
            """)
        {
            paths, format, output, types, threshold, recognizers, failOn, noSecrets, maxRows, mask, outFile, keyFile, vault,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var asked = parsed.GetValue(types) ?? [];
            if (asked.Contains("list"))
            {
                foreach (var name in Detector.KnownTypes)
                {
                    Console.Out.WriteLine(name);
                }
                return Task.FromResult(ExitCode.Success);
            }
            var options = new ScanOptions { Detector = Options(asked, parsed.GetValue(threshold), parsed.GetValue(recognizers), !parsed.GetValue(noSecrets)), MaxRows = parsed.GetValue(maxRows) };
            var inputs = parsed.GetValue(paths)!;
            if (parsed.GetValue(mask) is { } operatorName)
            {
                return Task.FromResult(CleanCopy.Write(inputs, parsed.GetValue(outFile), new MaskSettings(operatorName, parsed.GetValue(keyFile), parsed.GetValue(vault)), options, cancellationToken));
            }
            var clock = Stopwatch.StartNew();
            var results = Run(inputs, options, cancellationToken);
            var report = new ScanSummary(results, clock.Elapsed);
            Write(report, parsed.GetValue(format)!, parsed.GetValue(output));
            return Task.FromResult(report.ExitCode(parsed.GetValue(failOn)!));
        });
        return command;
    }

    private static DetectorOptions Options(string[] types, double threshold, string? recognizers, bool secrets)
    {
        if (threshold is < 0 or > 1)
        {
            throw new UserErrorException("--threshold must be from 0 to 1");
        }
        try
        {
            var custom = recognizers is null ? [] : CustomRecognizer.ParseYaml(ReadText(recognizers));
            var options = new DetectorOptions { Types = [.. types], Threshold = threshold, Secrets = secrets, Custom = [.. custom] };
            _ = new Detector(options);
            return options;
        }
        catch (FormatException error)
        {
            throw new UserErrorException($"{recognizers}: {error.Message}");
        }
        catch (ArgumentException error)
        {
            throw new UserErrorException($"{error.Message}; `bylaw scan --type list .` prints the names");
        }
    }

    internal static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {path}");
        }
    }

    private static List<ScanResult> Run(string[] inputs, ScanOptions options, CancellationToken cancellationToken)
    {
        var targets = ScanTargets.Expand(inputs);
        if (Console.IsErrorRedirected || targets.Count == 0)
        {
            return RunAll(targets, options, null, cancellationToken);
        }
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress().AutoClear(true).Columns(ScanBar.Columns).Start(progress => RunAll(targets, options, new ScanBar(progress, targets), cancellationToken));
    }

    private static List<ScanResult> RunAll(IReadOnlyList<string> targets, ScanOptions options, ScanBar? bar, CancellationToken cancellationToken)
    {
        var scanner = new DataScanner(bar is null ? options : options with { Progress = bar.Show });
        var results = new List<ScanResult>();
        foreach (var target in targets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bar?.Begin(target);
            try
            {
                if (target == "-")
                {
                    results.Add(scanner.ScanStream(Console.OpenStandardInput(), "standard input", cancellationToken));
                }
                else
                {
                    results.AddRange(ScanTargets.IsUri(target) ? scanner.ScanUri(target, cancellationToken) : scanner.ScanFile(target, target, cancellationToken));
                }
            }
            catch (FormatException error)
            {
                throw new UserErrorException(error.Message);
            }
        }
        return results;
    }

    private static void Write(ScanSummary report, string format, string? output)
    {
        if (output is null && format == "table")
        {
            ScanTable.Write(report, AnsiConsole.Console);
            return;
        }
        var text = format switch
        {
            "json" => ScanJson.Write(report),
            "sarif" => ScanSarif.Write(report),
            "html" => ScanHtml.Write(report),
            _ => ScanTable.ToText(report),
        };
        if (output is null)
        {
            Console.Out.WriteLine(text);
            return;
        }
        try
        {
            File.WriteAllText(output, text + Environment.NewLine);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {output}");
        }
    }
}
