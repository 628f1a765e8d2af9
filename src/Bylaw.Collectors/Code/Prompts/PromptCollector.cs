using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Detection;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Code.Prompts;

/// <summary>Collects prompt files with their digests, the approved digests, and counts of what does not belong into a prompt.</summary>
/// <remarks>Options: <c>prompts</c> (patterns that are prompts beside the usual names), <c>prompt_lock</c> (default: every <c>prompts-lock.json</c>), <c>paths</c>, <c>exclude</c>.</remarks>
[Collector("code-prompts", "pipeline", Summary = "Prompt files with digests, approved digests, secrets, planted instructions.")]
public sealed class PromptCollector : IEvidenceCollector
{
    /// <summary>Lists the prompts of a project with their digests: what a lock is made of.</summary>
    /// <param name="context">Files and options.</param>
    /// <returns>Path and SHA-256, sorted by path.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> Digests(CollectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var files = CodeFiles.Open(context, "pipeline.prompts", []);
        return [.. Prompts(context, files).Select(p => KeyValuePair.Create(p, Sha256Digest.OfBytes(File.ReadAllBytes(context.Files.ResolveFile(p)))))];
    }

    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var files = CodeFiles.Open(context, "pipeline.prompts", gaps);
        var approved = ReadLocks(context, files, gaps);
        var detector = new Detector(new DetectorOptions { Types = ["SECRET"] });
        var prompts = new JsonArray();
        var sources = new List<EvidenceSource>();
        foreach (var path in Prompts(context, files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!files.TryReadText(path, out var text))
            {
                gaps.Add(context.Gap(GapReason.Malformed, "the prompt is no text", "pipeline.prompts", path));
                continue;
            }
            var digest = Sha256Digest.OfBytes(File.ReadAllBytes(context.Files.ResolveFile(path)));
            var counts = PromptText.Read(text, detector);
            var prompt = new JsonObject
            {
                ["path"] = path, ["sha256"] = digest, ["secret_hits"] = counts.SecretHits, ["injection_hits"] = counts.InjectionHits,
                ["x_access_rule_hits"] = counts.AccessRuleHits,
            };
            if (approved.TryGetValue(path, out var known))
            {
                prompt["approved_sha256"] = known;
            }
            prompts.Add(prompt);
            sources.Add(new EvidenceSource(path, digest));
        }
        foreach (var gone in approved.Keys.Where(p => !prompts.Any(j => j!["path"]!.ToString() == p)))
        {
            gaps.Add(context.Gap(GapReason.NotFound, $"the lock names `{gone}`, which is not there", "pipeline.prompts", gone));
        }
        return Task.FromResult(Collection.Of(
            context.Document("pipeline", new JsonObject { ["prompts"] = prompts }) with { Sources = [.. sources], Completeness = files.Completeness() }, gaps));
    }

    private static IEnumerable<string> Prompts(CollectorContext context, CodeFiles files)
    {
        var more = context.Texts("prompts").Select(p => new PathPattern(p)).ToList();
        return files.Paths.Where(p => PromptFiles.IsPrompt(p) || more.Exists(m => m.Matches(p)));
    }

    private static Dictionary<string, string> ReadLocks(CollectorContext context, CodeFiles files, List<Gap> gaps)
    {
        var named = context.Texts("prompt_lock");
        var approved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in named.Count > 0 ? named : [.. files.Paths.Where(p => Path.GetFileName(p) == PromptFiles.LockName)])
        {
            try
            {
                foreach (var (prompt, digest) in PromptLock.Read(File.ReadAllText(context.Files.ResolveFile(path), Encoding.UTF8)))
                {
                    approved[prompt] = digest;
                }
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                gaps.Add(context.Gap(fault is FileNotFoundException ? GapReason.NotFound : GapReason.Malformed, fault is InvalidDataException ? fault.Message : $"the lock of prompts `{path}` cannot be read", "pipeline.prompts", path));
            }
        }
        return approved;
    }
}
