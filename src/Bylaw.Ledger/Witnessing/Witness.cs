using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Witnessing;

/// <summary>How a witness answered.</summary>
public enum WitnessVerdict
{
    /// <summary>It cosigned.</summary>
    Cosigned,

    /// <summary>It does not know the log.</summary>
    UnknownLog,

    /// <summary>The checkpoint is malformed, or not signed by the log.</summary>
    NotSigned,

    /// <summary>It has cosigned another size since; the answer says which.</summary>
    OtherSize,

    /// <summary>The proof does not show that the log only grew. This is what a witness is for.</summary>
    Inconsistent,
}

/// <summary>A witness's answer.</summary>
/// <param name="Verdict">What it decided.</param>
/// <param name="Signature">The cosignature, when it gave one.</param>
/// <param name="KnownSize">The size that it has cosigned last.</param>
public sealed record WitnessAnswer(WitnessVerdict Verdict, NoteSignature? Signature, long KnownSize);

/// <summary>
/// Cosigns checkpoints of logs that it knows, each only when it extends the one before. What it is about to cosign is on its
/// disk first, so it never cosigns two histories, whatever crashes.
/// </summary>
/// <remarks>Source: C2SP tlog-witness. Safe to call from many threads.</remarks>
public sealed class Witness : IDisposable
{
    private readonly ILedgerDisk _disk;
    private readonly string _stateFolder;
    private readonly NoteSigner _signer;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, NoteVerifier> _logs = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Makes a witness.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="stateFolder">Where it remembers what it cosigned.</param>
    /// <param name="signer">Its cosigning key.</param>
    /// <param name="logs">The keys of the logs that it watches; a log's origin is its key's name.</param>
    /// <param name="clock">The clock.</param>
    public Witness(ILedgerDisk disk, string stateFolder, NoteSigner signer, IEnumerable<NoteVerifier> logs, TimeProvider clock)
    {
        _disk = disk;
        _stateFolder = stateFolder;
        _signer = signer;
        _clock = clock;
        foreach (var log in logs)
        {
            _logs[log.Name] = log;
        }
    }

    /// <summary>Gets the key that its cosignatures are by.</summary>
    public NoteVerifier Verifier => _signer.Verifier;

    /// <summary>Checks a checkpoint and cosigns it.</summary>
    /// <param name="oldSize">The size that the proof starts from; it must be the last that was cosigned.</param>
    /// <param name="proof">The consistency proof; empty from size 0.</param>
    /// <param name="note">The signed checkpoint.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="DiskException">It could not remember; then nothing was cosigned.</exception>
    /// <exception cref="InvalidDataException">What it remembers is damaged; then nothing was cosigned.</exception>
    public WitnessAnswer Cosign(long oldSize, IReadOnlyList<MerkleHash> proof, ReadOnlySpan<byte> note)
    {
        if (!SignedNote.TryParse(note, out var signed, out _) || !Checkpoint.TryParse(signed.Text, out var checkpoint, out _))
        {
            return new WitnessAnswer(WitnessVerdict.NotSigned, null, 0);
        }
        if (!_logs.TryGetValue(checkpoint.Origin, out var log))
        {
            return new WitnessAnswer(WitnessVerdict.UnknownLog, null, 0);
        }
        if (!signed.Verify([log], out var signers) || signers.Count == 0)
        {
            return new WitnessAnswer(WitnessVerdict.NotSigned, null, 0);
        }
        lock (_gate)
        {
            using var memory = HeadFile.Open(_disk, Path.Combine(_stateFolder, FileOf(checkpoint.Origin)));
            var last = memory.Last;
            if (oldSize != last.Size)
            {
                return new WitnessAnswer(WitnessVerdict.OtherSize, null, last.Size);
            }
            // From the empty tree nothing needs proof; else the proof must lead from what was cosigned to what is asked.
            var consistent = last.Size == 0
                ? proof.Count == 0 && (checkpoint.Size > 0 || checkpoint.Root == MerkleHash.EmptyRoot)
                : MerkleProof.VerifyConsistency(
                    (ulong)last.Size, (ulong)checkpoint.Size, last.Root.ToArray(), checkpoint.Root.ToArray(), [.. proof.Select(h => h.ToArray())]);
            if (!consistent)
            {
                return new WitnessAnswer(WitnessVerdict.Inconsistent, null, last.Size);
            }
            memory.Write(checkpoint.Size, checkpoint.Root);
            return new WitnessAnswer(WitnessVerdict.Cosigned, _signer.Sign(signed.TextBytes, _clock.GetUtcNow()), checkpoint.Size);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signer.Dispose();

    private static string FileOf(string origin) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(origin))).ToString("x16", CultureInfo.InvariantCulture) + ".head";
}
