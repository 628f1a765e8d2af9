using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Scripts;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Runs all that states evidence about a manifest's subjects: built-in collectors by kind, and the scripts that it names.</summary>
internal static class EvidenceCollection
{
    /// <summary>Variables of the host that collectors may see; scripts see those alone that their entry names.</summary>
    private static readonly string[] _hostVariables = ["PATH", "CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"];

    /// <summary>Collects.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="now">The moment that the evidence bears.</param>
    /// <param name="useCache">Whether unchanged inputs need not be read again.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="isWanted">Tells by kind and subject what is wanted; null for all.</param>
    /// <exception cref="UserErrorException">An entry of <c>scripts</c> is wrong.</exception>
    public static async Task<(ImmutableArray<EvidenceDocument> Documents, ImmutableArray<Gap> Gaps)> RunAsync(
        string root, GovernanceManifest manifest, DateTimeOffset now, bool useCache, CancellationToken cancellation, Func<string, string, bool>? isWanted = null)
    {
        var collectors = CollectorRegistry.Discover(typeof(Collectors.Models.ModelCollector).Assembly);
        var runner = new CollectorRunner(useCache ? new EvidenceCache(Path.Combine(root, ".bylaw", "cache")) : null);
        var files = new SourceFolder(root);
        var scripts = Scripts(manifest);
        var work =
            (from subject in manifest.Subjects
             from collector in collectors
             where collector.Declaration.Kinds.Contains(subject.Kind) && isWanted?.Invoke(subject.Kind, subject.Id) != false
             select new Job(collector, subject.Id, subject.Options, Password(subject.Options)))
            .Concat(scripts.Where(s => isWanted?.Invoke(s.Kind, s.Subject) != false)
                .Select(s => new Job(ScriptCollector.Register(s, Echo), s.Subject, [], s.Variables)));
        var answers = await Progress.RunAsync(
            [.. work],
            w => $"{w.Collector.Declaration.Name} {w.Subject}",
            async w => await runner.RunAsync(
                w.Collector,
                new CollectorContext
                {
                    Collector = w.Collector.Identity,
                    Subject = new Subject(w.Subject),
                    Files = files,
                    Clock = new FixedClock(now),
                    Options = w.Options,
                    Variables = HostVariables(w.Variables),
                },
                cancellation),
            cancellation);
        // What was looked at wins over what was declared, and that over what follows from it.
        EvidenceDocument[] derived = DerivedEvidence.Of(manifest, now) is { } facts ? [facts] : [];
        var stated = derived.Concat(DeclaredEvidence.Of(manifest, now)).Where(d => isWanted?.Invoke(d.Kind, d.Subject.Name) != false);
        return ([.. stated, .. answers.SelectMany(a => a.Documents)], [.. answers.SelectMany(a => a.Gaps)]);
    }

    /// <summary>Names the one variable that the manifest gives for a server's password.</summary>
    private static ImmutableArray<string> Password(JsonObject options) =>
        options["profile"] is JsonObject profile && profile["password_variable"]?.ToString() is { Length: > 0 } name ? [name] : [];

    /// <summary>Reads the scripts of a manifest.</summary>
    private static ImmutableArray<ScriptEntry> Scripts(GovernanceManifest manifest)
    {
        var entries = ScriptEntry.ReadAll((manifest.Tree.Root as JsonObject)?["scripts"], manifest.System["id"]?.ToString() ?? "system", out var problems);
        return problems.Count == 0
            ? entries
            : throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', problems.Select(p =>
            {
                var (line, column) = manifest.Tree.PlaceOf(p.Pointer);
                return $"{GovernanceManifest.FileName}:{line}:{column}: {p.Message}";
            })));
    }

    private static ImmutableDictionary<string, string> HostVariables(ImmutableArray<string> more) =>
        _hostVariables.Concat(more).Distinct()
            .Select(n => (Name: n, Value: Environment.GetEnvironmentVariable(n)))
            .Where(v => v.Value is not null)
            .ToImmutableDictionary(v => v.Name, v => v.Value!);

    private static void Echo(string id, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(50))
        {
            Console.Error.WriteLine($"{id}| {line.TrimEnd('\r')}");
        }
    }

    private sealed record Job(RegisteredCollector Collector, string Subject, JsonObject Options, ImmutableArray<string> Variables);

    /// <summary>Evidence bears the moment of the run, so that the same inputs give the same bytes.</summary>
    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
