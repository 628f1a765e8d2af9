using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Records;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Reads from the log itself which legal holds stand, so that no index or setting can make one vanish.</summary>
internal static class Holds
{
    public static SortedSet<string> Standing(LedgerHome home)
    {
        var standing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (_, entry) in home.ReadFrom(0))
        {
            if (entry.Span.IndexOf("\"kind\":\"hold\""u8) < 0 || !LedgerRecord.TryRead(entry, out var record) || record["kind"]?.ToString() != "hold")
            {
                continue;
            }
            var name = record["name"]!.ToString();
            if (record["action"]?.ToString() == "place")
            {
                standing.Add(name);
            }
            else
            {
                standing.Remove(name);
            }
        }
        return standing;
    }
}
