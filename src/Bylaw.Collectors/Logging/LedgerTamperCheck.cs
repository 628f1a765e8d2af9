using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Writing;

namespace Bylaw.Collectors.Logging;

/// <summary>What came of verifying a ledger: how many entries there are, and what does not agree.</summary>
/// <param name="Entries">Entries that were hashed.</param>
/// <param name="Problem">What does not agree; null when everything does.</param>
internal sealed record LedgerTamperCheck(long Entries, string? Problem)
{
    /// <summary>Hashes every entry anew and compares with the signed checkpoint. Only public keys are needed.</summary>
    /// <param name="folder">The ledger's folder.</param>
    public static LedgerTamperCheck Run(string folder)
    {
        var range = new CompactRange();
        long begin = 0;
        try
        {
            var home = LedgerHome.Open(folder, new KeyFolder(folder));
            range = home.Beginning(); // what was pruned left its hashes, and the checkpoint's root rests on them too
            begin = range.Size;
            var checkpoint = home.ReadCheckpoint(out _);
            MerkleHash? root = checkpoint.Size == begin ? range.Root() : null;
            foreach (var (_, entry) in home.ReadFrom(0))
            {
                range.Append(MerkleHash.OfLeaf(entry.Span));
                if (range.Size == checkpoint.Size)
                {
                    root = range.Root();
                }
            }
            return new LedgerTamperCheck(
                range.Size - begin,
                root is null ? $"the checkpoint covers {checkpoint.Size} entries, and only {range.Size} are here"
                : root != checkpoint.Root ? $"the entries do not give the checkpoint's root at size {checkpoint.Size}" : null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or LedgerException)
        {
            return new LedgerTamperCheck(range.Size - begin, fault.Message);
        }
    }
}
