using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Notes;

/// <summary>A proof, checkable offline, that an entry stands in a log: index, siblings and signed checkpoint.</summary>
/// <remarks>Source: C2SP tlog-proof. The entry itself travels beside it.</remarks>
public sealed record TlogProof
{
    private const string Header = "c2sp.org/tlog-proof@v1";

    /// <summary>Gets the entry's index.</summary>
    public required long Index { get; init; }

    /// <summary>Gets the siblings from the leaf upwards.</summary>
    public required ImmutableArray<MerkleHash> Hashes { get; init; }

    /// <summary>Gets the signed checkpoint, whole.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Gets what the application added; it is not authenticated.</summary>
    public byte[]? Extra { get; init; }

    /// <summary>Reads a proof.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when it is well formed; that alone proves nothing.</returns>
    public static bool TryParse(string text, out TlogProof proof, out string problem)
    {
        proof = null!;
        problem = "a proof has the lines header, `index N`, hashes, a blank line and a checkpoint";
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0)
        {
            return false;
        }
        var lines = text[..blank].Split('\n');
        var at = 1;
        byte[]? extra = null;
        if (lines[0] != Header)
        {
            problem = $"the proof does not begin with `{Header}`";
            return false;
        }
        if (lines.Length > at && lines[at].StartsWith("extra ", StringComparison.Ordinal) && !StrictBase64.TryDecode(lines[at++][6..], out extra))
        {
            problem = "the proof's extra data is not base64";
            return false;
        }
        if (lines.Length <= at
            || !lines[at].StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(lines[at][6..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || lines[at][6..] != index.ToString(CultureInfo.InvariantCulture))
        {
            return false;
        }
        var hashes = ImmutableArray.CreateBuilder<MerkleHash>();
        foreach (var line in lines[(at + 1)..])
        {
            if (hashes.Count > 63 || !StrictBase64.TryDecode(line, out var hash) || hash.Length != MerkleHash.Size)
            {
                problem = "a hash of the proof is not base64 of 32 bytes";
                return false;
            }
            hashes.Add(new MerkleHash(hash));
        }
        problem = "";
        proof = new TlogProof { Index = index, Hashes = hashes.ToImmutable(), Checkpoint = text[(blank + 2)..], Extra = extra };
        return true;
    }

    /// <summary>Tells whether the proof shows that an entry stands in a log that a policy believes.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="policy">Whose signatures are needed.</param>
    /// <param name="checkpoint">The checkpoint, believed.</param>
    /// <param name="problem">Why the proof fails.</param>
    /// <returns>True when the checkpoint is believed and the proof leads from the entry to its root.</returns>
    public bool Verify(ReadOnlySpan<byte> entry, CheckpointPolicy policy, out Checkpoint checkpoint, out string problem)
    {
        if (!policy.TryOpen(Encoding.UTF8.GetBytes(Checkpoint), out checkpoint, out problem))
        {
            return false;
        }
        var leaf = MerkleHash.OfLeaf(entry).ToArray();
        if (!MerkleProof.VerifyInclusion(
            (ulong)Index, (ulong)checkpoint.Size, leaf, [.. Hashes.Select(h => h.ToArray())], checkpoint.Root.ToArray()))
        {
            problem = $"the proof does not lead from the entry at index {Index} to the checkpoint's root";
            return false;
        }
        return true;
    }

    /// <summary>Returns the proof as its file holds it.</summary>
    /// <returns>Lines with line feeds.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is not null)
        {
            text.Append("extra ").Append(Convert.ToBase64String(Extra)).Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }
        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
