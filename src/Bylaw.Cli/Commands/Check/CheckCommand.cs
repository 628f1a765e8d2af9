using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Log;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Waivers;

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
            var root = Path.GetFullPath(parse.GetValue(path)!);
            var manifest = LoadManifest(root);
            var library = LoadPacks(root, parse.GetValue(packs) ?? [], cancellation);
            var wanted = (parse.GetValue(only) ?? []).Concat(parse.GetValue(explain) is { } one ? [one] : []).ToImmutableHashSet(StringComparer.Ordinal);
            CheckNames(wanted, library);
            var waivers = LoadWaivers(root);
            var options = new AssessmentOptions
            {
                Stage = parse.GetValue(stage),
                Only = wanted,
                EffectiveTime = Moment(parse.GetValue(at)),
                Environment = parse.GetValue(environment)!,
                EngineVersion = typeof(CheckCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0",
            };
            var outputs = ReportOutputs.Parse(parse.GetValue(output) ?? []);
            var (documents, gaps) = await CollectAsync(root, manifest, options, parse.GetValue(noCache), cancellation);
            var report = new Assessor(library, manifest, waivers).Assess(documents, gaps, options, cancellation);
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

    private static GovernanceManifest LoadManifest(string root)
    {
        var file = Path.Combine(root, GovernanceManifest.FileName);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: write a manifest there; the smallest is\n\n  governance: 1\n  system:\n    id: my-system\n    purpose: what it is for\n    owner: {{contact: team@example.org}}\n");
        }
        var manifest = GovernanceManifest.TryRead(file, text, out var problems);
        if (manifest is not null)
        {
            return manifest;
        }
        var lines = problems.Select(p => $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}:{p.Line}:{p.Column}: {p.Message}");
        throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', lines));
    }

    private static PackLibrary LoadPacks(string root, string[] more, CancellationToken cancellation)
    {
        List<string> folders = [PackLocation.BuiltIn(), .. more];
        var own = Path.Combine(root, ".bylaw", "packs");
        if (Directory.Exists(own))
        {
            folders.Add(own);
        }
        return PackLibrary.TryLoad(folders, out var problems, cancellation)
            ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));
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

    private static ImmutableArray<Waiver> LoadWaivers(string root)
    {
        var file = Path.Combine(root, "waivers.yaml");
        if (!File.Exists(file))
        {
            return [];
        }
        var problems = new List<string>();
        var waivers = Waiver.Read("waivers.yaml", File.ReadAllText(file), problems);
        return problems.Count == 0 ? waivers : throw new UserErrorException("the waivers cannot be used\n" + string.Join('\n', problems));
    }

    private static DateTimeOffset Moment(string? text)
    {
        if (text is null)
        {
            return TimeProvider.System.GetUtcNow();
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new UserErrorException($"--effective-time: `{text}` is no moment; write 2026-11-23 or 2026-11-23T12:00:00Z");
    }

    /// <summary>Runs every collector whose kind is declared, several at once.</summary>
    private static async Task<(ImmutableArray<EvidenceDocument> Documents, ImmutableArray<Gap> Gaps)> CollectAsync(
        string root, GovernanceManifest manifest, AssessmentOptions options, bool noCache, CancellationToken cancellation)
    {
        var collectors = CollectorRegistry.Discover(typeof(Collectors.Models.ModelCollector).Assembly);
        var runner = new CollectorRunner(noCache ? null : new EvidenceCache(Path.Combine(root, ".bylaw", "cache")));
        var files = new SourceFolder(root);
        var work =
            from subject in manifest.Subjects
            from collector in collectors
            where collector.Declaration.Kinds.Contains(subject.Kind)
            select (subject, collector);
        var answers = await Progress.RunAsync(
            [.. work],
            w => $"{w.collector.Declaration.Name} {w.subject.Id}",
            async w => await runner.RunAsync(
                w.collector,
                new CollectorContext
                {
                    Collector = w.collector.Identity,
                    Subject = new Subject(w.subject.Id),
                    Files = files,
                    Clock = new FixedClock(options.EffectiveTime),
                    Options = w.subject.Declared,
                    Variables = Passwords(w.subject.Declared),
                },
                cancellation),
            cancellation);
        return ([.. answers.SelectMany(a => a.Documents)], [.. answers.SelectMany(a => a.Gaps)]);
    }

    /// <summary>Hands a collector the one variable that the manifest names for a server's password, and no other.</summary>
    private static ImmutableDictionary<string, string> Passwords(JsonObject declared) =>
        declared["profile"]?["password_variable"]?.ToString() is { Length: > 0 } name && Environment.GetEnvironmentVariable(name) is { } value
            ? ImmutableDictionary<string, string>.Empty.Add(name, value)
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>Evidence bears the moment of the assessment, so that the same inputs give the same bytes.</summary>
    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
