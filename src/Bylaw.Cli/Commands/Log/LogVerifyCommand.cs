using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log verify</c>: recomputes the whole log from its entries.</summary>
internal static class LogVerifyCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var command = new Command(
            "verify",
            "Recompute every hash from the entries, and compare with tiles and checkpoint. To have it done by a program that shares nothing with the writer, use bylaw-verify.")
        {
            log, keys,
        };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var problems = LedgerCheck.Run(home, out var summary);
            foreach (var problem in problems)
            {
                Console.Out.WriteLine($"FAIL {problem}");
            }
            Console.Out.WriteLine(summary);
            return problems.Count == 0 ? ExitCode.Success : ExitCode.Violation;
        }));
        return command;
    }
}
