using System.Text.Json;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Verify;

/// <summary>Recomputes a whole log.</summary>
internal static class LogVerification
{
    public static int Run(string[] words)
    {
        var arguments = Arguments.Read(words, 1);
        var folder = arguments.Paths[0];
        if (!arguments.Policy().TryOpen(File.ReadAllBytes(Path.Combine(folder, "checkpoint")), out var checkpoint, out var problem))
        {
            return Arguments.Say(false, problem);
        }
        var good = TileLogVerifier.TryVerify(new FolderTileSource(folder), checkpoint, out var report);
        return Arguments.Say(good, good
            ? $"{checkpoint.Origin}: {report.Entries} entries and {report.Tiles} tiles agree with the signed root {checkpoint.Root.ToBase64()}"
                + (report.Pruned == 0 ? "" : $"; {report.Pruned} older entries were pruned, as record {report.PrunedBy} of the log says, and only their hashes were checked")
            : report.Problem);
    }
}

/// <summary>Checks one entry's proof.</summary>
internal static class ProofVerification
{
    public static int Run(string[] words)
    {
        var arguments = Arguments.Read(words, 2);
        if (!TlogProof.TryParse(File.ReadAllText(arguments.Paths[0]), out var proof, out var problem))
        {
            return Arguments.Say(false, problem);
        }
        var good = proof.Verify(File.ReadAllBytes(arguments.Paths[1]), arguments.Policy(), out var checkpoint, out problem);
        return Arguments.Say(good, good ? $"the entry stands at index {proof.Index} of {checkpoint.Origin}, size {checkpoint.Size}" : problem);
    }
}

/// <summary>Checks that a log extends an older checkpoint that was kept elsewhere.</summary>
internal static class ConsistencyVerification
{
    public static int Run(string[] words)
    {
        var arguments = Arguments.Read(words, 2);
        var policy = arguments.Policy();
        var folder = arguments.Paths[0];
        if (!policy.TryOpen(File.ReadAllBytes(Path.Combine(folder, "checkpoint")), out var now, out var problem)
            || !policy.TryOpen(File.ReadAllBytes(arguments.Paths[1]), out var old, out problem))
        {
            return Arguments.Say(false, problem);
        }
        if (old.Size > now.Size)
        {
            return Arguments.Say(false, $"the older checkpoint covers {old.Size} entries, the log only {now.Size}: it was cut or replaced");
        }
        // From the entries, not from a proof out of stored tiles.
        var good = TileLogVerifier.TryVerify(new FolderTileSource(folder), now, out var report, earlier: [old]);
        return Arguments.Say(good, good ? $"size {now.Size} extends size {old.Size}" : report.Problem);
    }
}

/// <summary>Checks an envelope's signature.</summary>
internal static class EnvelopeVerification
{
    public static int Run(string[] words)
    {
        var arguments = Arguments.Read(words, 1);
        _ = arguments.Policy();
        if (!DsseEnvelope.TryParse(File.ReadAllBytes(arguments.Paths[0]), out var envelope, out var problem))
        {
            return Arguments.Say(false, problem);
        }
        var keys = arguments.Keys.OfType<LogNoteVerifier>().Select(k => PublicVerificationKey.FromEd25519(k.PublicKey.ToArray())).ToList();
        return Arguments.Say(envelope.Verify(keys), $"signature over {envelope.PayloadType}");
    }
}

/// <summary>Checks that disclosed values are the ones that an entry commits to.</summary>
internal static class DisclosureVerification
{
    public static int Run(string[] words)
    {
        var arguments = Arguments.Read(words, 2);
        try
        {
            using var entry = JsonDocument.Parse(File.ReadAllBytes(arguments.Paths[0]));
            using var disclosure = JsonDocument.Parse(File.ReadAllBytes(arguments.Paths[1]));
            foreach (var field in disclosure.RootElement.EnumerateObject())
            {
                var good = entry.RootElement.TryGetProperty(field.Name, out var committed)
                    && committed.ValueKind == JsonValueKind.String
                    && Commitment.Verify(
                        committed.GetString()!,
                        field.Value.GetProperty("salt").GetBytesFromBase64(),
                        field.Value.GetProperty("path").GetString()!,
                        field.Value.GetProperty("value").GetString()!);
                if (!good)
                {
                    return Arguments.Say(false, $"`{field.Name}` is not what the entry commits to");
                }
            }
            return Arguments.Say(true, "every disclosed value is the one that the entry commits to");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Arguments.Say(false, "entry or disclosure is malformed");
        }
    }
}
