using System.Globalization;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Writes what an answer needs to be believed by somebody else: each record's bytes and its proof.</summary>
internal static class QueryProofs
{
    public static void Write(LedgerHome home, List<long> found, string folder)
    {
        var checkpoint = home.ReadCheckpoint(out _);
        if (found.Exists(i => i >= checkpoint.Size))
        {
            throw new UserErrorException($"record {found.Max()} is newer than the last checkpoint; sign a new one with `bylaw log checkpoint`, then ask again");
        }
        Directory.CreateDirectory(folder);
        foreach (var index in found)
        {
            var name = Path.Combine(folder, index.ToString(CultureInfo.InvariantCulture));
            var entry = home.ReadEntry(index) ?? throw new InvalidDataException($"entry {index} is missing");
            var proof = home.Prove(index);
            if (!proof.Verify(entry.Span, home.Settings.ToPolicy() with { Quorum = 0 }, out _, out var problem))
            {
                throw new UserErrorException($"the proof of record {index} does not hold: {problem}; run `bylaw log fsck`", ExitCode.Violation);
            }
            File.WriteAllText(name + ".tlog-proof", proof.ToString());
            File.WriteAllBytes(name + ".entry", entry.ToArray());
        }
        // To standard error, so that what is piped on stays JSON or CSV.
        Console.Error.WriteLine($"{found.Count} proof{(found.Count == 1 ? "" : "s")} under {folder}, each verified; to check one: bylaw-verify proof --key '{home.Settings.Keys[^1]}' {folder}/INDEX.tlog-proof {folder}/INDEX.entry");
    }
}
