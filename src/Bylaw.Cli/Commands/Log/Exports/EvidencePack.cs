using System.Globalization;
using System.IO.Compression;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Makes the zip for an auditor: the tile log, keys, proofs that are asked for most, and the one command that verifies it.</summary>
internal static class EvidencePack
{
    public static string Write(LedgerHome home, string file)
    {
        var work = Directory.CreateTempSubdirectory("bylaw-pack-").FullName;
        try
        {
            var log = Path.Combine(work, "log");
            TileLogExport.Write(home, log);
            var checkpoint = home.ReadCheckpoint(out _);
            File.WriteAllLines(Path.Combine(work, "keys.txt"), home.Settings.Keys);
            File.WriteAllLines(Path.Combine(work, "witnesses.txt"), home.Settings.Witnesses.Select(w => w.Key));
            if (checkpoint.Size > 0)
            {
                File.WriteAllText(Path.Combine(work, "last.tlog-proof"), home.Prove(checkpoint.Size - 1).ToString());
            }
            File.WriteAllText(Path.Combine(work, "VERIFY.md"), Verify(home, checkpoint.Size));
            CopyBlobs(home, Path.Combine(work, "blobs"));
            File.Delete(file);
            ZipFile.CreateFromDirectory(work, file);
            return $"{file} written: {checkpoint.Size} entries under the checkpoint of {home.Settings.Origin}";
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void CopyBlobs(LedgerHome home, string target)
    {
        if (!Directory.Exists(home.Folder.Blobs))
        {
            return;
        }
        foreach (var blob in Directory.EnumerateFiles(home.Folder.Blobs, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(home.Folder.Blobs, blob));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(blob, copy);
        }
    }

    private static string Verify(LedgerHome home, long size)
    {
        var keys = string.Concat(home.Settings.Keys.Select(k => $" --key '{k}'"));
        var witnesses = string.Concat(home.Settings.Witnesses.Select(w => $" --witness '{w.Key}'"));
        var quorum = home.Settings.Quorum > 0 ? string.Create(CultureInfo.InvariantCulture, $" --quorum {home.Settings.Quorum}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # How to verify this pack

            Take the log's verifier key from a place that does not depend on whoever gave you this pack; the copy in
            `keys.txt` is only for comparing. Then run, in this folder:

                bylaw-verify log{keys}{witnesses}{quorum} log

            It recomputes every hash of the {size} entries, compares them with each tile, and checks the signatures on the
            checkpoint. `log/` is a C2SP tile log, so any other tile-log client can do the same. `last.tlog-proof` proves the
            last entry alone. Content under `blobs/` is named by its SHA-256.
            """) + "\n";
    }
}
