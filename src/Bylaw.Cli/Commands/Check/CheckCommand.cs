using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Log;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Check;

/// <summary><c>bylaw check</c>: collects evidence, judges it by the packs, says what is wrong, and stops the pipeline when it must.</summary>
internal static class CheckCommand
{
    private static readonly string[] _stages = ["design", "data", "train", "evaluate", "predeploy", "deploy", "runtime", "monitor", "retire"];

    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var stage = new Option<string?>("--stage", "-s") { Description = "Only controls of one stage: " + string.Join(", ", _stages) + ". Default: all but runtime." };
        stage.AcceptOnlyFromAmong(_stages);
        var only = new Option<string[]>("--only") { Description = "Only this control; may be given again.", AllowMultipleArgumentsPerToken = true };
        var packs = new Option<string[]>("--packs") { Description = "Folder with further packs; may be given again." };
        var output = new Option<string[]>("--output", "-o")
        {
            Description = "FORMAT=FILE, several at once: json, sarif, junit, markdown, html, github; - writes to standard output.",
        };
        var environment = new Option<string>("--environment") { Description = "dev, test, staging or prod.", DefaultValueFactory = _ => "prod" };
        environment.AcceptOnlyFromAmong("dev", "test", "staging", "prod");
        var at = new Option<string?>("--effective-time") { Description = "Judge as of this moment (RFC 3339 or YYYY-MM-DD) instead of now." };
        var explain = new Option<string?>("--explain") { Description = "Show all that is known of one control: rule, parameters, references, evidence used." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print the verdict only." };
        var noCache = new Option<bool>("--no-cache") { Description = "Collect everything anew." };
        var ledger = new Option<string?>("--ledger") { Description = "Ledger to record the decision in. Default: $BYLAW_LOG, or .bylaw/ledger of the folder where there is one." };
        var keys = LogOptions.Keys();
        var command = new Command("check", """
            Collect evidence about the AI systems of a repository and judge it by the enabled policy packs.

            Examples:
              bylaw check
              bylaw check examples/minimal --stage predeploy
              bylaw check --output sarif=bylaw.sarif --output html=bylaw.html
              bylaw check --explain PRV-002

            Exit codes: 0 pass or warnings; 1 a blocking control failed; 2 the manifest, a rule or the tool is at fault;
            3 evidence is missing in a stage that must be complete (predeploy, deploy, runtime).
            """);
        command.Arguments.Add(path);
        foreach (var option in new Option[] { stage, only, packs, output, environment, at, explain, quiet, noCache, ledger, keys })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parse, cancellation) =>
        {
            var run = CheckRun.Load(parse.GetValue(path)!, parse.GetValue(packs) ?? [], cancellation);
            var (root, manifest, library) = (run.Root, run.Manifest, run.Library);
            var wanted = (parse.GetValue(only) ?? []).Concat(parse.GetValue(explain) is { } one ? [one] : []).ToImmutableHashSet(StringComparer.Ordinal);
            CheckNames(wanted, library);
            var options = new AssessmentOptions
            {
                Stage = parse.GetValue(stage),
                Only = wanted,
                EffectiveTime = Moments.Parse("--effective-time", parse.GetValue(at)) ?? TimeProvider.System.GetUtcNow(),
                Environment = parse.GetValue(environment)!,
                EngineVersion = EngineVersion(),
            };
            var outputs = ReportOutputs.Parse(parse.GetValue(output) ?? []);
            run = await run.CollectAsync(options.EffectiveTime, !parse.GetValue(noCache), cancellation);
            var report = run.Assess(options, cancellation);
            var written = ReportOutputs.Write(report, outputs);
            if (parse.GetValue(explain) is not null)
            {
                TerminalReport.Explain(Console.Out, report);
            }
            else if (!outputs.Any(o => o.File == "-"))
            {
                TerminalReport.Write(Console.Out, report, parse.GetValue(quiet));
            }
            var recorded = parse.GetValue(explain) is not null
                || await RecordAsync(LedgerFolder(root, parse.GetValue(ledger)), parse.GetValue(keys)!, report, manifest, parse.GetValue(quiet), cancellation);
            return written && recorded ? report.ExitCode : Math.Max(report.ExitCode, ExitCode.ToolFault);
        });
        return command;
    }

    private static string? LedgerFolder(string root, string? named)
    {
        var folder = named ?? Environment.GetEnvironmentVariable("BYLAW_LOG");
        var usual = Path.Combine(root, ".bylaw", "ledger");
        return folder ?? (Directory.Exists(usual) ? usual : null);
    }

    /// <summary>Records the check where there is a ledger. A check that could not be recorded does not pass.</summary>
    private static async Task<bool> RecordAsync(
        string? folder, string keys, AssessmentReport report, GovernanceManifest manifest, bool quiet, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return true;
        }
        try
        {
            var receipt = await CheckRecord.AppendAsync(folder, keys, report, manifest, cancellation);
            if (!quiet)
            {
                Console.Error.WriteLine($"recorded as entry {receipt.Index} of {folder}");
            }
            return true;
        }
        catch (Exception error) when (error is LedgerException or IOException or UnauthorizedAccessException or UserErrorException)
        {
            Console.Error.WriteLine($"bylaw: the decision is not on the record: {error.Message}");
            return false;
        }
    }

    private static void CheckNames(ImmutableHashSet<string> wanted, PackLibrary library)
    {
        foreach (var name in wanted)
        {
            if (!library.Controls.ContainsKey(name))
            {
                throw new UserErrorException($"there is no control `{name}`; the controls are {string.Join(", ", library.Controls.Keys)}");
            }
        }
    }

    /// <summary>Names the version of this program.</summary>
    internal static string EngineVersion() =>
        typeof(CheckCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
