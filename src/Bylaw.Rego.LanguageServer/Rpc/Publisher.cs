using System.Text.Json;
using Bylaw.Rego.LanguageServer.Features;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>Looks at all roots a moment after each change and tells the client what is wrong now, file by file, where that has changed.</summary>
/// <param name="server">What is looked at.</param>
/// <param name="faults">What is wrong.</param>
/// <param name="pulled">What the client asks for itself.</param>
/// <param name="send">Sends what is wrong with one file.</param>
/// <param name="refresh">Asks the client to ask again.</param>
internal sealed class Publisher(ServerState server, Faults faults, PulledFaults pulled, Func<PublishDiagnosticsParams, Task> send, Action refresh)
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _published = new(StringComparer.Ordinal);
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

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        var found = faults.All(cancellationToken);
        if (pulled.IsOutdated(found))
        {
            refresh();
        }
        foreach (var gone in _published.Keys.Where(p => !found.ContainsKey(p)).ToList())
        {
            found[gone] = [];
        }
        foreach (var (path, diagnostics) in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var version = server.Workspace.VersionOf(path);
            // Of what the client asks for itself it is told nothing, and what it was told is taken back.
            var told = pulled.Covers(path) ? [] : diagnostics;
            var key = pulled.Covers(path) ? "" : diagnostics.Length == 0 && version is null ? "" : $"{version}\n{JsonSerializer.Serialize(diagnostics, Wire.Json)}";
            if (_published.GetValueOrDefault(path, "") != key)
            {
                await send(new PublishDiagnosticsParams(FileUri.FromPath(path), version, told)).ConfigureAwait(false);
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
