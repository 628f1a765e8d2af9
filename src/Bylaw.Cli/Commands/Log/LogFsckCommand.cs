using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log fsck</c>: checks a ledger's files, and rebuilds what follows from the entries.</summary>
internal static class LogFsckCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var repair = new Option<bool>("--repair") { Description = "Rebuild tiles and index from the segments; the segments themselves are never changed" };
        var command = new Command("fsck", "Check segments, tiles, checkpoint and numbering. Example: bylaw log fsck --repair") { log, keys, repair };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            if (parsed.GetValue(repair))
            {
                // Opening for writing first makes sure that nobody else writes, and that nothing signed is contradicted.
                await using (home.OpenSession("bylaw-fsck", TimeProvider.System))
                {
                }
                var tiles = Path.Combine(home.Folder.Root, "tile");
                if (Directory.Exists(tiles))
                {
                    Directory.Delete(tiles, recursive: true);
                }
                foreach (var suffix in new[] { "", "-wal", "-shm" })
                {
                    File.Delete(home.Folder.Index + suffix);
                }
                await using (home.OpenSession("bylaw-fsck", TimeProvider.System))
                {
                }
                home.OpenIndex().Dispose();
                Console.Out.WriteLine("tiles and index rebuilt");
            }
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
