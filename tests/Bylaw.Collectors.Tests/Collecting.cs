using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Tests;

/// <summary>Runs one collector by name, as the command line does.</summary>
internal static class Collecting
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static Task<Collection> RunAsync(TemporaryFolder folder, string collector, JsonObject? options = null, string subject = "it")
    {
        var found = CollectorRegistry.Discover(typeof(Collectors.Approvals.ApprovalCollector).Assembly).Single(c => c.Declaration.Name == collector);
        return RunAsync(folder, found, options, subject);
    }

    public static Task<Collection> RunAsync(
        TemporaryFolder folder, RegisteredCollector collector, JsonObject? options = null, string subject = "it", ImmutableDictionary<string, string>? variables = null) =>
        new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject(subject),
            Files = new SourceFolder(folder.Path),
            Clock = new FixedClock(),
            Options = options ?? [],
            Variables = variables ?? ImmutableDictionary<string, string>.Empty,
        }, TestContext.Current.CancellationToken);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
