using System.Text;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Verifying;
using Bylaw.Ledger.Writing;

namespace Bylaw.Collectors.Logging;

/// <summary>What came of verifying a ledger: how many entries there are, and what does not agree.</summary>
/// <param name="Entries">Entries that were hashed.</param>
/// <param name="Problem">What does not agree; null when everything does.</param>
internal sealed record LedgerTamperCheck(long Entries, string? Problem)
{
    /// <summary>
    /// Hashes every entry anew and compares with tiles and signed checkpoint, as a stranger's verifier does: entries that are gone
    /// are accepted only where a record in the log says that they were pruned. Only public keys are needed.
    /// </summary>
    /// <param name="folder">The ledger's folder.</param>
    public static LedgerTamperCheck Run(string folder)
    {
        try
        {
            var home = LedgerHome.Open(folder, new KeyFolder(folder));
            var checkpoint = home.ReadCheckpoint(out var note);
            if (!home.Settings.ToPolicy().TryOpen(Encoding.UTF8.GetBytes(note), out _, out var problem))
            {
                return new LedgerTamperCheck(0, problem);
            }
            return TileLogVerifier.TryVerify(new FolderTileSource(home.Folder.Root), checkpoint, out var report)
                ? new LedgerTamperCheck(report.Entries, null)
                : new LedgerTamperCheck(report.Entries, report.Problem);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or LedgerException)
        {
            return new LedgerTamperCheck(0, fault.Message);
        }
    }
}
