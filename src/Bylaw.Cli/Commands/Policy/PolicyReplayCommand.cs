using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Log;
using Bylaw.History;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Querying;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy replay</c>: makes logged decisions again, under the policy of their day or another.</summary>
internal static class PolicyReplayCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var postgres = LogOptions.Postgres();
        var indices = new Argument<long[]>("index") { Description = "The decisions; or name them with --since", Arity = ArgumentArity.ZeroOrMore };
        var since = new Option<string?>("--since") { Description = "All decisions of `bylaw check` from then on: a date, a time, or a span back such as 30d" };
        var until = new Option<string?>("--until") { Description = "Not after" };
        var with = new Option<string[]>("--with")
        {
            Description = "Decide under another policy: folders of packs, or sha256:DIGEST of a bundle on record. Default: the policy of its day",
        };
        var format = new Option<string>("--format") { Description = "table or json", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("replay", """
            Make logged decisions again from the evidence of their day. Under the policy of their day the result must be the same to the last byte;
            under another, what differs is shown.

            Examples:
              bylaw policy replay 42
              bylaw policy replay --since 30d
              bylaw policy replay 42 --with packs --with .bylaw/packs

            Exit codes: 0 all agree, or another policy was asked for; 1 a decision does not agree; 2 a decision cannot be made again.
            """)
        {
            indices, log, keys, postgres, since, until, with, format,
        };
        command.SetAction((parsed, token) => Task.FromResult(LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            using var index = home.OpenIndex(parsed.GetValue(postgres));
            var journal = new PolicyJournal(home, index);
            var other = Other(journal, parsed.GetValue(with) ?? [], token);
            var wanted = Wanted(home, index, parsed.GetValue(indices) ?? [], parsed.GetValue(since), parsed.GetValue(until));
            var (agreed, differed, failed) = (0, 0, 0);
            foreach (var position in wanted)
            {
                token.ThrowIfCancellationRequested();
                if (Replay.TryRun(home, journal, position, other, out var problem, token) is not { } result)
                {
                    failed++;
                    Console.Error.WriteLine($"bylaw: {problem}");
                    continue;
                }
                (agreed, differed) = result.Agrees ? (agreed + 1, differed) : (agreed, differed + 1);
                Write(result, parsed.GetValue(format)!);
            }
            if (parsed.GetValue(format) == "table")
            {
                Console.Out.WriteLine($"{agreed} agree to the last byte, {differed} differ, {failed} cannot be made again");
            }
            return failed > 0 ? ExitCode.ToolFault : differed > 0 && other is null ? ExitCode.Violation : ExitCode.Success;
        })));
        return command;
    }

    private static PackLibrary? Other(PolicyJournal journal, string[] with, CancellationToken token)
    {
        if (with.Length == 0)
        {
            return null;
        }
        IReadOnlyList<string> problems;
        PackLibrary? library;
        if (with is [var digest] && digest.StartsWith("sha256:", StringComparison.Ordinal))
        {
            library = PackLibrary.TryLoad(journal.ReadBundle(digest, out var missing) ?? throw new UserErrorException(missing), out problems, token);
        }
        else
        {
            library = PackLibrary.TryLoad(with, out problems, cancellationToken: token);
        }
        return library ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));
    }

    private static List<long> Wanted(LedgerHome home, LedgerIndex index, long[] named, string? since, string? until)
    {
        if (named.Length > 0 || since is null)
        {
            return named.Length > 0 ? [.. named] : throw new UserErrorException("name decisions by their index, or all since a time with --since 30d");
        }
        var now = TimeProvider.System.GetUtcNow();
        var query = new LedgerQuery
        {
            Filters = [("kind", ["decision"])],
            Since = RecordText.Since(since, now),
            Until = until is null ? null : RecordText.Since(until, now),
            Limit = 100_000,
        };
        // Decisions of a gateway carry no evidence of a check; they are not what is made again here.
        return [.. index.Find(query).Where(i => home.ReadEntry(i) is { } e && e.Span.IndexOf("\"result_digest\":"u8) >= 0).Order()];
    }

    private static void Write(ReplayResult result, string format)
    {
        if (format == "json")
        {
            Console.Out.WriteLine(RecordText.Line(new JsonObject
            {
                ["index"] = result.Index,
                ["agrees"] = result.Agrees,
                ["exit_then"] = result.EffectThen,
                ["exit_now"] = result.EffectNow,
                ["policy_digest"] = "sha256:" + result.PolicyDigest,
                ["differences"] = new JsonArray([.. result.Differences.Select(d => (JsonNode)new JsonObject
                {
                    ["control"] = d.Control, ["subject"] = d.Subject, ["then"] = d.Then, ["now"] = d.Now,
                })]),
            }));
            return;
        }
        Console.Out.WriteLine($"decision {result.Index} under {result.PolicyDigest[..12]}: {(result.Agrees ? "agrees to the last byte" : $"differs; exit code {result.EffectThen} then, {result.EffectNow} now")}");
        if (!result.Differences.IsEmpty)
        {
            LogTable.Write("table", ["control", "subject", "then", "now"], result.Differences.Select(d =>
                new[] { d.Control, d.Subject, d.Then ?? "not judged", d.Now ?? "not judged" }));
        }
    }
}
