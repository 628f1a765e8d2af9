using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests;

/// <summary>A folder that lasts as long as a test, and a collector's run in it through the door that checks schemas.</summary>
internal sealed class Project : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bylaw-project-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public Task<Collection> CollectAsync(IEvidenceCollector collector, string subject, JsonObject? options = null)
    {
        var declared = (CollectorAttribute)Attribute.GetCustomAttribute(collector.GetType(), typeof(CollectorAttribute))!;
        var registered = new RegisteredCollector(declared, collector);
        return new CollectorRunner().RunAsync(registered, new CollectorContext
        {
            Collector = registered.Identity,
            Subject = new Subject(subject),
            Files = new SourceFolder(_root),
            Clock = TimeProvider.System,
            Options = options ?? [],
        });
    }
}
