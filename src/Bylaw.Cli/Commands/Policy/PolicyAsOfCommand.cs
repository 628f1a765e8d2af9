using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Log;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy as-of</c>: the bundle that was in force at a time.</summary>
internal static class PolicyAsOfCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var postgres = LogOptions.Postgres();
        var time = new Argument<string>("time") { Description = "A date, a time, or a span back such as 30d" };
        var output = new Option<string?>("--out", "-o") { Description = "Write the bundle's files into this empty folder" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("as-of", "Tell which policy bundle was in force at a time, by its digest. Example: bylaw policy as-of 2026-03-01T12:00Z --out packs-then")
        {
            time, log, keys, postgres, output, json,
        };
        command.SetAction(parsed => PolicyText.With(parsed.GetValue(log)!, parsed.GetValue(keys)!, parsed.GetValue(postgres), (_, journal, vault) =>
        {
            var moment = RecordText.Since(parsed.GetValue(time)!, TimeProvider.System.GetUtcNow());
            var change = journal.AsOf(moment) ?? throw new UserErrorException($"no policy is on record from before {moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC", ExitCode.Violation);
            var bundle = journal.ReadBundle(change.BundleDigest, out var problem);
            if (parsed.GetValue(output) is { } folder)
            {
                PolicyText.WriteBundle(bundle ?? throw new UserErrorException(problem), folder);
            }
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(RecordText.Line(new JsonObject
                {
                    ["as_of"] = moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
                    ["policy_digest"] = "sha256:" + change.BundleDigest,
                    ["since_index"] = change.Index,
                    ["since"] = change.Text("time"),
                    ["in_store"] = bundle is not null,
                }));
                return ExitCode.Success;
            }
            Console.Out.WriteLine($"sha256:{change.BundleDigest}");
            Console.Out.WriteLine($"in force since record {change.Index} of {change.Text("time")} ({change.Id}: {change.Text("reason")})");
            Console.Out.WriteLine(bundle is null ? problem : $"{bundle.Files.Length} files{(parsed.GetValue(output) is { } written ? $" written to {written}" : "; --out FOLDER writes them")}");
            return ExitCode.Success;
        }));
        return command;
    }
}
