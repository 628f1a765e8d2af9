using System.Collections.Concurrent;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>
/// Answers clients that ask what is wrong instead of being told. Of a document that such a client shows it asks itself; it is told of the other files until
/// it first asks for all.
/// </summary>
/// <param name="server">What is looked at.</param>
/// <param name="faults">What is wrong.</param>
internal sealed class PulledFaults(ServerState server, Faults faults)
{
    private readonly ConcurrentDictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>Gets whether the client has asked for all files.</summary>
    public bool AsksForAll { get; private set; }

    /// <summary>Tells whether the client asks for what is wrong with a file.</summary>
    public bool Covers(string path) => server.Client.PullsDiagnostics && (AsksForAll || server.Workspace.VersionOf(path) is not null);

    /// <summary>Tells whether what was last said of any file in answer to a question is no longer so.</summary>
    public bool IsOutdated(Dictionary<string, LspDiagnostic[]> found) =>
        _given.Any(g => Covers(g.Key) && Faults.NameOf(found.GetValueOrDefault(g.Key, [])) != g.Value);

    /// <summary>Answers about one file.</summary>
    public DiagnosticReport Of(DocumentDiagnosticParams request, CancellationToken cancellationToken)
    {
        var path = FileUri.ToPath(request.TextDocument.Uri);
        var found = faults.Of(path, cancellationToken);
        var name = Faults.NameOf(found);
        _given[path] = name;
        return name == request.PreviousResultId ? new DiagnosticReport("unchanged", name) : new DiagnosticReport("full", name) { Items = found };
    }

    /// <summary>Answers about all files; of those of which the client knows what there is to know, nothing is said.</summary>
    public WorkspaceDiagnosticReport OfAll(WorkspaceDiagnosticParams request, CancellationToken cancellationToken)
    {
        AsksForAll = true;
        var known = request.PreviousResultIds.GroupBy(p => FileUri.ToPath(p.Uri), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var found = faults.All(cancellationToken);
        foreach (var path in known.Keys)
        {
            found.TryAdd(path, []);
        }
        var reports = new List<WorkspaceFileReport>();
        foreach (var (path, items) in found)
        {
            var name = Faults.NameOf(items);
            _given[path] = name;
            var before = known.GetValueOrDefault(path);
            if (before?.Value != name && (items.Length > 0 || before is not null))
            {
                reports.Add(new WorkspaceFileReport(before?.Uri ?? FileUri.FromPath(path), server.Workspace.VersionOf(path), "full", name, items));
            }
        }
        return new WorkspaceDiagnosticReport([.. reports]);
    }
}
