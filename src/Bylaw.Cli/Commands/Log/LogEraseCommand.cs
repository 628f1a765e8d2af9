using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log erase</c>: makes a person's values unreadable for good; every proof still holds.</summary>
internal static class LogEraseCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var person = new Argument<string>("person") { Description = "The person, as the records name them" };
        var reason = new Option<string>("--reason") { Description = "Why; it goes on record without the name", Required = true };
        var command = new Command("erase", "Erase a person: destroy their key and values, forget them in the index, record that it was done. Example: bylaw log erase ana@example.com --reason \"request 2026-81\"")
        {
            person, log, keys, reason,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var name = parsed.GetValue(person)!;
            if (LegalHolds.Read(home).Standing is { Count: > 0 } holds)
            {
                throw new UserErrorException($"a legal hold stands ({string.Join(", ", holds)}): nothing may be erased");
            }
            await using var session = home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home));
            var vault = session.Vault ?? throw new UserErrorException("the ledger has no vault");
            using var index = home.OpenIndex();
            RequireOldEnough(home, index, vault, name);
            var count = vault.CommitmentsOf(name).Count;
            if (count == 0)
            {
                throw new UserErrorException("the vault holds no value of this person");
            }
            // On record first: an erasure that nobody can see would be a hole in the log.
            var receipt = await session.Recorder.AppendAsync(
                new LedgerRecord("erasure", new JsonObject
                {
                    ["subject_ref"] = vault.ReferenceOf(name), ["reason"] = parsed.GetValue(reason), ["records"] = count,
                }),
                AckLevel.Checkpointed,
                token);
            vault.Erase(name);
            index.Forget(vault.StandInOfPerson(name));
            var blobs = home.Blobs.RemoveHolding(name);
            Console.Out.WriteLine($"{count} value{(count == 1 ? "" : "s")} erased, recorded as {receipt.Index}");
            if (blobs > 0)
            {
                Console.Out.WriteLine($"{blobs} documents of decisions named this person and were removed: those decisions stay proved, and can no longer be made again");
            }
            return ExitCode.Success;
        }));
        return command;
    }

    private static void RequireOldEnough(LedgerHome home, LedgerIndex index, PersonalVault vault, string name)
    {
        if (!home.Settings.HighRisk)
        {
            return;
        }
        var floor = TimeProvider.System.GetUtcNow().AddDays(-LedgerSettings.HighRiskFloorDays);
        var young = index.Find(new LedgerQuery { Filters = [("who", [vault.StandInOfPerson(name)])], Since = floor, Limit = 1 });
        if (young.Count > 0)
        {
            throw new UserErrorException(string.Create(
                CultureInfo.InvariantCulture,
                $"this ledger is of a high-risk system, and record {young[0]} of this person is younger than {LedgerSettings.HighRiskFloorDays} days: it must be kept"));
        }
    }
}
