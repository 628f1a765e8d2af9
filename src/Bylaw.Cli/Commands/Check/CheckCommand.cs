using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Log;

namespace Bylaw.Cli.Commands.Check;

/// <summary><c>bylaw check</c>: collects evidence, judges it by the packs, says what is wrong, and stops the pipeline when it must.</summary>
internal static class CheckCommand
{
    internal static readonly string[] Stages = ["design", "data", "train", "evaluate", "predeploy", "deploy", "runtime", "monitor", "retire"];

    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var stage = new Option<string?>("--stage", "-s") { Description = "Only controls of one stage: " + string.Join(", ", Stages) + ". Default: all but runtime." };
        stage.AcceptOnlyFromAmong(Stages);
        var only = new Option<string[]>("--only") { Description = "Only this control; may be given again.", AllowMultipleArgumentsPerToken = true };
        var packs = new Option<string[]>("--packs") { Description = "Folder with further packs; may be given again." };
        var output = new Option<string[]>("--output", "-o")
        {
            Description = $"FORMAT=FILE, several at once: {string.Join(", ", ReportOutputs.Formats)}; - writes to standard output.",
        };
        var environment = new Option<string>("--environment") { Description = "dev, test, staging or prod.", DefaultValueFactory = _ => "prod" };
        environment.AcceptOnlyFromAmong("dev", "test", "staging", "prod");
        var at = new Option<string?>("--effective-time") { Description = "Judge as of this moment (RFC 3339 or YYYY-MM-DD) instead of now." };
        var explain = new Option<string?>("--explain") { Description = "Show all that is known of one control: rule, parameters, references, evidence used." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print the verdict only." };
        var noCache = new Option<bool>("--no-cache") { Description = "Collect everything anew." };
        var ledger = new Option<string?>("--ledger") { Description = "Ledger to record the decision in. Default: $BYLAW_LOG, or .bylaw/ledger of the folder where there is one." };
        var noLedger = new Option<bool>("--no-ledger") { Description = "Let predeploy, deploy or runtime pass without being on record, which is said aloud on the terminal. Refused where governance.yaml says `ledger: required`." };
        var keys = LogOptions.Keys();
        var signKey = new Option<string?>("--sign-key") { Description = "PEM file with the ECDSA private key that signs the outputs dsse, svr and vsa." };
        var writeBaseline = new Option<bool>("--write-baseline") { Description = $"Accept today's failures of waivable controls: write them to {Baseline.FileName}, where there is none yet." };
        var shrinkBaseline = new Option<bool>("--shrink-baseline") { Description = $"Take what is mended out of {Baseline.FileName}. It never grows." };
        var since = new Option<string?>("--changed-since") { Description = "Judge only subjects whose inputs changed since this git revision." };
        var watch = new Option<bool>("--watch", "-w") { Description = "Stay, and check again whenever a file of the folder changes." };
        var command = new Command("check", """
            Collect evidence about the AI systems of a repository and judge it by the enabled policy packs.

            Examples:
              bylaw check
              bylaw check examples/minimal --stage predeploy --no-ledger
              bylaw check --output sarif=bylaw.sarif --output html=bylaw.html
              bylaw check --explain PRV-002
              bylaw check --changed-since origin/main --output gitlab=gl-code-quality.json
              bylaw check --stage deploy --sign-key gate.pem --output vsa=verdict.dsse.json

            Exit codes: 0 pass or warnings; 1 a blocking control failed; 2 the manifest, a rule or the tool is at fault;
            3 evidence is missing in a stage that must be complete (predeploy, deploy, runtime). Such a stage also needs a ledger
            that holds its decision before it passes (bylaw log init makes one); without, and without --no-ledger, it is 2.
            """);
        command.Arguments.Add(path);
        foreach (var option in new Option[] { stage, only, packs, output, environment, at, explain, quiet, noCache, ledger, noLedger, keys, signKey, writeBaseline, shrinkBaseline, since, watch })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parse, cancellation) =>
        {
            var request = new CheckRequest
            {
                Folder = parse.GetValue(path)!,
                PackFolders = parse.GetValue(packs) ?? [],
                Stage = parse.GetValue(stage),
                Only = (parse.GetValue(only) ?? []).Concat(parse.GetValue(explain) is { } one ? [one] : []).ToImmutableHashSet(StringComparer.Ordinal),
                Environment = parse.GetValue(environment)!,
                EffectiveTime = Moments.Parse("--effective-time", parse.GetValue(at)),
                ChangedSince = parse.GetValue(since),
                IsExplained = parse.GetValue(explain) is not null,
                IsQuiet = parse.GetValue(quiet),
                UsesCache = !parse.GetValue(noCache),
                Ledger = parse.GetValue(ledger),
                WithoutLedger = parse.GetValue(noLedger),
                Keys = parse.GetValue(keys)!,
                Outputs = ReportOutputs.Parse(parse.GetValue(output) ?? [], parse.GetValue(signKey)),
                SignKey = parse.GetValue(signKey),
                WritesBaseline = parse.GetValue(writeBaseline),
                ShrinksBaseline = parse.GetValue(shrinkBaseline),
            };
            return parse.GetValue(watch) ? await CheckWatch.RunAsync(request, cancellation) : await CheckOnce.RunAsync(request, cancellation);
        });
        return command;
    }
}
