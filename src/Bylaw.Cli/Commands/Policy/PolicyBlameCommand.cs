using System.CommandLine;
using Bylaw.Cli.Commands.Log;
using Bylaw.History;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy blame</c>: for each file and parameter in force, the change that made it what it is.</summary>
internal static class PolicyBlameCommand
{
    private static readonly string[] _columns = ["file or parameter", "index", "time", "author", "ticket", "reason", "commit"];

    public static Command Build()
    {
        var log = LogOptions.Log();
        var keys = LogOptions.Keys();
        var postgres = LogOptions.Postgres();
        var policy = new Argument<string?>("policy") { Description = "Only this pack, or the parameters of this control", Arity = ArgumentArity.ZeroOrOne };
        var format = LogOptions.Format();
        var command = new Command("blame", "For each rule and parameter in force: who made it what it is, when and why. Example: bylaw policy blame baseline")
        {
            policy, log, keys, postgres, format,
        };
        command.SetAction(parsed => PolicyText.With(parsed.GetValue(log)!, parsed.GetValue(keys)!, parsed.GetValue(postgres), (_, journal, vault) =>
        {
            var wanted = parsed.GetValue(policy);
            var inForce = journal.Latest().Values
                .Where(c => c.Text("action") != "removed" && c.Id != PolicyJournal.Rest && (wanted is null || c.Text("policy") == wanted))
                .OrderBy(c => c.Id, StringComparer.Ordinal)
                .ToList();
            if (inForce.Count == 0)
            {
                throw new UserErrorException(wanted is null ? "no policy is on record: `bylaw check` records them where there is a ledger" : $"no policy `{wanted}` is in force");
            }
            var rows = inForce.SelectMany(c => c.Text("parameter") is null ? Files(journal, c) : [(c.Id, c)]);
            Write(rows, vault, parsed.GetValue(format)!);
            return ExitCode.Success;
        }));
        return command;
    }

    /// <summary>Walks a pack's changes back until each file has met the change that gave it its present content.</summary>
    private static IEnumerable<(string Name, PolicyChange Change)> Files(PolicyJournal journal, PolicyChange newest)
    {
        var folder = newest.Text("path") ?? "";
        var open = journal.ReadBundle(newest.BundleDigest, out var problem)?.Below(folder).ToDictionary(f => f.Name, f => f.Sha256)
            ?? throw new UserErrorException(problem);
        var blamed = new SortedDictionary<string, PolicyChange>(StringComparer.Ordinal);
        foreach (var name in open.Keys)
        {
            blamed[name] = newest;
        }
        var history = new LedgerQuery { Filters = [("policy", [newest.Text("policy")!])], Before = newest.Index, Limit = 10_000 };
        foreach (var change in journal.Changes(history).Where(c => c.Text("parameter") is null))
        {
            if (open.Count == 0 || change.Text("action") == "removed" || journal.ReadBundle(change.BundleDigest, out _) is not { } bundle)
            {
                break;
            }
            var then = bundle.Below(change.Text("path") ?? folder).ToDictionary(f => f.Name, f => f.Sha256);
            foreach (var (name, digest) in open.ToList())
            {
                if (then.GetValueOrDefault(name) == digest)
                {
                    blamed[name] = change;
                }
                else
                {
                    open.Remove(name);
                }
            }
        }
        return blamed.Select(b => (b.Key, b.Value));
    }

    private static void Write(IEnumerable<(string Name, PolicyChange Change)> rows, PersonalVault? vault, string format) =>
        LogTable.Write(format, _columns, rows.Select(r =>
        {
            var cells = PolicyText.Cells(r.Change, vault);
            var shown = r.Change.Text("value") is { } value ? $"{r.Name} = {value}" : r.Name;
            return new[] { shown, cells[0], cells[1], cells[4], cells[6], cells[7], cells[8] };
        }));
}
