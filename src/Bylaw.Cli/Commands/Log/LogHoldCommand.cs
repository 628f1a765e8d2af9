using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log hold</c>: a legal hold forbids erasing until it is released. Both are records.</summary>
internal static class LogHoldCommand
{
    public static Command Build() => new("hold", "Place, release or list legal holds.")
    {
        BuildChange("place", "Place a legal hold: nothing is erased or pruned while it stands. Example: bylaw log hold place case-17 --reason \"court order 3 O 12/26\""),
        BuildChange("release", "Release a legal hold. Example: bylaw log hold release case-17 --reason \"case closed\""),
        BuildList(),
    };

    private static Command BuildChange(string action, string help)
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var name = new Argument<string>("name") { Description = "The hold's name" };
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var command = new Command(action, help) { name, log, keys, reason };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            if (LegalHolds.Read(home).Standing.Contains(parsed.GetValue(name)!) != (action == "release"))
            {
                throw new UserErrorException($"the hold `{parsed.GetValue(name)}` {(action == "release" ? "does not stand" : "stands already")}");
            }
            await using var session = home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home));
            var receipt = await session.Recorder.AppendAsync(
                new LedgerRecord("hold", new JsonObject { ["action"] = action, ["name"] = parsed.GetValue(name), ["reason"] = parsed.GetValue(reason) }),
                AckLevel.Checkpointed,
                token);
            Console.Out.WriteLine($"recorded as {receipt.Index}");
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command BuildList()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var command = new Command("list", "List the holds that stand.") { log, keys };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            foreach (var name in LegalHolds.Read(LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!)).Standing)
            {
                Console.Out.WriteLine(name);
            }
            return ExitCode.Success;
        }));
        return command;
    }
}
