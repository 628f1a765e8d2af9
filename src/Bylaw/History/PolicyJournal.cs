using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Querying;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;
using Bylaw.Packs;

namespace Bylaw.History;

/// <summary>A policy change as the ledger holds it.</summary>
/// <param name="Index">The record's index.</param>
/// <param name="Record">The record.</param>
public sealed record PolicyChange(long Index, JsonObject Record)
{
    /// <summary>Gets the id of the pack or parameter.</summary>
    public string Id => Text("parameter") is { } parameter ? $"{Text("policy")}.{parameter}" : Text("policy") ?? "";

    /// <summary>Gets the digest of the bundle that was in force after the change, 64 hexadecimal digits.</summary>
    public string BundleDigest => PolicyJournal.Hex(Text("policy_digest"));

    /// <summary>Reads a field that is text.</summary>
    /// <param name="field">Its name.</param>
    /// <returns>The text; null when the record has no such field.</returns>
    public string? Text(string field) => Record[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>The history of policies in a ledger: what changed, when, by whom and why, and which bundle was in force when.</summary>
/// <remarks>Bundles and differences lie in the ledger's blob store under their digests.</remarks>
/// <param name="home">The ledger.</param>
/// <param name="index">Its index, up to date.</param>
public sealed class PolicyJournal(LedgerHome home, LedgerIndex index)
{
    /// <summary>The name under which changes are recorded that concern no enabled pack.</summary>
    public const string Rest = "(other installed packs)";

    private const int MaxChanges = 100_000;

    /// <summary>Puts on record whatever differs from what is on record: one change for each commit, and one for what is in no commit.</summary>
    /// <param name="session">The open ledger.</param>
    /// <param name="snapshot">What is in force now.</param>
    /// <param name="trail">Who changed it, and why.</param>
    /// <param name="version">The version to name for packs that came with the program.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many changes were recorded; each is durable.</returns>
    /// <exception cref="LedgerException">A change is not on the disk, or may not be.</exception>
    public async Task<int> RecordAsync(
        LedgerSession session, PolicySnapshot snapshot, IPolicyTrail trail, string version, CancellationToken cancellationToken = default)
    {
        var latest = Latest();
        var known = latest.Values.Where(c => c.Text("action") != "removed").ToDictionary(c => c.Id);
        var digest = Keep(snapshot.Bundle);
        var previous = latest.Values.OrderBy(c => c.Index).LastOrDefault()?.BundleDigest;
        var count = 0;
        foreach (var (id, change) in known.Where(k => k.Key != Rest && snapshot.Items.All(i => i.Id != k.Key)))
        {
            await AppendAsync(new JsonObject
            {
                ["policy"] = change.Text("policy"),
                ["parameter"] = change.Text("parameter"),
                ["action"] = "removed",
                ["policy_digest"] = digest,
                ["path"] = change.Text("path"),
                ["previous_value"] = change.Text("value"),
            }, trail.RemoverOf(id)).ConfigureAwait(false);
        }
        foreach (var item in snapshot.Items)
        {
            var last = known.GetValueOrDefault(item.Id);
            if (Hex(last?.Text("item_digest")) == item.Digest)
            {
                continue;
            }
            var (before, value) = (FilesOf(last), last?.Text("value"));
            var first = last is null;
            foreach (var step in trail.StepsOf(item, last?.Text("commit"), first))
            {
                var files = step.Files.IsDefault ? item.Files : step.Files;
                var now = step.Value ?? item.Value;
                var diff = item.Parameter is null ? LineDiff.OfFiles(before, files) : LineDiff.OfValue(item.Id, value, now);
                var bundle = step.Files.IsDefault ? snapshot.Bundle : With(snapshot.Bundle, item.Folder!, files);
                await AppendAsync(new JsonObject
                {
                    ["policy"] = item.Policy,
                    ["parameter"] = item.Parameter,
                    ["action"] = first ? "added" : "changed",
                    ["policy_version"] = step.By.Commit is { } commit ? commit[..12] : version,
                    ["policy_digest"] = Keep(bundle),
                    ["item_digest"] = "sha256:" + (item.Parameter is null ? new PolicyBundle(files).Digest : PolicyItemDigest(now!)),
                    ["diff_digest"] = home.Blobs.Put(Encoding.UTF8.GetBytes(diff)),
                    ["path"] = item.Folder,
                    ["value"] = now,
                    ["previous_value"] = value,
                }, step.By).ConfigureAwait(false);
                (before, value, first) = (files, now, false);
            }
        }
        if (count == 0 && previous is not null && previous != snapshot.Bundle.Digest)
        {
            await AppendAsync(
                new JsonObject { ["policy"] = Rest, ["action"] = "changed", ["policy_digest"] = digest },
                new PolicyAuthorship($"bylaw {version}", "packs that are installed and not in force here changed")).ConfigureAwait(false);
        }
        return count;

        async Task AppendAsync(JsonObject fields, PolicyAuthorship by)
        {
            fields["author"] = by.Author;
            fields["reason"] = by.Reason;
            fields["ticket"] = by.Ticket;
            fields["approver"] = by.Approver;
            fields["commit"] = by.Commit;
            fields["previous_digest"] = previous is null ? null : "sha256:" + previous;
            foreach (var name in fields.Where(f => f.Value is null).Select(f => f.Key).ToList())
            {
                fields.Remove(name);
            }
            await session.Recorder.AppendAsync(new LedgerRecord("policy_change", fields), AckLevel.Durable, cancellationToken).ConfigureAwait(false);
            previous = Hex(fields["policy_digest"]!.ToString());
            count++;
        }
    }

    /// <summary>Lists changes.</summary>
    /// <param name="query">Further conditions; its filter on the kind is set here.</param>
    /// <returns>The changes, the newest first.</returns>
    public IEnumerable<PolicyChange> Changes(LedgerQuery query) =>
        index.Find(query with { Filters = query.Filters.Add(("kind", ["policy_change"])) }).Select(Read).OfType<PolicyChange>();

    /// <summary>Finds the last change of every pack and parameter that is on record, those taken out of force among them.</summary>
    /// <returns>The changes by id.</returns>
    public IReadOnlyDictionary<string, PolicyChange> Latest()
    {
        var latest = new Dictionary<string, PolicyChange>(StringComparer.Ordinal);
        foreach (var change in Changes(new LedgerQuery { Limit = MaxChanges }))
        {
            latest.TryAdd(change.Id, change);
        }
        return latest;
    }

    /// <summary>Finds the bundle that was in force at a time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The change that brought it into force; null when nothing is on record from before.</returns>
    public PolicyChange? AsOf(DateTimeOffset time) => Changes(new LedgerQuery { Until = time, Limit = 1 }).FirstOrDefault();

    /// <summary>Reads a change.</summary>
    /// <param name="position">The record's index.</param>
    /// <returns>The change; null when the record is none.</returns>
    public PolicyChange? Read(long position) =>
        home.ReadEntry(position) is { } entry && LedgerRecord.TryRead(entry, out var record) && record["kind"]?.ToString() == "policy_change"
            ? new PolicyChange(position, record)
            : null;

    /// <summary>Reads a bundle from the blob store.</summary>
    /// <param name="digest">Its digest, with or without <c>sha256:</c>.</param>
    /// <param name="problem">What is missing.</param>
    /// <returns>The bundle; null when it is not whole.</returns>
    public PolicyBundle? ReadBundle(string digest, out string problem)
    {
        var bundle = home.Blobs.TryGet(Hex(digest), out var archive) ? PolicyBundle.TryRead(archive) : null;
        problem = bundle is null ? $"policy bundle {digest} is not in the ledger's store" : "";
        return bundle;
    }

    /// <summary>Keeps a bundle in the blob store.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <returns><c>sha256:</c> and its digest.</returns>
    public string Keep(PolicyBundle bundle) => home.Blobs.Put(bundle.Archive.Span);

    /// <summary>Returns a digest without its prefix.</summary>
    internal static string Hex(string? digest) =>
        digest is null ? "" : digest.StartsWith("sha256:", StringComparison.Ordinal) ? digest[7..] : digest;

    private static string PolicyItemDigest(string value) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(value)));

    private static PolicyBundle With(PolicyBundle bundle, string folder, ImmutableArray<PolicyFile> files) =>
        new(bundle.Files.Where(f => !f.Name.StartsWith(folder, StringComparison.Ordinal)).Concat(files));

    private ImmutableArray<PolicyFile> FilesOf(PolicyChange? change) =>
        change?.Text("path") is { } folder && ReadBundle(change.BundleDigest, out _) is { } bundle ? bundle.Below(folder) : [];
}
