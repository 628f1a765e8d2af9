using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log tail</c>: shows the newest records, and with --follow those that come.</summary>
internal static class LogTailCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var count = new Option<int>("--lines", "-n") { Description = "How many records to begin with", DefaultValueFactory = _ => 10 };
        var follow = new Option<bool>("--follow") { Description = "Go on as records come; end with Ctrl-C" };
        var command = new Command("tail", "Show the newest records, one JSON object a line. Example: bylaw log tail --follow") { log, keys, count, follow };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            using var vault = home.OpenVault();
            var window = new Queue<(long Index, ReadOnlyMemory<byte> Entry)>();
            var next = 0L;
            foreach (var item in home.ReadFrom(0))
            {
                window.Enqueue(item);
                if (window.Count > parsed.GetValue(count))
                {
                    window.Dequeue();
                }
                next = item.Index + 1;
            }
            foreach (var (index, entry) in window)
            {
                Console.Out.WriteLine(RecordText.Line(RecordText.Read(index, entry, vault)));
            }
            while (parsed.GetValue(follow))
            {
                try
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(200), token);
                }
                catch (OperationCanceledException)
                {
                    break;
                }
                foreach (var (index, entry) in home.ReadFrom(next))
                {
                    Console.Out.WriteLine(RecordText.Line(RecordText.Read(index, entry, vault)));
                    next = index + 1;
                }
            }
            return ExitCode.Success;
        }));
        return command;
    }
}
