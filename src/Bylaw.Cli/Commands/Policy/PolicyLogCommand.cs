using System.CommandLine;
using Bylaw.Cli.Commands.Log;
using Bylaw.Ledger.Querying;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy log</c>: lists the changes of packs and parameters.</summary>
internal static class PolicyLogCommand
{
    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var postgres = LogOptions.Postgres();
        var policy = new Argument<string?>("policy") { Description = "Only this pack, or the parameters of this control", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<string?>("--since") { Description = "Not before: a date, a time, or a span back such as 90d" };
        var until = new Option<string?>("--until") { Description = "Not after" };
        var ticket = new Option<string?>("--ticket") { Description = "Only changes under this ticket" };
        var limit = new Option<int>("--limit", "-n") { Description = "How many at most", DefaultValueFactory = _ => 50 };
        var format = LogOptions.Format();
        var command = new Command("log", "List the changes of packs and parameters, the newest first. Example: bylaw policy log baseline --since 90d")
        {
            policy, log, keys, postgres, since, until, ticket, limit, format,
        };
        command.SetAction(parsed => PolicyText.With(parsed.GetValue(log)!, parsed.GetValue(keys)!, parsed.GetValue(postgres), (_, journal, vault) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var query = new LedgerQuery
            {
                Filters =
                [
                    .. parsed.GetValue(policy) is { } p ? [("policy", [p])] : Array.Empty<(string, System.Collections.Immutable.ImmutableArray<string>)>(),
                    .. parsed.GetValue(ticket) is { } t ? [("ticket", [t])] : Array.Empty<(string, System.Collections.Immutable.ImmutableArray<string>)>(),
                ],
                Since = parsed.GetValue(since) is { } s ? RecordText.Since(s, now) : null,
                Until = parsed.GetValue(until) is { } u ? RecordText.Since(u, now) : null,
                Limit = parsed.GetValue(limit),
            };
            PolicyText.Write(journal.Changes(query), vault, parsed.GetValue(format)!);
            return ExitCode.Success;
        }));
        return command;
    }
}
