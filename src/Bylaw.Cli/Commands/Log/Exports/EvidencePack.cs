using System.Globalization;
using System.IO.Compression;
using Bylaw.Ledger.Hosting;

namespace Bylaw.Cli.Commands.Log.Exports;

/// <summary>Makes the zip for an auditor: the tile log, keys, proofs that are asked for most, and the one command that verifies it.</summary>
internal static class EvidencePack
{
    private const int MaxProofs = 1_000;

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
            WriteEntries(home, checkpoint.Size, work);
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

    /// <summary>Writes all entries to read, proofs of the newest decisions and policy changes, and the policies that they name.</summary>
    private static void WriteEntries(LedgerHome home, long size, string work)
    {
        var proofs = Directory.CreateDirectory(Path.Combine(work, "proofs")).FullName;
        var newest = new Queue<(long Index, ReadOnlyMemory<byte> Entry)>();
        var policies = new SortedSet<string>(StringComparer.Ordinal);
        using (var readable = new StreamWriter(Path.Combine(work, "entries.jsonl")))
        {
            foreach (var (index, entry) in home.ReadFrom(0).TakeWhile(e => e.Index < size))
            {
                var record = RecordText.Read(index, entry, null);
                readable.WriteLine(RecordText.Line(record));
                if (record["policy_digest"]?.ToString() is { } policy)
                {
                    policies.Add(policy);
                }
                if (record["kind"]?.ToString() is "decision" or "policy_change" or "erasure" or "hold" || index == size - 1)
                {
                    newest.Enqueue((index, entry));
                    if (newest.Count > MaxProofs)
                    {
                        newest.Dequeue();
                    }
                }
            }
        }
        foreach (var (index, entry) in newest)
        {
            var name = Path.Combine(proofs, index.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(name + ".tlog-proof", home.Prove(index).ToString());
            File.WriteAllBytes(name + ".entry", entry.Span);
        }
        foreach (var policy in policies)
        {
            if (home.Blobs.TryGet(policy, out var archive) && Bylaw.Packs.PolicyBundle.TryRead(archive) is { } bundle)
            {
                Policy.PolicyText.WriteBundle(bundle, Path.Combine(work, "policies", bundle.Digest));
            }
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
            checkpoint. `log/` is a C2SP tile log, so any other tile-log client can do the same.

            `entries.jsonl` is for reading; the bytes that count are in `log/`. `proofs/N.tlog-proof` proves `proofs/N.entry`, the entry
            with index N, alone:

                bylaw-verify proof{keys} proofs/N.tlog-proof proofs/N.entry

            Content under `blobs/` is named by its SHA-256: evidence, inputs and results of decisions, differences of policies.
            `policies/DIGEST/` holds the files of each policy bundle that a record names.
            """) + "\n";
    }
}
