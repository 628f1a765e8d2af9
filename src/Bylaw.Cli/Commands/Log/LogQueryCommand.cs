using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log query</c>: who, what, when, why.</summary>
internal static class LogQueryCommand
{
    private static readonly (string Option, string Field, string Help)[] _filters =
    [
        ("--who", "who", "A person or service that acted, approved or wrote"),
        ("--model", "model", "A model"),
        ("--model-version", "model_version", "A version of a model"),
        ("--dataset", "dataset", "A data set"),
        ("--policy", "policy", "A policy"),
        ("--policy-version", "policy_version", "A version of a policy"),
        ("--policy-digest", "policy_digest", "The digest of a policy bundle"),
        ("--control", "control", "A control"),
        ("--decision", "decision", "An effect, status or outcome, such as deny"),
        ("--reason", "reason", "A reason, word for word"),
        ("--purpose", "purpose", "A purpose, word for word"),
        ("--subject", "subject", "A subject's name or digest"),
        ("--kind", "kind", "A kind of record"),
        ("--ticket", "ticket", "A ticket"),
        ("--stage", "stage", "A stage of the pipeline"),
        ("--severity", "severity", "A severity"),
        ("--trace", "trace", "A trace id"),
    ];

    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var postgres = LogOptions.Postgres();
        var filters = _filters.Select(f => new Option<string[]>(f.Option) { Description = f.Help + "; repeat it for any of several" }).ToArray();
        var since = new Option<string?>("--since") { Description = "Not before: a date, a time, or a span back such as 7d" };
        var until = new Option<string?>("--until") { Description = "Not after" };
        var before = new Option<long?>("--before") { Description = "Only indices below this one, for paging" };
        var limit = new Option<int>("--limit", "-n") { Description = "How many at most", DefaultValueFactory = _ => 50 };
        var format = LogOptions.Format();
        var count = new Option<string?>("--count-by") { Description = $"Count instead: by hour, day, week, or by a field ({string.Join(", ", LedgerIndex.Fields)})" };
        var proofs = new Option<string?>("--with-proof") { Description = "Also write INDEX.tlog-proof and INDEX.entry of each record into this folder; anyone can check them offline", HelpName = "folder" };
        var command = new Command(
            "query",
            "Find records. Examples: bylaw log query --who ana@example.com --model credit-v3 --since 7d --decision deny; bylaw log query --decision deny --since 30d --with-proof denied")
        {
            log, keys, postgres, since, until, before, limit, format, count, proofs,
        };
        foreach (var filter in filters)
        {
            command.Options.Add(filter);
        }
        command.SetAction(parsed => LogOptions.Guard(() =>
        {
            var home = LogOptions.Open(parsed.GetValue(log)!, parsed.GetValue(keys)!);
            using var index = home.OpenIndex(parsed.GetValue(postgres));
            using var vault = home.OpenVault();
            var now = TimeProvider.System.GetUtcNow();
            var query = new LedgerQuery
            {
                Filters = [.. filters.Index().Where(f => parsed.GetValue(f.Item) is { Length: > 0 }).Select(f =>
                    (_filters[f.Index].Field, Values(_filters[f.Index].Field, parsed.GetValue(f.Item)!, vault)))],
                Since = parsed.GetValue(since) is { } s ? RecordText.Since(s, now) : null,
                Until = parsed.GetValue(until) is { } u ? RecordText.Since(u, now) : null,
                Before = parsed.GetValue(before),
                Limit = parsed.GetValue(limit) is > 0 and var most ? most : throw new UserErrorException("--limit must be at least 1"),
            };
            if (query.Since > query.Until)
            {
                throw new UserErrorException("--since is later than --until: nothing can lie between");
            }
            if (vault is null && (index.IsBlindToPeople || File.Exists(home.Folder.Vault)) && query.Filters.Any(f => f.Field == "who"))
            {
                Console.Error.WriteLine("people stand in this ledger under commitments, and the vault's key is not in the folder of keys: only whoever is written in the clear is found (name the folder with --keys)");
            }
            if (parsed.GetValue(count) is { } by)
            {
                if (parsed.GetValue(proofs) is not null)
                {
                    throw new UserErrorException("a count has no proof; leave --count-by or --with-proof out");
                }
                WriteCounts(home, index, vault, query, by, parsed.GetValue(format)!);
            }
            else
            {
                var found = index.Find(query);
                WriteRecords(home, found, vault, parsed.GetValue(format)!);
                if (parsed.GetValue(proofs) is { } folder)
                {
                    QueryProofs.Write(home, found, folder);
                }
            }
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>People stand in the index under a stand-in; services that were never personal stand there by name.</summary>
    private static ImmutableArray<string> Values(string field, string[] values, PersonalVault? vault) =>
        field == "who" && vault is not null ? [.. values, .. values.Select(vault.StandInOfPerson)] : [.. values];

    private static void WriteRecords(LedgerHome home, List<long> found, PersonalVault? vault, string format)
    {
        var records = found.Select(i => RecordText.Read(i, home.ReadEntry(i) ?? throw new InvalidDataException($"entry {i} is missing"), vault));
        LogTable.Write(format, RecordText.Columns, records.Select(r => format == "csv" ? RecordText.Cells(r) : RecordText.ShortCells(r)), records);
        if (format == "table")
        {
            Console.Out.WriteLine(found.Count == 0
                ? "no record matches"
                : $"{found.Count} record{(found.Count == 1 ? "" : "s")}; one of them whole: bylaw log show INDEX; its proof: bylaw log prove INDEX");
        }
    }

    private static void WriteCounts(LedgerHome home, LedgerIndex index, PersonalVault? vault, LedgerQuery query, string by, string format)
    {
        TimeSpan? span = by switch { "hour" => TimeSpan.FromHours(1), "day" => TimeSpan.FromDays(1), "week" => TimeSpan.FromDays(7), _ => null };
        var rows = span is { } width
            ? index.CountOverTime(query, width).Select(c => (c.Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture), c.Count))
            : index.CountBy(query, by).Select(c => (by == "who" && vault is not null ? StandIns.Open(home, index, vault, c.Value) : c.Value, c.Count));
        var written = LogTable.Write(
            format,
            [by, "count"],
            rows.Select(r => new[] { r.Item1, r.Item2.ToString(CultureInfo.InvariantCulture) }),
            rows.Select(r => new System.Text.Json.Nodes.JsonObject { [by] = r.Item1, ["count"] = r.Item2 }));
        if (written == 0 && format == "table")
        {
            Console.Out.WriteLine("no record matches");
        }
    }
}
