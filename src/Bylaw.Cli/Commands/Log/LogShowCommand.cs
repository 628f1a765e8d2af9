using System.CommandLine;
using System.Text;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log show</c>: shows one record, whole.</summary>
internal static class LogShowCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var index = new Argument<long>("index") { Description = "The record's index" };
        var raw = new Option<bool>("--raw") { Description = "Print the leaf's exact bytes: commitments stay closed" };
        var command = new Command("show", "Show one record. Example: bylaw log show 17") { index, log, keys, raw };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var number = parsed.GetValue(index);
            var entry = (number < 0 ? null : home.ReadEntry(number)) ?? throw new UserErrorException($"there is no record {number}");
            if (parsed.GetValue(raw))
            {
                Console.Out.Write(Encoding.UTF8.GetString(entry.Span));
                return ExitCode.Success;
            }
            using var vault = home.OpenVault();
            Console.Out.WriteLine(RecordText.Indented(RecordText.Read(number, entry, vault)));
            return ExitCode.Success;
        }));
        return command;
    }
}
