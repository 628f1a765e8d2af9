using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Detection;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code.Secrets;

/// <summary>Collects secrets in code, notebooks, prompts and settings, and in the history when <c>history: true</c>.</summary>
/// <remarks>Options: <c>paths</c>, <c>exclude</c>, <c>history</c>, <c>max_commits</c> (default 100,000). No finding holds a value.</remarks>
[Collector("code-secrets", "pipeline", Summary = "Secrets in files; with `history: true` also in every commit.")]
public sealed class SecretCollector : IEvidenceCollector
{
    private const int MaxFindings = 10_000;
    private const string Mark = "bylaw:not-a-secret";

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var files = CodeFiles.Open(context, "pipeline.secrets", gaps);
        var detector = new Detector(new DetectorOptions { Types = ["SECRET"] });
        var found = new JsonArray();
        foreach (var path in files.Paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files.TryReadText(path, out var text))
            {
                Add(found, path, text, detector, null);
            }
        }
        if (context.IsOn("history"))
        {
            await Task.Run(() => ScanHistory(context, detector, found, gaps, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        if (found.Count >= MaxFindings)
        {
            gaps.Add(context.Gap(GapReason.Limit, $"only the first {MaxFindings} secrets are listed", "pipeline.secrets"));
        }
        return Collection.Of(context.Document("pipeline", new JsonObject { ["secrets"] = found }) with { Completeness = files.Completeness() }, gaps);
    }

    private static void ScanHistory(CollectorContext context, Detector detector, JsonArray found, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var known = found.Select(f => (f!["rule"]!.ToString(), f["path"]!.ToString())).ToHashSet();
        var problem = GitHistory.ReadAdded(context.Files.RootOfHistory, context.Number("max_commits") ?? 100_000, (path, commit, text) =>
        {
            var here = new JsonArray();
            Add(here, path, text, detector, commit);
            foreach (var finding in here.ToList())
            {
                if (known.Add((finding!["rule"]!.ToString(), path)))
                {
                    here.Remove(finding);
                    found.Add(finding);
                }
            }
        }, cancellationToken);
        if (problem is var (reason, message))
        {
            gaps.Add(context.Gap(reason, message, "pipeline.secrets"));
        }
    }

    private static void Add(JsonArray found, string path, string text, Detector detector, string? commit)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var secret in detector.Scan(bytes))
        {
            if (found.Count >= MaxFindings)
            {
                return;
            }
            var line = 1 + bytes.AsSpan(0, secret.Start).Count((byte)'\n');
            var json = new JsonObject { ["rule"] = secret.Type, ["path"] = path, ["verified"] = false, ["line"] = line, ["x_score"] = secret.Score };
            if (Answer(text, line) is { } reason)
            {
                json["ignored_because"] = reason;
            }
            if (commit is not null)
            {
                json["x_commit"] = commit;
            }
            found.Add(json);
        }
    }

    /// <summary>Finds the reason that a person gives on the line of a false alarm, or on the line above it.</summary>
    private static string? Answer(string text, int line)
    {
        var lines = text.Split('\n');
        foreach (var number in (int[])[line, line - 1])
        {
            if (number >= 1 && number <= lines.Length && lines[number - 1].IndexOf(Mark, StringComparison.Ordinal) is var at and >= 0)
            {
                // A mark without a reason answers nothing.
                var reason = lines[number - 1][(at + Mark.Length)..].Trim(' ', '\t', '\r', '*', '/', '-', '>', '"');
                return reason.Length > 0 ? reason : null;
            }
        }
        return null;
    }
}
