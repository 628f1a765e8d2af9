using System.Text.Json;
using Bylaw.Rego.LanguageServer.Features;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>One client: which request is answered by what, and when the server ends.</summary>
/// <remarks>
/// Messages are taken up one after another, so that each request sees the texts as they were when the client sent it; what it asks for is then
/// worked out beside the others, from a snapshot.
/// </remarks>
internal sealed partial class ServerConnection : IDisposable
{
    private readonly JsonRpc _rpc;
    private readonly ServerState _server;
    private readonly Publisher _publisher;
    private readonly PulledFaults _pulled;
    private readonly TokenDeltas _tokens = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Phase _phase;

    public ServerConnection(Stream receiving, Stream sending, LanguageServerOptions options)
    {
        var workspace = new Workspace(options);
        _server = new ServerState(options, workspace, new Analyzer(), new InputKnowledge(workspace, options), new RunResults());
        var handler = new ForgivingMessageHandler(sending, receiving, new SystemTextJsonFormatter { JsonSerializerOptions = Wire.Json });
        _rpc = new PlainSpokenRpc(handler)
        {
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        var faults = new Faults(_server);
        _pulled = new PulledFaults(_server, faults);
        _publisher = new Publisher(_server, faults, _pulled, p => _rpc.NotifyWithParameterObjectAsync("textDocument/publishDiagnostics", p), AskToPullAgain);
        workspace.Changed += _publisher.Signal;
        RegisterLifecycle();
        RegisterRequests();
    }

    private enum Phase
    {
        New,
        Ready,
        ShutDown,
    }

    /// <summary>Serves until the client says <c>exit</c>, is gone, or the caller cancels.</summary>
    /// <returns>0 after <c>shutdown</c> and <c>exit</c>, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => _exit.TrySetResult(1));
        _rpc.StartListening();
        var publishing = Task.Run(() => _publisher.RunAsync(_ending.Token), CancellationToken.None);
        var ended = await Task.WhenAny(_exit.Task, EndOfStreamAsync()).ConfigureAwait(false);
        var code = await ended.ConfigureAwait(false);
        await _ending.CancelAsync().ConfigureAwait(false);
        try
        {
            await publishing.ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or ConnectionLostException or ObjectDisposedException or IOException)
        {
            // Ended, as asked, or there is nobody left to tell.
        }
        return code;
    }

    public void Dispose()
    {
        _rpc.Dispose();
        _ending.Dispose();
    }

    private async Task<int> EndOfStreamAsync()
    {
        try
        {
            await _rpc.Completion.ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // What broke the stream is the client's to know; the code says that it did not end as it should.
        }
        return 1;
    }

    private void RegisterLifecycle()
    {
        On<InitializeParams, InitializeResult>("initialize", Phase.New, InitializeAsync);
        Note<JsonElement?>("initialized", _ =>
        {
            WatchFilesAsync().Forget();
            WatchSettingsAsync().Forget();
        });
        On<JsonElement?, object?>("shutdown", Phase.Ready, (_, _) =>
        {
            _phase = Phase.ShutDown;
            return Task.FromResult<object?>(null);
        });
        NoteAlways("exit", () => _exit.TrySetResult(_phase == Phase.ShutDown ? 0 : 1));
        Note<DidOpenParams>("textDocument/didOpen", p => _server.Workspace.Open(FileUri.ToPath(p.TextDocument.Uri), p.TextDocument.Text, p.TextDocument.Version));
        Note<DidChangeParams>("textDocument/didChange", p => _server.Workspace.Change(FileUri.ToPath(p.TextDocument.Uri), p.ContentChanges, p.TextDocument.Version));
        Note<DocumentParams>("textDocument/didClose", p =>
        {
            _tokens.Forget(FileUri.ToPath(p.TextDocument.Uri));
            _server.Workspace.Close(FileUri.ToPath(p.TextDocument.Uri));
        });
        Note<DocumentParams>("textDocument/didSave", p => _server.Workspace.Reload(FileUri.ToPath(p.TextDocument.Uri)));
        Note<DidChangeFilesParams>("workspace/didChangeWatchedFiles", p => Array.ForEach(p.Changes, c => _server.Workspace.Reload(FileUri.ToPath(c.Uri))));
        Note<DidChangeFoldersParams>("workspace/didChangeWorkspaceFolders", p =>
        {
            Array.ForEach(p.Event.Removed, f => _server.Workspace.RemoveFolder(FolderOf(f.Uri)));
            Array.ForEach(p.Event.Added, f => _server.Workspace.AddFolder(FolderOf(f.Uri), _ending.Token));
        });
        Note<DidChangeSettingsParams>("workspace/didChangeConfiguration", p => TakeSettingsAsync(p?.Settings).Forget());
        Note<JsonElement?>("$/setTrace", _ => { });
    }

