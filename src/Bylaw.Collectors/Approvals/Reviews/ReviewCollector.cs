using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals.Git;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Approvals.Reviews;

/// <summary>Collects the reviews of a pull or merge request from the CI event file or answers of the forge's API on disk.</summary>
/// <remarks>
/// Options: <c>reviews</c> (the file), <c>subject_digest</c> (what is approved by the reviews; else <c>artefact</c>, a file whose digest is taken),
/// <c>action</c> (default deploy), <c>approvers</c> (person, role, account).
/// A review counts as verified only when the file is not part of the commit: what is committed, anybody who may commit could have written.
/// </remarks>
[Collector("forge-reviews", "approval", Summary = "Reviews of a pull or merge request: who agreed to which commit, and who wrote it.")]
public sealed class ReviewCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("reviews") is not { } path)
        {
            return Collection.Empty; // signed statements are the other way to approve
        }
        try
        {
            var root = JsonNode.Parse(await context.Files.ReadTextAsync(path, cancellationToken).ConfigureAwait(false)) as JsonObject
                ?? throw new InvalidDataException("the file holds no JSON object");
            var request = PullRequest.Read(root);
            using var git = GitFacts.TryOpen(context.Files.RootOfHistory, CommitSigners.None);
            var isForge = git is not null && !git.IsTracked(context.Files.Relative(path));
            var spec = Spec(context, request, isForge);
            if (context.Text("subject_digest") is { } digest)
            {
                spec["subject_digest"] = digest;
            }
            else if (context.Text("artefact") is { } artefact)
            {
                spec["subject_digest"] = (await context.Files.SourceAsync(artefact, cancellationToken).ConfigureAwait(false)).Sha256;
            }
            var gaps = request.NotCounted.Select(n => context.Gap(GapReason.Unsupported, $"a review does not count: {n}", "approval.approvers", path)).ToList();
            if (!isForge)
            {
                gaps.Add(context.Gap(GapReason.Unsupported, "the reviews stand in a file that is committed or outside git, so nobody vouches for them: take them from the CI event or the forge's API in the run", "approval.approvers", path));
            }
            if (git?.Commit is { } commit && request.Head is { } head && commit != head && !IsMergeOf(root, commit))
            {
                gaps.Add(context.Gap(GapReason.Unsupported, $"the reviews are about commit {head[..Math.Min(12, head.Length)]} and the checked-out commit is {commit[..12]}", "approval.approvers", path));
                spec["approvers"] = new JsonArray();
            }
            return Collection.Of(context.Document("approval", spec) with { Origin = EvidenceOrigin.Imported, Sources = [await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false)] }, gaps);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or ArgumentException or InvalidOperationException)
        {
            return Collection.Missing(context.Gap(fault is FileNotFoundException ? GapReason.NotFound : GapReason.Malformed, $"the reviews `{path}` cannot be used: {(fault is InvalidDataException ? fault.Message : "no JSON, or unreadable")}", "approval.approvers", path));
        }
    }

    private static bool IsMergeOf(JsonObject root, string commit) => (root["pull_request"]?["merge_commit_sha"] ?? root["merge_commit_sha"] ?? root["merge_request"]?["merge_commit_sha"])?.ToString() == commit;

    private static JsonObject Spec(CollectorContext context, PullRequest request, bool isForge)
    {
        var people = (context.Options["approvers"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        JsonObject? Known(string account) => people.Find(p => (p["account"] ?? p["person"])?.ToString() == account);
        string Person(string account) => Known(account)?["person"]?.ToString() ?? account;
        var approvers = request.Approvals.Select(a => (JsonNode)new JsonObject
        {
            ["person"] = Person(a.Person), ["role"] = Known(a.Person)?["role"]?.ToString(), ["at"] = a.At is { } at ? ApprovalStatement.Stamp(at) : null,
            ["method"] = $"{request.Forge}-review", ["signature_verified"] = isForge,
        });
        var spec = new JsonObject
        {
            ["id"] = $"{request.Forge}-{request.Number}", ["action"] = context.Text("action") ?? "deploy", ["approvers"] = new JsonArray([.. approvers]),
        };
        if (request.Author is { } author)
        {
            spec["author"] = Person(author);
            spec["requested_by"] = Person(request.RequestedBy ?? author);
        }
        spec["emergency"] = request.IsEmergency;
        if (request.OpenedAt is { } opened)
        {
            spec["opened_at"] = ApprovalStatement.Stamp(opened);
        }
        if (request.Head is { } head)
        {
            spec["x_commit"] = head;
        }
        spec["x_authors"] = new JsonArray([.. request.Authors.Select(a => (JsonNode)Person(a))]);
        spec["x_self_approved"] = request.Approvals.Any(a => a.Person == request.Author || request.Authors.Contains(a.Person));
        return spec;
    }
}
