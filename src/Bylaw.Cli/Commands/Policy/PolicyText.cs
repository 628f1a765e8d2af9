using Bylaw.Cli.Commands.Log;
using Bylaw.History;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;

namespace Bylaw.Cli.Commands.Policy;

/// <summary>Shows policy changes as tables, lines of JSON, or CSV.</summary>
internal static class PolicyText
{
    public static readonly string[] Columns = ["index", "time", "policy", "action", "author", "approver", "ticket", "reason", "commit", "bundle"];

    public static string[] Cells(PolicyChange change, PersonalVault? vault)
    {
        var open = RecordText.Open(change.Record, vault);
        string Text(string field) => open[field]?.ToString() ?? "";
        return
        [
            change.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Text("time") is { Length: > 19 } time ? time[..19].Replace('T', ' ') : Text("time"),
            change.Text("value") is { } value ? $"{change.Id} = {value}" : change.Id,
            Text("action"),
            Who(Text("author")),
            Who(Text("approver")),
            Text("ticket"),
            Text("reason"),
            Short(Text("commit")),
            Short(change.BundleDigest),
        ];
    }

    public static void Write(IEnumerable<PolicyChange> changes, PersonalVault? vault, string format)
    {
        var listed = changes.ToList();
        LogTable.Write(format, Columns, listed.Select(c => Cells(c, vault)), listed.Select(c =>
        {
            var json = RecordText.Open(c.Record, vault);
            json["index"] = c.Index;
            return json;
        }));
    }

    /// <summary>Writes a bundle's files below a folder, one folder for each that it was read from.</summary>
    public static void WriteBundle(Bylaw.Packs.PolicyBundle bundle, string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UserErrorException($"{folder} is not empty");
        }
        var root = Path.GetFullPath(folder);
        foreach (var file in bundle.Files)
        {
            var path = Path.GetFullPath(Path.Combine(root, file.Name));
            if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UserErrorException($"`{file.Name}` leads out of the folder");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.Span);
        }
    }

    /// <summary>Opens ledger, index and vault for one look at the history.</summary>
    public static T With<T>(string log, string keys, string? postgres, Func<LedgerHome, PolicyJournal, PersonalVault?, T> work) => LogOptions.Guard(() =>
    {
        var home = LogOptions.Open(log, keys);
        using var index = home.OpenIndex(postgres);
        using var vault = home.OpenVault();
        return work(home, new PolicyJournal(home, index), vault);
    });

    private static string Short(string text) => text.Length > 12 ? text[..12] : text;

    private static string Who(string text) => text.StartsWith(Commitment.Prefix, StringComparison.Ordinal) ? text[..20] + "…" : text;
}
