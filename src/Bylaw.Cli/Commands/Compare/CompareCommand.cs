using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Check;
using Bylaw.Impact;

namespace Bylaw.Cli.Commands.Compare;

/// <summary><c>bylaw compare</c>: what a changed policy, parameter, pack or date would change.</summary>
internal static class CompareCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var packs = new Option<string?>("--packs") { Description = "Judge the second time by the packs of this folder instead of the built-in ones." };
        var revision = new Option<string?>("--packs-at") { Description = "Judge the first time by the folder's own packs (.bylaw/packs) as they were at this git revision." };
        var enable = new Option<string[]>("--enable") { Description = "Enable this pack as well; may be given again.", AllowMultipleArgumentsPerToken = true };
        var disable = new Option<string[]>("--disable") { Description = "Leave this pack out; may be given again.", AllowMultipleArgumentsPerToken = true };
        var set = new Option<string[]>("--set") { Description = "Set a parameter, CONTROL.NAME=VALUE, for example FAI-002.min_ratio=0.9; may be given again." };
        var at = new Option<string?>("--at") { Description = "Judge the second time as of this moment (RFC 3339 or YYYY-MM-DD)." };
        var evidence = new Option<string[]>("--evidence")
        {
            Description = "Judge these evidence documents (a file or a folder, as `bylaw collect --out` writes them) instead of collecting; may be given again, each is judged by itself.",
        };
        var stage = new Option<string?>("--stage", "-s") { Description = "Only controls of one stage. Default: all but runtime." };
        stage.AcceptOnlyFromAmong(CheckCommand.Stages);
        var format = new Option<string>("--format", "-f") { Description = "table, json or markdown.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "markdown");
        var fail = new Option<bool>("--fail-on-new") { Description = "Exit with 1 when something would stop that does not stop now." };
        var command = new Command("compare", """
            Say which findings would appear, vanish or flip under a changed policy, parameter, pack or date.

            The same evidence is judged twice: as things are, and with the change.

            Examples:
              bylaw compare --set FAI-002.min_ratio=0.9
              bylaw compare --at 2027-12-02
              bylaw compare --enable gdpr-ai --format markdown
              bylaw compare --packs ../policies/packs --evidence evidence/2026-q2 --evidence evidence/2026-q3

            Exit codes: 0 compared; 1 with --fail-on-new, something new would stop; 2 the manifest, a pack or an option is at fault.
            """)
        {
            path, packs, revision, enable, disable, set, at, evidence, stage, format, fail,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var change = new PolicyChange
            {
                Packs = parse.GetValue(packs),
                PacksAt = parse.GetValue(revision),
                Enable = parse.GetValue(enable) ?? [],
                Disable = parse.GetValue(disable) ?? [],
                Set = parse.GetValue(set) ?? [],
                At = Moments.Parse("--at", parse.GetValue(at)),
            };
            if (change.IsEmpty)
            {
                throw new UserErrorException("name a change: --packs, --packs-at, --enable, --disable, --set or --at");
            }
            var (before, after) = change.Load(parse.GetValue(path)!, cancellation);
            var options = new AssessmentOptions { Stage = parse.GetValue(stage), EffectiveTime = now, EngineVersion = CheckOnce.EngineVersion() };
            var sets = parse.GetValue(evidence) is { Length: > 0 } folders
                ? folders.Select(f => (Name: f, Documents: EvidenceFiles.Read(f), Gaps: ImmutableArray<Evidence.Documents.Gap>.Empty)).ToList()
                : [Collected(await before.CollectAsync(now, useCache: true, cancellation))];
            var comparisons = sets.ConvertAll(s => (s.Name, AssessmentComparison.Of(
                (before with { Documents = s.Documents, Gaps = s.Gaps }).Assess(options, cancellation),
                (after with { Documents = s.Documents, Gaps = s.Gaps }).Assess(options with { EffectiveTime = change.At ?? now }, cancellation))));
            ComparisonView.Write(Console.Out, parse.GetValue(format)!, comparisons);
            return parse.GetValue(fail) && comparisons.Exists(c => c.Item2.Changes.Any(r => r.StopsNewly)) ? ExitCode.Violation : ExitCode.Success;
        });
        return command;
    }

    private static (string Name, ImmutableArray<Evidence.Documents.EvidenceDocument> Documents, ImmutableArray<Evidence.Documents.Gap> Gaps) Collected(CheckRun run) =>
        ("now", run.Documents, run.Gaps);
}
