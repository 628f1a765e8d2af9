using System.CommandLine;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Witnessing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log witness</c>: names a ledger's witnesses, or is one.</summary>
internal static class LogWitnessCommand
{
    public static Command Build() => new("witness", "Name a ledger's witnesses, or be a witness for others.") { BuildAdd(), BuildServe() };

    private static Command BuildAdd()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var key = new Argument<string>("key") { Description = "The witness's verifier key" };
        var address = new Argument<string>("address") { Description = "Its address, such as http://127.0.0.1:7380/" };
        var quorum = new Option<int?>("--quorum") { Description = "How many witnesses must cosign. Default: all that are named" };
        var command = new Command("add", "Let a witness cosign this ledger's checkpoints. Example: bylaw log witness add 'w.example+1a2b...' http://127.0.0.1:7380/")
        {
            key, address, log, keys, quorum,
        };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var text = parsed.GetValue(key)!;
            if (!NoteVerifier.TryParse(text, out var verifier, out var problem))
            {
                throw new UserErrorException(problem);
            }
            if (verifier is not WitnessNoteVerifier)
            {
                throw new UserErrorException("this is a log's key; a witness's key is made by `bylaw log witness serve`");
            }
            var witnesses = home.Settings.Witnesses.RemoveAll(w => w.Key == text).Add(new WitnessSetting(text, parsed.GetValue(address)!));
            var needed = parsed.GetValue(quorum) ?? witnesses.Length;
            if (needed < 0 || needed > witnesses.Length)
            {
                throw new UserErrorException($"--quorum must be 0 to {witnesses.Length}, the number of witnesses");
            }
            home.SaveSettings(home.Settings with { Witnesses = witnesses, Quorum = needed });
            Console.Out.WriteLine($"{witnesses.Length} witness{(witnesses.Length == 1 ? "" : "es")}, {needed} must cosign");
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command BuildServe()
    {
        var keys = LogOptions.Keys();
        var name = new Option<string>("--name") { Description = "The witness's name, such as witness.example.com", Required = true };
        var logs = new Option<string[]>("--log-key") { Description = "The verifier key of a log to watch; repeat it", Required = true };
        var state = new Option<string>("--state") { Description = "Where to remember what was cosigned", DefaultValueFactory = _ => Path.Combine(".bylaw", "witness") };
        var listen = new Option<string>("--listen") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:7380/" };
        var command = new Command("serve", "Be a witness: cosign checkpoints that extend the last one. Example: bylaw log witness serve --name w.example --log-key 'log.example+...'")
        {
            keys, name, logs, state, listen,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var folder = new KeyFolder(parsed.GetValue(keys)!);
            var signer = folder.LoadSigner(parsed.GetValue(name)!) ?? folder.CreateSigner(parsed.GetValue(name)!, witness: true);
            var verifiers = parsed.GetValue(logs)!.Select(text => NoteVerifier.TryParse(text, out var verifier, out var problem)
                ? verifier
                : throw new UserErrorException($"--log-key: {problem}")).ToList();
            using var witness = new Witness(PosixDisk.Instance, parsed.GetValue(state)!, signer, verifiers, TimeProvider.System);
            Console.Out.WriteLine($"verifier key: {signer.Verifier}");
            Console.Out.WriteLine($"listening on {parsed.GetValue(listen)}");
            Console.Out.Flush();
            await new WitnessServer(witness, parsed.GetValue(listen)!).RunAsync(token);
            return ExitCode.Success;
        }));
        return command;
    }
}
