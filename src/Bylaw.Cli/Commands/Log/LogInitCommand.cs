using System.CommandLine;
using Bylaw.Ledger.Hosting;

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
        var lean = new Option<bool>("--no-bundles") { Description = "Keep no entry bundles beside the segments; `bylaw log export --as tlog` makes them" };
        var full = new Option<string>("--when-full") { Description = "What happens when records come faster than the disk takes them: block, deny or spool", DefaultValueFactory = _ => "block" };
        full.AcceptOnlyFromAmong("block", "deny", "spool");
        var command = new Command("init", "Make a ledger and its signing key. Example: bylaw log init --origin example.com/governance")
        {
            log, keys, origin, highRisk, days, lean, full,
        };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LedgerHome.Create(parsed.GetValue(log)!, new KeyFolder(parsed.GetValue(keys)!), new LedgerSettings
            {
                Origin = parsed.GetValue(origin)!,
                Keys = [],
                HighRisk = parsed.GetValue(highRisk),
                RetentionDays = parsed.GetValue(days),
                EntryBundles = !parsed.GetValue(lean),
                WhenFull = Enum.Parse<Bylaw.Ledger.Writing.FullQueue>(parsed.GetValue(full)!, ignoreCase: true),
            });
            Console.Out.WriteLine($"ledger {home.Folder.Root} made");
            Console.Out.WriteLine($"verifier key: {home.Settings.Keys[^1]}");
            Console.Out.WriteLine($"secrets: {home.Keys.Folder} (keep them apart from the ledger, and a copy elsewhere)");
            return ExitCode.Success;
        }));
        return command;
    }
}
