using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log prove</c>: hands out a proof that anyone can check offline.</summary>
internal static class LogProveCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var index = new Argument<long>("index") { Description = "The record's index" };
        var output = new Option<string?>("--out", "-o") { Description = "Write NAME.tlog-proof and NAME.entry instead of printing the proof", HelpName = "name" };
        var disclose = new Option<bool>("--disclose") { Description = "With --out: write NAME.disclosure.json too, which opens the record's personal values" };
        var command = new Command("prove", "Prove that a record stands in the log. Example: bylaw log prove 17 -o case-17") { index, log, keys, output, disclose };
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var number = parsed.GetValue(index);
            var proof = home.Prove(number);
            var entry = home.ReadEntry(number) ?? throw new UserErrorException($"there is no record {number}");
            if (!proof.Verify(entry.Span, home.Settings.ToPolicy() with { Quorum = 0 }, out _, out var problem))
            {
                throw new UserErrorException($"the proof just made does not hold: {problem}; run `bylaw log fsck`", ExitCode.Violation);
            }
            if (parsed.GetValue(output) is not { } name)
            {
                Console.Out.Write(proof.ToString());
                return ExitCode.Success;
            }
            File.WriteAllText(name + ".tlog-proof", proof.ToString());
            File.WriteAllBytes(name + ".entry", entry.ToArray());
            if (parsed.GetValue(disclose))
            {
                Disclosures.Write(home, entry, name + ".disclosure.json");
            }
            Console.Out.WriteLine($"{name}.tlog-proof and {name}.entry written; check with:");
            Console.Out.WriteLine($"bylaw-verify proof --key '{home.Settings.Keys[^1]}' {name}.tlog-proof {name}.entry");
            return ExitCode.Success;
        }));
        return command;
    }
}
