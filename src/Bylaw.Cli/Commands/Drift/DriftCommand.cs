using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Bylaw.Cli.Commands.Evaluate;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Cli.Commands.Drift;

/// <summary><c>bylaw drift REFERENCE CURRENT</c>: compares windows of data with a reference whose bins never move.</summary>
internal static class DriftCommand
{
    private static readonly DriftOptions _layout = new();
    private static readonly Argument<string> _reference = new("REFERENCE") { Description = "A profile kept by `bylaw drift profile`, or a table whose profile is taken now." };
    private static readonly Argument<string> _current = new("CURRENT") { Description = "What came later: .csv, .tsv, .parquet, .jsonl, .json, or FILE.duckdb#TABLE." };
    private static readonly Option<string?> _every = new("--every") { Description = "Length of a window of time: 12h, 7d, 4w. Needs --time." };
    private static readonly Option<int?> _rows = new("--window-rows") { Description = "Rows of a window, where there is no time." };
    private static readonly Option<string?> _labels = new("--labels") { Description = "File of labels that came later, joined by --key." };
    private static readonly Option<string?> _history = new("--history") { Description = "Evidence of an earlier run (--output json=FILE): its windows count for the alarms." };
    private static readonly Option<string?> _model = new("--model") { Description = "Model file whose digest is bound to the evidence." };
    private static readonly Option<double> _maxPsi = new("--max-psi") { Description = "Limit of the population stability index (a convention of credit scoring).", DefaultValueFactory = _ => 0.2 };
    private static readonly Option<double> _maxDrop = new("--max-drop") { Description = "Limit of the drop in accuracy, measured or estimated.", DefaultValueFactory = _ => 0.05 };
    private static readonly Option<double> _minRatio = new("--min-ratio") { Description = "Limit of the impact ratio of a group.", DefaultValueFactory = _ => 0.8 };
    private static readonly Option<int> _minRows = new("--min-n") { Description = "Fewest rows of a window that is judged.", DefaultValueFactory = _ => 100 };
    private static readonly Option<string[]> _output = new("--output") { Description = "Where to write: json=FILE (evidence), html=FILE (report with charts). May be given again." };

    public static Command Build()
    {
        var command = new Command("drift", """
            Compare windows of data with a reference: drift of columns, performance with and without labels, alarms.
            Exit codes: 0 every window keeps the limits, 1 one breaks a limit or raises an alarm, 3 a window is too small to judge, 2 the input is at fault.
            Examples:
              bylaw drift profile train.csv --label y --score p --out reference.json
              bylaw drift reference.json week.csv --time at --every 7d --output html=drift.html
              bylaw drift train.csv live.csv --label y --score p --labels later.csv --key id
            """)
        {
            _reference, _current,
        };
        _layout.AddTo(command);
        Option[] own = [_every, _rows, _labels, _history, _model, _maxPsi, _maxDrop, _minRatio, _minRows, _output];
        foreach (var option in own)
        {
            command.Options.Add(option);
        }
        command.Subcommands.Add(DriftProfileCommand.Build());
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Runs work over tables with faults of the input told in a line.</summary>
    internal static async Task<int> GuardAsync(Func<EvaluationProgress, Task<int>> work)
    {
        using var progress = EvaluationProgress.Start();
        try
        {
            return await work(progress);
        }
        catch (EvaluationInputException error)
        {
            throw new UserErrorException(error.Message);
        }
        catch (FileNotFoundException error)
        {
            throw new UserErrorException(error.Message);
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new UserErrorException(error.Message.ReplaceLineEndings(" "));
        }
    }

    internal static CollectorContext Context(string file) => new()
    {
        Collector = new("drift", "1"),
        Subject = new(Path.GetFileNameWithoutExtension(file)),
        Files = new SourceFolder(Path.GetDirectoryName(Path.GetFullPath(file))!),
        Clock = TimeProvider.System,
    };

    internal static string Existing(string path) => File.Exists(path.Split('#')[0]) ? path : throw new UserErrorException($"no such file: {path.Split('#')[0]}");

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => GuardAsync(async progress =>
    {
        var outputs = EvaluateCommand.Outputs(parsed.GetValue(_output) ?? []);
        string reference = Existing(parsed.GetRequiredValue(_reference)), current = Existing(parsed.GetRequiredValue(_current));
        var layout = _layout.Read(parsed) with
        {
            Every = parsed.GetValue(_every) is { } every ? DriftLayout.ReadLength(every) : null,
            WindowRows = parsed.GetValue(_rows),
            LabelsFile = parsed.GetValue(_labels) is { } labels ? Existing(labels) : null,
        };
        var (profile, digest) = DriftReference.Open(reference, layout, progress.Report, cancellationToken);
        var earlier = parsed.GetValue(_history) is { } history ? DriftReference.ReadHistory(Existing(history), digest) : [];
        DriftResult result;
        using (var table = TableSource.Open(current))
        {
            result = DriftComparison.Run(profile, digest, table, earlier, progress.Report, cancellationToken);
        }
        progress.Dispose();
        var limits = new DriftLimits(parsed.GetValue(_maxPsi), parsed.GetValue(_maxDrop), parsed.GetValue(_minRatio), parsed.GetValue(_minRows));
        var verdicts = result.Windows.Select(w => DriftVerdict.Of(w, limits)).ToImmutableArray();
        DriftTable.Write(result, verdicts);
        await WriteAsync(outputs, result, verdicts, limits, reference, current, parsed.GetValue(_model), cancellationToken);
        return verdicts.Any(v => v.Outcome == Metrics.Outcome.Fail) ? ExitCode.Violation
            : verdicts.Any(v => v.Outcome == Metrics.Outcome.Insufficient) ? ExitCode.Incomplete
            : ExitCode.Success;
    });

    private static async Task WriteAsync(
        Dictionary<string, string> outputs, DriftResult result, ImmutableArray<DriftVerdict> verdicts, DriftLimits limits,
        string reference, string current, string? model, CancellationToken cancellationToken)
    {
        if (outputs.Count == 0)
        {
            return;
        }
        ImmutableArray<EvidenceSource> sources = [await Source(reference, cancellationToken), await Source(current, cancellationToken)];
        var modelDigest = model is null ? null : await Sha256Digest.OfFileAsync(Existing(model), cancellationToken);
        try
        {
            if (outputs.TryGetValue("json", out var json))
            {
                var document = DriftEvidence.Report(Context(current.Split('#')[0]), result, sources, modelDigest);
                await File.WriteAllTextAsync(json, document.ToJson().ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", cancellationToken);
            }
            if (outputs.TryGetValue("html", out var html))
            {
                await File.WriteAllTextAsync(html, DriftHtml.Write(result, verdicts, limits, sources), cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write the report: {error.Message}");
        }
    }

    internal static async Task<EvidenceSource> Source(string file, CancellationToken cancellationToken) =>
        new(Path.GetFileName(file), await Sha256Digest.OfFileAsync(file.Split('#')[0], cancellationToken));
}
