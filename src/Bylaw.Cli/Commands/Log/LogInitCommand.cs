using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log init</c>: makes a ledger and its key.</summary>
internal static class LogInitCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var origin = new Option<string>("--origin")
        {
            Description = "The log's name on its checkpoints, such as example.com/governance; no blanks, no plus sign",
            Required = true,
        };
        var highRisk = new Option<bool>("--high-risk") { Description = "The records are of a high-risk AI system: kept for at least 183 days" };
        var days = new Option<int>("--retention-days") { Description = "Days for which records are kept", DefaultValueFactory = _ => 365 };
        var bundles = new Option<bool>("--bundles") { Description = "Also keep entry bundles as files, so that any web server over the folder is a tile log; without, `bylaw log serve` and `log export --as tlog` make them from the segments" };
        var full = new Option<string>("--when-full") { Description = "What happens when records come faster than the disk takes them: block, deny or spool", DefaultValueFactory = _ => "block" };
        full.AcceptOnlyFromAmong("block", "deny", "spool");
        var command = new Command("init", "Make a ledger and its signing key. Example: bylaw log init --origin example.com/governance")
        {
            log, keys, origin, highRisk, days, bundles, full,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            if (parsed.GetValue(days) < 1)
            {
                throw new UserErrorException("--retention-days must be at least 1");
            }
            var home = LedgerHome.Create(parsed.GetValue(log)!, new KeyFolder(parsed.GetValue(keys)!), new LedgerSettings
            {
                Origin = parsed.GetValue(origin)!,
                Keys = [],
                HighRisk = parsed.GetValue(highRisk),
                RetentionDays = parsed.GetValue(days),
                EntryBundles = parsed.GetValue(bundles),
                WhenFull = Enum.Parse<FullQueue>(parsed.GetValue(full)!, ignoreCase: true),
            });
            Console.Out.WriteLine($"ledger {home.Folder.Root} made");
            Console.Out.WriteLine($"verifier key: {home.Settings.Keys[^1]}");
            if (home.Settings.HighRisk)
            {
                // On record, so that an edited log.json cannot take it back.
                await using var session = home.OpenSession("bylaw-log", TimeProvider.System);
                await session.Recorder.AppendAsync(
                    new LedgerRecord("retention", new JsonObject { ["days"] = home.Settings.KeptDays, ["high_risk"] = "yes", ["reason"] = "made with --high-risk" }),
                    AckLevel.Checkpointed,
                    token);
                Console.Out.WriteLine($"records are kept for {home.Settings.KeptDays} days at least; that is entry 0 of the log");
            }
            Console.Out.WriteLine($"secrets: {home.Keys.Folder} (keep them apart from the ledger, and a copy elsewhere)");
            return ExitCode.Success;
        }));
        return command;
    }
}
