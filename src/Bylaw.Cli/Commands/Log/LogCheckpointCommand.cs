using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log checkpoint</c>: signs what is there, and prints it.</summary>
internal static class LogCheckpointCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var readOnly = new Option<bool>("--show") { Description = "Only print the newest checkpoint" };
        var command = new Command("checkpoint", "Sign the present size and root, ask the witnesses, and print the checkpoint. Example: bylaw log checkpoint") { log, keys, readOnly };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            if (!parsed.GetValue(readOnly))
            {
                await using (home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home)))
                {
                    // Letting the ledger go publishes whatever has no checkpoint yet.
                }
            }
            home.ReadCheckpoint(out var note);
            Console.Out.Write(note);
            return ExitCode.Success;
        }));
        return command;
    }
}
