using System.CommandLine;
using System.Globalization;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log prune</c>: removes entries whose time is over; their hashes stay, so every proof still holds.</summary>
internal static class LogPruneCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var reason = new Option<string?>("--reason") { Description = "Why; it goes on record. Needed unless --dry-run" };
        var days = new Option<int>("--days") { Description = "Keep records for this many days, when that is more than the ledger asks for; less is never taken" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would go, and remove nothing" };
        var command = new Command(
            "prune",
            "Remove the bytes of entries that are older than the retention, in whole segments; their hashes stay. Never while a legal hold stands, never below 183 days for a high-risk system. Example: bylaw log prune --reason \"retention of 365 days is over\"")
        {
            log, keys, reason, days, dry,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            if (parsed.GetValue(days) < 0)
            {
                throw new UserErrorException("--days must not be negative");
            }
            if (parsed.GetValue(dry))
            {
                Describe(Plan(home, parsed.GetValue(days)));
                return ExitCode.Success;
            }
            var why = parsed.GetValue(reason) is { Length: > 0 } given ? given : throw new UserErrorException("say why with --reason, or look first with --dry-run");
            await using var session = home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home));
            var plan = Plan(home, parsed.GetValue(days));
            Describe(plan);
            if (plan.Holds.Count > 0)
            {
                return ExitCode.Violation;
            }
            if (plan.Records == 0)
            {
                return ExitCode.Success;
            }
            var (index, documents) = await LedgerPruning.PruneAsync(home, session, plan, why, token);
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{plan.Records} entries and {documents} documents removed, recorded as {index}; their hashes stay, and every proof still holds"));
            return ExitCode.Success;
        }));
        return command;
    }

    private static PrunePlan Plan(LedgerHome home, int days) =>
        PrunePlan.Make(home, LedgerHome.BootId(), TimeProvider.System, days, home.WitnessedAt());

    private static void Describe(PrunePlan plan)
    {
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"records are kept for {plan.Days} days; the oldest here is {plan.Oldest.TotalDays:f1} days old by the time that the log itself counts"));
        if (plan.Holds.Count > 0)
        {
            Console.Out.WriteLine($"a legal hold stands ({string.Join(", ", plan.Holds)}): nothing may be pruned");
        }
        else
        {
            Console.Out.WriteLine(plan.Records == 0
                ? "no closed segment is old enough: nothing to prune"
                : string.Create(CultureInfo.InvariantCulture, $"{plan.Records} entries may go, those before index {plan.Until}"));
        }
    }
}
