using Bylaw.Collectors.Code.Agents;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;

namespace Bylaw.Samples.Support;

/// <summary>Writes the lock of an agent's tools and configuration, as the product computes it.</summary>
internal static class AgentLock
{
    public static void Write(SampleFolder folder)
    {
        var manifest = GovernanceManifest.TryRead("governance.yaml", folder.Read("governance.yaml"), out var problems)
            ?? throw new InvalidOperationException(string.Join("; ", problems.Select(p => $"{p.Line}: {p.Message}")));
        var files = new SourceFolder(folder.Root);
        var agent = Conventions.Apply(manifest, files).First(s => s.Kind == "agent");
        var (path, content) = AgentCollector.WriteLock(
            new CollectorContext
            {
                Collector = new CollectorIdentity("agent-config", "1"), Subject = new Subject(agent.Id), Files = files, Clock = TimeProvider.System, Options = agent.Options,
            },
            out var gaps);
        if (gaps.Count > 0)
        {
            throw new InvalidOperationException(string.Join("; ", gaps.Select(g => g.Message)));
        }
        folder.Write(path, content);
    }
}
