using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log append</c>: puts records into the ledger, from options or from lines of JSON.</summary>
internal static class LogAppendCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var kind = new Argument<string?>("kind")
        {
            Description = $"The kind of record: {string.Join(", ", RecordShape.Kinds)}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var field = new Option<string[]>("--field", "-f")
        {
            Description = "A field as name=value; repeat it, also for lists. Which fields a kind has is told when one is missing",
            HelpName = "name=value",
        };
        var stdin = new Option<bool>("--stdin") { Description = "Read records from standard input, one JSON object a line, each with its `kind`" };
        var ack = new Option<AckLevel>("--ack") { Description = "How far a record must have come", DefaultValueFactory = _ => AckLevel.Checkpointed };
        var command = new Command(
            "append",
            "Append records. Example: bylaw log append model_access -f actor=ana@example.com -f model=credit-v3 -f operation=score -f purpose=\"loan 17\" -f outcome=ok")
        {
            kind, log, keys, field, stdin, ack,
        };
        command.SetAction((parsed, token) => LogOptions.GuardAsync(async () =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            var level = parsed.GetValue(ack);
            var records = parsed.GetValue(stdin) ? ReadLines(Console.In) : [FromOptions(parsed.GetValue(kind), parsed.GetValue(field) ?? [])];
            await using var session = home.OpenSession("bylaw-log", TimeProvider.System, WitnessClients.Of(home));
            LedgerReceipt? last = null;
            foreach (var record in records)
            {
                last = await session.Recorder.AppendAsync(record, level, token);
                // Flushed at once: whoever reads this line may rely on the record.
                Console.Out.WriteLine(last.Index.ToString(CultureInfo.InvariantCulture));
                Console.Out.Flush();
            }
            if (last?.Checkpoint is { } note && !Console.IsOutputRedirected)
            {
                Console.Error.Write(note);
            }
            return ExitCode.Success;
        }));
        return command;
    }

    private static LedgerRecord FromOptions(string? kind, string[] pairs)
    {
        if (kind is null)
        {
            throw new UserErrorException($"name the kind of record ({string.Join(", ", RecordShape.Kinds)}), or give --stdin");
        }
        var shape = RecordShape.Find(kind) ?? throw new UserErrorException($"there is no kind `{kind}`; the kinds are {string.Join(", ", RecordShape.Kinds)}");
        var fields = new JsonObject();
        foreach (var pair in pairs)
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split < 1)
            {
                throw new UserErrorException($"--field takes name=value, not `{pair}`");
            }
            var (name, value) = (pair[..split], pair[(split + 1)..]);
            if (shape.IsList(name))
            {
                if (fields[name] is not JsonArray list)
                {
                    fields[name] = list = [];
                }
                list.Add(value);
            }
            else
            {
                fields[name] = shape.IsNumber(name) && long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : value;
            }
        }
        return new LedgerRecord(kind, fields);
    }

    private static IEnumerable<LedgerRecord> ReadLines(TextReader input)
    {
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            if (line.Length == 0)
            {
                continue;
            }
            LedgerRecord record;
            try
            {
                var json = JsonNode.Parse(Encoding.UTF8.GetBytes(line)) as JsonObject
                    ?? throw new UserErrorException($"line {number} is not a JSON object");
                var kind = json["kind"]?.ToString() ?? throw new UserErrorException($"line {number} has no `kind`");
                var trace = json["trace"]?.ToString();
                json.Remove("kind");
                json.Remove("trace");
                record = new LedgerRecord(kind, json, trace);
            }
            catch (Exception error) when (error is JsonException or ArgumentException)
            {
                throw new UserErrorException($"line {number}: {error.Message}");
            }
            yield return record;
        }
    }
}
