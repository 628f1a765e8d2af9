using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Tells whoever has the vault which person a stand-in of the index is.</summary>
internal static class StandIns
{
    /// <summary>Returns the person's name, from any record of theirs; the stand-in itself when there is none to open.</summary>
    public static string Open(LedgerHome home, LedgerIndex index, PersonalVault vault, string value)
    {
        var found = index.Find(new LedgerQuery { Filters = [("who", [value])], Limit = 1 });
        if (found.Count == 0 || home.ReadEntry(found[0]) is not { } entry || !LedgerRecord.TryRead(entry, out var record))
        {
            return value;
        }
        foreach (var (_, node) in record)
        {
            if (node is JsonValue v && v.TryGetValue<string>(out var text)
                && text.StartsWith(Commitment.Prefix, StringComparison.Ordinal) && vault.StandInOf(text) == value && vault.Disclose(text) is { } disclosure)
            {
                return disclosure.Value;
            }
        }
        return value;
    }
}
