using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals.Provenance;

/// <summary>Verifies in-toto provenance of a model: a trusted key signed it, and it is about the very bytes that are here.</summary>
/// <remarks>
/// Options: <c>provenance</c> (default <c>attest/provenance.intoto.json</c> or <c>.jsonl</c>), <c>provenance_keys</c> (else <c>trusted_keys</c>), <c>builders</c>
/// (ids, or mappings of <c>id</c> and <c>level</c>: which builders are trusted, and up to which SLSA build level their operator is). Keyless provenance, a Sigstore bundle, is
/// verified offline: <c>sigstore_root</c> (a trusted root file), <c>provenance_identity</c> and <c>provenance_issuer</c> (else <c>signer_identity</c>, <c>signer_issuer</c>).
/// </remarks>
[Collector("model-provenance", "model", Summary = "In-toto and SLSA provenance of a model, verified by key and digest.")]
public sealed class ProvenanceCollector : IEvidenceCollector
{
    private static readonly string[] _usual = ["attest/provenance.intoto.json", "attest/provenance.intoto.jsonl", "provenance.intoto.json", "provenance.intoto.jsonl"];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var path = context.Text("provenance") ?? _usual.FirstOrDefault(context.Files.FileExists);
        if (path is null)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "no provenance was named (`provenance`) or found at attest/provenance.intoto.json", "model.provenance"));
        }
        try
        {
            var statements = ProvenanceStatement.ReadAll(await context.Files.ReadTextAsync(path, cancellationToken, 16 << 20).ConfigureAwait(false));
            var digests = await DigestsAsync(context, cancellationToken).ConfigureAwait(false);
            var own = statements.Where(s => digests.Exists(d => d.All(s.Subjects.Contains))).ToList();
            var names = context.Texts("provenance_keys") is { Count: > 0 } keys ? keys : context.Texts("trusted_keys");
            List<PublicVerificationKey> trusted = [.. names.Select(k => TrustReader.ReadKey(context.Files.ResolveFile(k)))];
            var keyless = Keyless(context);
            var problem = own.Count == 0 ? "it is about other bytes than the model's"
                : trusted.Count > 0 ? "no trusted key made the signature"
                : own.Exists(s => s.Bundle is not null) ? "it is signed keyless: name `sigstore_root`, `provenance_identity` and `provenance_issuer`" : "no key was given (`provenance_keys`)";
            var genuine = own.Find(s => (trusted.Count > 0 && s.Envelope.Verify(trusted)) || (keyless is not null && keyless.Verifies(s, digests, ref problem)));
            var shown = genuine ?? own.FirstOrDefault() ?? statements[0];
            var gaps = new List<Gap>();
            if (genuine is null)
            {
                gaps.Add(context.Gap(GapReason.Malformed, "the provenance is not verified: " + problem, "model.provenance", path));
            }
            var provenance = new JsonObject { ["verified"] = genuine is not null, ["slsa_level"] = Level(context, shown, genuine is not null) };
            if (genuine is not null)
            {
                provenance["x_method"] = trusted.Count > 0 && genuine.Envelope.Verify(trusted) ? "key" : "sigstore";
            }
            if (shown.Builder is { } builder)
            {
                provenance["builder"] = builder;
                provenance["x_builder_trusted"] = Builders(context).ContainsKey(builder);
            }
            if (shown.SourceCommit is { } commit)
            {
                provenance["source_commit"] = commit;
            }
            return Collection.Of(context.Document("model", new JsonObject { ["provenance"] = provenance }) with { Sources = [await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false)] }, gaps);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Collection.Missing(context.Gap(fault is FileNotFoundException or DirectoryNotFoundException ? GapReason.NotFound : GapReason.Malformed, $"the provenance `{path}` cannot be used: {fault.Message}", "model.provenance", path));
        }
    }

    private static KeylessTrust? Keyless(CollectorContext context)
    {
        var (identity, issuer) = (context.Text("provenance_identity") ?? context.Text("signer_identity"), context.Text("provenance_issuer") ?? context.Text("signer_issuer"));
        return context.Text("sigstore_root") is { } root && identity is not null && issuer is not null
            ? KeylessTrust.Read(context.Files.ResolveFile(root), identity, issuer)
            : null;
    }

    /// <summary>Level 1 is provenance at all, level 2 that a trusted builder signed it; more is what the organisation says of that builder.</summary>
    /// <remarks>Source: SLSA 1.0, build track.</remarks>
    private static int Level(CollectorContext context, ProvenanceStatement statement, bool isGenuine) =>
        !isGenuine ? 0 : statement.Builder is { } builder && Builders(context).TryGetValue(builder, out var level) ? level : 1;

    private static Dictionary<string, int> Builders(CollectorContext context)
    {
        var builders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in context.Options["builders"] as JsonArray ?? [])
        {
            if (entry is JsonObject map && map["id"] is { } id)
            {
                builders[id.ToString()] = map["level"] is JsonValue value && value.TryGetValue<int>(out var level) && level is >= 1 and <= 3 ? level : 2;
            }
            else if (entry is JsonValue name)
            {
                builders[name.ToString()] = 2;
            }
        }
        return builders;
    }

    /// <summary>Gives the sets of digests of which one must be stated whole: the file, or the folder, or all files of the folder.</summary>
    private static async Task<List<List<string>>> DigestsAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        if (context.Text("path") is not { } path)
        {
            return [];
        }
        if (context.Files.FileExists(path))
        {
            return [[await Sha256Digest.OfFileAsync(context.Files.ResolveFile(path), cancellationToken).ConfigureAwait(false)]];
        }
        if (!context.Files.FolderExists(path))
        {
            return [];
        }
        var files = new List<string>();
        foreach (var file in context.Files.EnumerateFiles(path))
        {
            files.Add(await Sha256Digest.OfFileAsync(context.Files.ResolveFile(file), cancellationToken).ConfigureAwait(false));
        }
        List<string> folder = [await Sha256Digest.OfFolderAsync(context.Files.Resolve(path), cancellationToken).ConfigureAwait(false)];
        return files.Count == 0 ? [folder] : [folder, files];
    }
}
