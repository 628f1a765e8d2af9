using System.Globalization;
using System.Net;
using System.Text;
using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Witnessing;

/// <summary>Asks a witness over HTTP.</summary>
/// <param name="http">The client; the caller keeps it.</param>
/// <param name="address">The witness's submission prefix.</param>
/// <param name="key">The witness's key.</param>
public sealed class HttpWitnessClient(HttpClient http, Uri address, NoteVerifier key) : IWitnessClient
{
    /// <inheritdoc/>
    public NoteVerifier Key => key;

    /// <inheritdoc/>
    public long KnownSize { get; private set; }

    /// <inheritdoc/>
    public string? Refusal { get; private set; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NoteSignature>> CosignAsync(
        long oldSize, IReadOnlyList<MerkleHash> proof, string checkpoint, CancellationToken cancellationToken)
    {
        using var content = new StringContent(new WitnessRequest(oldSize, proof, checkpoint).ToString(), Encoding.UTF8, "text/plain");
        using var answer = await http.PostAsync(new Uri(address.AbsoluteUri.TrimEnd('/') + "/add-checkpoint"), content, cancellationToken).ConfigureAwait(false);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.Conflict
            && long.TryParse(body.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            KnownSize = size;
            Refusal = $"it has cosigned {size} entries, and was asked to go on from {oldSize}";
            return [];
        }
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            // The statuses are those of the C2SP witness protocol.
            Refusal = (int)answer.StatusCode switch
            {
                400 => "it did not understand the request",
                403 => "it found no signature by a key that it knows for this log",
                404 => "it does not watch this log",
                422 => $"what it has cosigned is no part of this log: its {oldSize} entries are others",
                var other => $"it answered with status {other}",
            };
            return [];
        }
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes($"x\n\n{body}"), out var note, out var problem))
        {
            Refusal = $"its answer is no cosignature: {problem}";
            return [];
        }
        Refusal = null;
        if (SignedNote.TryParse(Encoding.UTF8.GetBytes(checkpoint), out var sent, out _) && Checkpoint.TryParse(sent.Text, out var parsed, out _))
        {
            KnownSize = parsed.Size;
        }
        return note.Signatures;
    }
}
