using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Runs every collector whose kind is declared, several at once, with a progress view on long work.</summary>
internal static class EvidenceCollection
{
    public static async Task<(ImmutableArray<EvidenceDocument> Documents, ImmutableArray<Gap> Gaps)> RunAsync(
        string root, GovernanceManifest manifest, DateTimeOffset now, bool useCache, CancellationToken cancellation)
    {
        var collectors = CollectorRegistry.Discover(typeof(Collectors.Models.ModelCollector).Assembly);
        var runner = new CollectorRunner(useCache ? new EvidenceCache(Path.Combine(root, ".bylaw", "cache")) : null);
        var files = new SourceFolder(root);
        var work =
            from subject in manifest.Subjects
            from collector in collectors
            where collector.Declaration.Kinds.Contains(subject.Kind)
            select (subject, collector);
        var answers = await Progress.RunAsync(
            [.. work],
            w => $"{w.collector.Declaration.Name} {w.subject.Id}",
            async w => await runner.RunAsync(
                w.collector,
                new CollectorContext
                {
                    Collector = w.collector.Identity,
                    Subject = new Subject(w.subject.Id),
                    Files = files,
                    Clock = new FixedClock(now),
                    Options = w.subject.Options,
                    Variables = Passwords(w.subject.Options),
                },
                cancellation),
            cancellation);
        // What was looked at wins over what was declared, and that over what follows from it.
        EvidenceDocument[] derived = DerivedEvidence.Of(manifest, now) is { } facts ? [facts] : [];
        return ([.. derived, .. DeclaredEvidence.Of(manifest, now), .. answers.SelectMany(a => a.Documents)], [.. answers.SelectMany(a => a.Gaps)]);
    }

    /// <summary>Hands a collector the one variable that the manifest names for a server's password, and no other.</summary>
    private static ImmutableDictionary<string, string> Passwords(JsonObject options) =>
        options["profile"] is JsonObject profile && profile["password_variable"]?.ToString() is { Length: > 0 } name && Environment.GetEnvironmentVariable(name) is { } value
            ? ImmutableDictionary<string, string>.Empty.Add(name, value)
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>Evidence bears the moment of the assessment, so that the same inputs give the same bytes.</summary>
    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
