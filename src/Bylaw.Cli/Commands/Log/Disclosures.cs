using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Records;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Opens the commitments of one record for whoever is to see its values.</summary>
internal static class Disclosures
{
    public static void Write(LedgerHome home, ReadOnlyMemory<byte> entry, string file)
    {
        using var vault = home.OpenVault() ?? throw new UserErrorException("the vault of personal values, or its key, is not here");
        var opened = new JsonObject();
        if (LedgerRecord.TryRead(entry, out var record))
        {
            foreach (var (name, node) in record)
            {
                if (node is JsonValue v && v.TryGetValue<string>(out var text)
                    && text.StartsWith(Commitment.Prefix, StringComparison.Ordinal) && vault.Disclose(text) is { } disclosure)
                {
                    opened[name] = new JsonObject
                    {
                        ["commitment"] = text,
                        ["path"] = disclosure.Path,
                        ["value"] = disclosure.Value,
                        ["salt"] = Convert.ToBase64String(disclosure.Salt),
                    };
                }
            }
        }
        File.WriteAllText(file, RecordText.Indented(opened) + "\n");
    }
}
