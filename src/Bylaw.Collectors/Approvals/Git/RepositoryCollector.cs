using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Code;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals.Git;

/// <summary>Collects what protects the rules themselves: the commit, who wrote manifest and policies, code owners, branch protection, a signed policy bundle.</summary>
/// <remarks>
/// Options: <c>branch_protection</c> (export of the forge), <c>allowed_signers</c> (keys of people, OpenSSH form), <c>commit_keyring</c> (keys of people, OpenPGP), <c>policies</c> (patterns beside the usual),
/// <c>policy_bundle</c> with <c>policy_signature</c> (a DSSE statement over its SHA-256) and <c>policy_keys</c> or <c>approvers</c>.
/// </remarks>
[Collector("repository", "pipeline", Summary = "Commit, authors of manifest and policies, code owners, branch protection, signed policies.")]
public sealed class RepositoryCollector : IEvidenceCollector
{
    private static readonly PathPattern[] _policies = [new("/governance.yaml"), new("/waivers.yaml"), new("/.bylaw/packs/"), new("*.rego"), new("/baseline.json")];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var spec = new JsonObject();
        var policies = await Task.Run(() => ReadGit(context, spec, gaps, cancellationToken), cancellationToken).ConfigureAwait(false);
        ReadProtection(context, spec, policies, gaps);
        await ReadBundleAsync(context, spec, gaps, cancellationToken).ConfigureAwait(false);
        if (CiActor(context) is { } actor)
        {
            spec["actor_kind"] = actor;
        }
        return spec.Count == 0 ? Collection.Missing(gaps) : Collection.Of(context.Document("pipeline", spec), gaps);
    }

    /// <summary>A run of a CI service sets its own variables; a person's shell has none of them.</summary>
    private static string? CiActor(CollectorContext context) =>
        context.Variables.Count == 0 ? null
        : new[] { "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD", "CI" }.Any(n => context.Variables.TryGetValue(n, out var v) && v.ToLowerInvariant() is "true" or "1") ? "ci" : "person";

    private static List<string> ReadGit(CollectorContext context, JsonObject spec, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var files = CodeFiles.Open(context, "pipeline.repo_protection", gaps);
        var more = context.Texts("policies").Select(p => new PathPattern(p)).ToList();
        var policies = files.Paths.Where(p => _policies.Any(m => m.Matches(p)) || more.Exists(m => m.Matches(p))).ToList();
        if (context.Files.FolderExists(".bylaw/packs"))
        {
            policies.AddRange(Directory.EnumerateFiles(context.Files.Resolve(".bylaw/packs"), "*", SearchOption.AllDirectories).Select(context.Files.Relative).Where(p => !policies.Contains(p)));
        }
        var signers = CommitSigners.Read(context, gaps);
        using var git = GitFacts.TryOpen(context.Files.RootOfHistory, signers);
        if (git?.Commit is not { } commit)
        {
            gaps.Add(context.Gap(GapReason.NotFound, "the folder is in no git repository with a commit", "pipeline.commit"));
            return policies;
        }
        spec["commit"] = commit;
        spec["x_commit_signature"] = git.HeadSignature();
        var authors = new JsonObject();
        foreach (var policy in policies.Take(500))
        {
            cancellationToken.ThrowIfCancellationRequested();
            authors[policy] = git.LinesByAuthor(policy) is { } lines ? lines : "not in the commit";
        }
        spec["x_policy_authors"] = authors;
        return policies;
    }

    private static void ReadProtection(CollectorContext context, JsonObject spec, List<string> policies, List<Gap> gaps)
    {
        var protection = new JsonObject();
        if (CodeOwners.UsualPaths.FirstOrDefault(context.Files.FileExists) is { } owners)
        {
            var file = CodeOwners.Read(File.ReadAllText(context.Files.Resolve(owners)));
            var open = policies.Where(p => file.OwnersOf(p).Count == 0).ToList();
            protection["codeowners_cover_policies"] = open.Count == 0;
            if (open.Count > 0)
            {
                protection["x_not_covered"] = new JsonArray([.. open.Take(20).Select(o => (JsonNode)o)]);
            }
        }
        else
        {
            protection["codeowners_cover_policies"] = false;
            protection["x_not_covered"] = new JsonArray("there is no CODEOWNERS file");
        }
        if (context.Text("branch_protection") is not { } path)
        {
            gaps.Add(context.Gap(GapReason.NotDeclared, "no export of the branch protection was named (`branch_protection`)", "pipeline.repo_protection"));
            spec["x_repo_protection"] = protection;
            return;
        }
        try
        {
            var read = BranchProtection.Read(JsonNode.Parse(File.ReadAllText(context.Files.Resolve(path))));
            if (read.RequiredReviews is { } reviews)
            {
                protection["required_reviews"] = reviews;
            }
            if (read.IsForcePushBlocked is { } blocked)
            {
                protection["force_push_blocked"] = blocked;
            }
            if (read.NeedsCodeOwners is { } needed)
            {
                protection["x_code_owners_required"] = needed;
            }
            spec["repo_protection"] = protection;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or ArgumentException or InvalidOperationException)
        {
            gaps.Add(context.Gap(fault is FileNotFoundException ? GapReason.NotFound : GapReason.Malformed, $"the branch protection `{path}` cannot be used: {(fault is InvalidDataException ? fault.Message : "no JSON, or unreadable")}", "pipeline.repo_protection", path));
        }
    }

    private static async Task ReadBundleAsync(CollectorContext context, JsonObject spec, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var path = context.Text("policy_bundle") ?? (context.Files.FolderExists(".bylaw/packs") ? ".bylaw/packs" : null);
        if (path is null)
        {
            return;
        }
        if (!context.Files.FileExists(path) && !context.Files.FolderExists(path))
        {
            gaps.Add(context.Gap(GapReason.NotFound, $"the policy bundle `{path}` is not there", "pipeline.policy_bundle", path));
            return;
        }
        var digest = context.Files.FileExists(path)
            ? await Sha256Digest.OfFileAsync(context.Files.Resolve(path), cancellationToken).ConfigureAwait(false)
            : await Sha256Digest.OfFolderAsync(context.Files.Resolve(path), cancellationToken).ConfigureAwait(false);
        var bundle = new JsonObject { ["sha256"] = digest, ["signed"] = false };
        if (context.Text("policy_signature") is { } signature)
        {
            if (Signer(context, signature, digest, out var problem) is { } signer)
            {
                bundle["signed"] = true;
                bundle["signer"] = signer;
            }
            else
            {
                gaps.Add(context.Gap(GapReason.Malformed, $"the signature of the policy bundle does not hold: {problem}", "pipeline.policy_bundle", signature));
            }
        }
        spec["policy_bundle"] = bundle;
    }

    /// <summary>Returns who signed a statement over a digest; null when nobody who is trusted did.</summary>
    private static string? Signer(CollectorContext context, string path, string digest, out string problem)
    {
        problem = "it cannot be read";
        try
        {
            var keys = SignedApproval.Keys(context).Concat(context.Texts("policy_keys").Select(k => (Person: Path.GetFileNameWithoutExtension(k), Key: Models.TrustReader.ReadKey(context.Files.Resolve(k)))));
            if (!DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(File.ReadAllText(context.Files.Resolve(path))), out var envelope, out problem))
            {
                return null;
            }
            var subjects = JsonNode.Parse(envelope.Payload)?["subject"] as JsonArray ?? [];
            if (!subjects.OfType<JsonObject>().Any(s => s["digest"]?["sha256"]?.ToString() == digest))
            {
                problem = "it is over another digest";
                return null;
            }
            problem = "no trusted key made it";
            return keys.FirstOrDefault(k => envelope.Verify([k.Key])).Person;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or JsonException or InvalidOperationException)
        {
            problem = fault is InvalidDataException ? fault.Message : problem;
            return null;
        }
    }
}
