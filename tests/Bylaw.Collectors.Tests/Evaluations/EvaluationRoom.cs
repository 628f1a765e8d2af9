using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests.Evaluations;

/// <summary>A folder, a fixed clock and a run of one collector through the runner, schema check included.</summary>
internal sealed class EvaluationRoom : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string Write(string name, string content) => _folder.Write(name, content);

    public string Write(string name, byte[] content) => _folder.Write(name, content);

    public string WriteRows(string name, string head, int count, Func<int, string> row) =>
        Write(name, new StringBuilder(head).Append('\n').AppendJoin('\n', Enumerable.Range(0, count).Select(row)).Append('\n').ToString());

    public async Task<Collection> CollectAsync<T>(string options)
        where T : IEvidenceCollector
    {
        var collector = CollectorRegistry.Discover(typeof(T).Assembly).Single(c => c.Collector is T);
        return await new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject("subject"),
            Files = new SourceFolder(Path),
            Clock = new FixedClock(),
            Options = JsonNode.Parse(options)!.AsObject(),
        });
    }

    public void Dispose() => _folder.Dispose();

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
