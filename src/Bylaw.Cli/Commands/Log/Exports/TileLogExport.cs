using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Writes a static C2SP tile log at the newest checkpoint: any tile-log client can read and verify it.</summary>
internal static class TileLogExport
{
    public static string Write(LedgerHome home, string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UserErrorException($"{folder} is not empty");
        }
        var checkpoint = home.ReadCheckpoint(out var note);
        Directory.CreateDirectory(folder);
        home.WriteTiles(folder, checkpoint);
        File.WriteAllText(Path.Combine(folder, "checkpoint"), note);
        return TileLogVerifier.TryVerify(new FolderTileSource(folder), checkpoint, out var report)
            ? $"{report.Entries} entries and {report.Tiles} tiles written to {folder}"
            : throw new UserErrorException($"what was written does not verify: {report.Problem}", ExitCode.Violation);
    }
}
