using System.Text.Json;
using Bylaw.Rego.LanguageServer.Features;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>Looks at all roots a moment after each change and tells the client what is wrong now, file by file, where that has changed.</summary>
/// <param name="server">What is looked at.</param>
/// <param name="send">Sends what is wrong with one file.</param>
internal sealed class Publisher(ServerState server, Func<PublishDiagnosticsParams, Task> send)
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Text, IReadOnlyList<FileProblem>? Problems)> _checked = new(StringComparer.Ordinal);
    private CancellationTokenSource _running = new();

    /// <summary>Says that something has changed; what is being worked out is given up.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            _running.Cancel();
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            while (await _signal.WaitAsync(server.Options.Debounce, cancellationToken).ConfigureAwait(false))
            {
            }
            CancellationTokenSource running;
            lock (_gate)
            {
                _running.Dispose();
                _running = running = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (_signal.CurrentCount > 0)
                {
                    continue;
                }
            }
            try
            {
                await PublishAsync(running.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Something has changed meanwhile: the next round tells.
            }
        }
    }

    /// <summary>Checks a file of the host's own, once while its text stays as it is.</summary>
    private IReadOnlyList<FileProblem>? Check(string path, string text)
    {
        if (!_checked.TryGetValue(path, out var known) || !ReferenceEquals(known.Text, text))
        {
            _checked[path] = known = (text, server.Options.CheckFile(path, text));
        }
        return known.Problems;
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LspDiagnostic[]>(StringComparer.Ordinal);
        foreach (var root in server.Workspace.Roots)
        {
            var snapshot = server.Workspace.SnapshotOf(root);
            if (snapshot.Documents.IsEmpty)
            {
                continue;
            }
            var analysis = server.Analyzer.Analyze(snapshot, cancellationToken);
            foreach (var document in snapshot.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                found[document.Path] = DiagnosticText.Of(document, analysis, server);
            }
        }
        foreach (var (path, text) in server.Workspace.OtherTexts())
        {
            if (Check(path, text) is { } problems)
            {
                found[path] = DiagnosticText.OfFile(text, problems);
            }
            else if (FileScan.IsData(path))
            {
                found[path] = DataFiles.TryRead(path, text, out _, out var problem) ? [] : DiagnosticText.OfFile(text, [problem!]);
            }
        }
        foreach (var gone in _published.Keys.Where(p => !found.ContainsKey(p)).ToList())
        {
            found[gone] = [];
        }
        foreach (var (path, diagnostics) in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var version = server.Workspace.VersionOf(path);
            var key = diagnostics.Length == 0 && version is null ? "" : $"{version}\n{JsonSerializer.Serialize(diagnostics, Wire.Json)}";
            if (_published.GetValueOrDefault(path, "") != key)
            {
                await send(new PublishDiagnosticsParams(FileUri.FromPath(path), version, diagnostics)).ConfigureAwait(false);
                if (key.Length == 0)
                {
                    _published.Remove(path);
                }
                else
                {
                    _published[path] = key;
                }
            }
        }
    }
}
