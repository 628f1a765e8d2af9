using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log keys</c>: shows, rotates, and re-anchors.</summary>
internal static class LogKeysCommand
{
    public static Command Build() => new("keys", "Show or rotate a ledger's keys.") { BuildList(), BuildRotate(), BuildAnchor(), BuildTrustedRoot() };

    private static Command BuildList()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var command = new Command("list", "Print the verifier keys; the present one is last.") { log, keys };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            foreach (var key in LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!).Settings.Keys)
            {
                Console.Out.WriteLine(key);
            }
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command BuildRotate()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var reason = new Option<string>("--reason") { Description = "Why the key is changed; it goes on record", Required = true };
        var command = new Command("rotate", "Make a new signing key; the change is recorded under the old one. Example: bylaw log keys rotate --reason \"yearly\"")
        {
            log, keys, reason,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var old = home.Settings.Keys[^1];
            using var next = Bylaw.Ledger.Notes.NoteSigner.Generate(home.Settings.Origin);
            await using (var session = home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home)))
            {
                // The old key vouches for the new one: whoever trusts the old follows the log to the new.
                await session.Recorder.AppendAsync(
                    new LedgerRecord("key_change", new JsonObject
                    {
                        ["action"] = "rotate", ["key"] = next.Verifier.ToString(), ["previous"] = old, ["reason"] = parsed.GetValue(reason),
                    }),
                    AckLevel.Checkpointed,
                    token);
            }
            // Both keys are known before the new one signs, so a crash in between leaves a ledger that opens.
            home.SaveSettings(home.Settings with { Keys = home.Settings.Keys.Add(next.Verifier.ToString()!) });
            home.Keys.StoreSigner(next);
            Console.Out.WriteLine($"verifier key: {next.Verifier}");
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command BuildTrustedRoot()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var command = new Command("trusted-root", "Print the keys as a Sigstore trusted root, for Sigstore's own verifiers.") { log, keys };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var settings = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!).Settings;
            Console.Out.WriteLine(RecordText.Indented(Bylaw.Ledger.Attesting.Attestor.TrustedRoot(settings)));
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command BuildAnchor()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var command = new Command("anchor", "Write the anchor anew from the ledger's own memory, after it was lost. Only when you are sure that this is the newest copy.") { log, keys };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            home.RestoreAnchor();
            Console.Out.WriteLine("anchor written");
            return ExitCode.Success;
        }));
        return command;
    }
}
