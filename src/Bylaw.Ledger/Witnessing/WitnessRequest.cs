using System.Globalization;
using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;

namespace Bylaw.Ledger.Witnessing;

/// <summary>A request to cosign, as it travels: the old size, the proof, a blank line and the checkpoint.</summary>
/// <param name="OldSize">The size that the proof starts from.</param>
/// <param name="Proof">The consistency proof.</param>
/// <param name="Checkpoint">The signed checkpoint.</param>
/// <remarks>Source: C2SP tlog-witness, <c>add-checkpoint</c>.</remarks>
public sealed record WitnessRequest(long OldSize, IReadOnlyList<MerkleHash> Proof, string Checkpoint)
{
    /// <summary>Reads a request.</summary>
    /// <param name="text">The body.</param>
    /// <param name="request">The request.</param>
    /// <returns>False when it is malformed.</returns>
    public static bool TryParse(string text, out WitnessRequest request)
    {
        request = null!;
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = blank < 0 ? [] : text[..blank].Split('\n');
        if (lines.Length is 0 or > 65
            || !lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(lines[0].AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return false;
        }
        var proof = new List<MerkleHash>();
        foreach (var line in lines[1..])
        {
            if (!StrictBase64.TryDecode(line, out var hash) || hash.Length != MerkleHash.Size)
            {
                return false;
            }
            proof.Add(new MerkleHash(hash));
        }
        request = new WitnessRequest(size, proof, text[(blank + 2)..]);
        return true;
    }

    /// <summary>Returns the body.</summary>
    /// <returns>Lines with line feeds.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"old {OldSize}\n");
        foreach (var hash in Proof)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }
        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