    private async Task<InitializeResult> InitializeAsync(InitializeParams request, CancellationToken cancellationToken)
    {
        _phase = Phase.Ready;
        _server.Client = new ClientAbilities(request.Capabilities);
        if (request.InitializationOptions is { ValueKind: JsonValueKind.Object } sent && sent.TryGetProperty(ClientSettings.Section, out var settings))
        {
            await SetAsync(settings).ConfigureAwait(false);
        }
        if (request.ProcessId is { } parent)
        {
            EndWithAsync(parent).Forget();
        }
        var folders = request.WorkspaceFolders is { Length: > 0 } open ? open.Select(f => f.Uri) : new[] { request.RootUri ?? request.RootPath }.OfType<string>().Take(1);
        foreach (var folder in folders.Select(FolderOf).Where(Directory.Exists))
        {
            await Task.Run(() => _server.Workspace.AddFolder(folder, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        foreach (var problem in _server.Workspace.Roots.Select(r => r.Problem).OfType<string>().Distinct())
        {
            await TellAsync("window/logMessage", 2, $"schemas: {problem}").ConfigureAwait(false);
        }
        return new InitializeResult(ServerAbilities.For(_server.Client), new ServerDescription("bylaw", _server.Options.Version));
    }

    private static string FolderOf(string uri)
    {
        var path = FileUri.ToPath(uri);
        return path.Length > 1 ? Path.TrimEndingDirectorySeparator(path) : path;
    }

    /// <summary>A client that crashed says no <c>exit</c>, and its pipes may be held open by others.</summary>
    private async Task EndWithAsync(int parent)
    {
        try
        {
            await ParentWatch.WaitAsync(parent, _ending.Token).ConfigureAwait(false);
            _exit.TrySetResult(1);
        }
        catch (OperationCanceledException)
        {
            // The server ended first.
        }
    }

    private async Task WatchFilesAsync()
    {
        if (!_server.Client.WatchesFiles)
        {
            return;
        }
        string[] globs = ["**/*.rego", "**/data.{json,yaml,yml}", "**/input.{json,yaml,yml}", "**/{governance,organisation}.yaml"];
        var options = new { watchers = globs.Select(g => new { globPattern = g }).ToArray() };
        await RequestAsync("client/registerCapability", new { registrations = new[] { new { id = "files", method = "workspace/didChangeWatchedFiles", registerOptions = options } } })
            .ConfigureAwait(false);
    }

    /// <summary>Asks the client; one that refuses or is gone loses what it was asked for, and nothing else.</summary>
    private Task RequestAsync(string method, object? request) => RequestAsync<object?>(method, request);

    private async Task<T?> RequestAsync<T>(string method, object? request)
    {
        try
        {
            return await _rpc.InvokeWithParameterObjectAsync<T>(method, request, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RemoteRpcException or OperationCanceledException or ConnectionLostException or ObjectDisposedException or IOException)
        {
            return default;
        }
    }

    private Task TellAsync(string method, int type, string message) => _rpc.NotifyWithParameterObjectAsync(method, new MessageParams(type, message));

    private void On<TParams, TResult>(string method, Phase phase, Func<TParams, CancellationToken, Task<TResult>> handle)
    {
        var request = new Request<TParams, TResult>((parameters, cancellation) => _phase == phase
            ? handle(parameters, cancellation)
            : throw (_phase == Phase.New
                ? new LocalRpcException($"`{method}` before `initialize`") { ErrorCode = Wire.NotInitialized }
                : new LocalRpcException(_phase == Phase.ShutDown ? $"`{method}` after `shutdown`" : $"a second `{method}`") { ErrorCode = Wire.InvalidRequest }));
        _rpc.AddLocalRpcMethod(Request<TParams, TResult>.Entry, request, new JsonRpcMethodAttribute(method) { UseSingleObjectParameterDeserialization = true });
    }

    private void Note<TParams>(string method, Action<TParams> take)
    {
        var request = new Request<TParams, object?>((parameters, _) =>
        {
            if (_phase == Phase.Ready)
            {
                take(parameters);
            }
            return Task.FromResult<object?>(null);
        });
        _rpc.AddLocalRpcMethod(Request<TParams, object?>.Entry, request, new JsonRpcMethodAttribute(method) { UseSingleObjectParameterDeserialization = true });
    }

    private void NoteAlways(string method, Action take) => _rpc.AddLocalRpcMethod(method, take);

    /// <summary>What the connection calls for a method.</summary>
    private sealed class Request<TParams, TResult>(Func<TParams, CancellationToken, Task<TResult>> handle)
    {
        public static System.Reflection.MethodInfo Entry { get; } = typeof(Request<TParams, TResult>).GetMethod(nameof(RunAsync))!;

        public Task<TResult> RunAsync(TParams parameters = default!, CancellationToken cancellationToken = default) => handle(parameters, cancellationToken);
    }
}
