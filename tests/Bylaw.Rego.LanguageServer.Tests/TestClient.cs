using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Rego.LanguageServer.Tests;

/// <summary>An editor as the server sees it: writes and reads the protocol's bytes itself, so that nothing of the server is taken on trust.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Stream _toServer;
    private readonly Stream _fromServer;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _waiting = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonNode> _diagnostics = [];
    private readonly List<(string Method, JsonNode? Params)> _notes = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;

    public TestClient(Stream toServer, Stream fromServer)
    {
        _toServer = toServer;
        _fromServer = fromServer;
        Reading = Task.Run(ReadAsync);
    }

    public Task Reading { get; }

    /// <summary>Gets the exit code of a server that runs in this process.</summary>
    public Task<int> Exit { get; private init; } = Task.FromResult(-1);

    public JsonNode? Abilities { get; private set; }

    /// <summary>Gets or sets what the user has set, for servers that ask.</summary>
    public JsonNode? Settings { get; set; }

    public static async Task<TestClient> StartAsync(string? folder, LanguageServerOptions? options = null, object? capabilities = null)
    {
        var client = Connect(options);
        await client.InitializeAsync(folder, capabilities);
        return client;
    }

    public static TestClient Connect(LanguageServerOptions? options = null)
    {
        var (up, down) = (new Pipe(), new Pipe());
        var exit = RegoLanguageServer.RunAsync(up.Reader.AsStream(), down.Writer.AsStream(), (options ?? LanguageServerOptions.Default) with { Debounce = TimeSpan.FromMilliseconds(1) });
        return new TestClient(up.Writer.AsStream(), down.Reader.AsStream()) { Exit = exit };
    }

    public async Task InitializeAsync(string? folder, object? capabilities = null, int? processId = null, object? initializationOptions = null)
    {
        var answer = await RequestAsync("initialize", new
        {
            processId,
            initializationOptions,
            rootUri = (string?)null,
            capabilities = capabilities ?? new { textDocument = new { completion = new { completionItem = new { snippetSupport = true } } } },
            workspaceFolders = folder is null ? null : new[] { new { uri = Uri(folder), name = "test" } },
        });
        Abilities = answer!["capabilities"];
        await NotifyAsync("initialized", new { });
    }

    public static string Uri(string path) => "file://" + string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString));

    public async Task<JsonNode?> RequestAsync(string method, object? parameters)
    {
        var id = Interlocked.Increment(ref _next);
        var waiting = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = waiting;
        await SendAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", id, method, @params = parameters }));
        return await waiting.Task.WaitAsync(_patience);
    }

    public Task NotifyAsync(string method, object? parameters) => SendAsync(JsonSerializer.Serialize(new { jsonrpc = "2.0", method, @params = parameters }));

    /// <summary>Sends bytes as a message, whatever they hold.</summary>
    public async Task SendAsync(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        byte[] message = [.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), .. bytes];
        await _toServer.WriteAsync(message);
        await _toServer.FlushAsync();
    }

    public Task OpenAsync(string path, string text, int version = 1) =>
        NotifyAsync("textDocument/didOpen", new { textDocument = new { uri = Uri(path), languageId = "rego", version, text } });

    public Task ChangeAsync(string path, int version, params object[] changes) =>
        NotifyAsync("textDocument/didChange", new { textDocument = new { uri = Uri(path), version }, contentChanges = changes });

    /// <summary>Asks about a place in a document.</summary>
    public Task<JsonNode?> AskAsync(string method, string path, (int Line, int Character) place, object? more = null)
    {
        var request = JsonSerializer.SerializeToNode(new { textDocument = new { uri = Uri(path) }, position = new { line = place.Line, character = place.Character } })!.AsObject();
        foreach (var (name, value) in more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            request[name] = value?.DeepClone();
        }
        return RequestAsync(method, request);
    }

    public Task<JsonNode?> AskAsync(string method, string path) => RequestAsync(method, new { textDocument = new { uri = Uri(path) } });

    /// <summary>Waits until what is published about a file is as wanted.</summary>
    public async Task<JsonArray> DiagnosticsAsync(string path, Func<JsonArray, bool> isWanted)
    {
        return await UntilAsync(() => _diagnostics.TryGetValue(Uri(path), out var found) && isWanted(found["diagnostics"]!.AsArray()) ? found["diagnostics"]!.AsArray() : null);
    }

    public Task<JsonArray> DiagnosticsAsync(string path, params string[] codes) =>
        DiagnosticsAsync(path, found => found.Select(d => (string?)d!["code"] ?? "").Order().SequenceEqual(codes.Order()));

    /// <summary>Returns what is published now about each file.</summary>
    public Dictionary<string, JsonArray> Published()
    {
        lock (_gate)
        {
            return _diagnostics.ToDictionary(d => d.Key, d => d.Value["diagnostics"]!.AsArray());
        }
    }

    public Task<JsonNode?> NoteAsync(string method) => UntilAsync(() => _notes.FirstOrDefault(n => n.Method == method) is { Method: not null } note ? note.Params ?? JsonValue.Create(true) : null)!;

    public async Task<int> StopAsync()
    {
        await RequestAsync("shutdown", null);
        await NotifyAsync("exit", null);
        return await Exit.WaitAsync(_patience);
    }

    /// <summary>Closes the client's end, as a client that is gone does.</summary>
    public ValueTask VanishAsync() => _toServer.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _toServer.DisposeAsync();
        await Exit.WaitAsync(_patience);
    }

    private async Task<T> UntilAsync<T>(Func<T?> find)
        where T : class
    {
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (find() is { } found)
                {
                    return found;
                }
                news = _news.Task;
            }
            try
            {
                await news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                lock (_gate)
                {
                    throw new TimeoutException("never came; known: " + string.Join("\n", _diagnostics.Select(d => $"{d.Key}: {d.Value.ToJsonString()}")));
                }
            }
        }
    }

    private async Task ReadAsync()
    {
        var reader = PipeReader.Create(_fromServer);
        while (await ReadMessageAsync(reader) is { } message)
        {
            if (message["method"] is { } method && message["id"] is { } asked)
            {
                Note(method.ToString(), message["params"]);
                var answer = method.ToString() == "workspace/configuration" ? $"[{Settings?.ToJsonString() ?? "null"}]" : "null";
                await SendAsync($$"""{"jsonrpc":"2.0","id":{{asked.ToJsonString()}},"result":{{answer}}}""");
            }
            else if (message["method"] is { } note)
            {
                Note(note.ToString(), message["params"]);
            }
            else if (message["id"]?.GetValue<int>() is { } id && _waiting.TryRemove(id, out var waiting))
            {
                if (message["error"] is { } error)
                {
                    waiting.SetException(new ServerErrorException((int)error["code"]!, (string)error["message"]!));
                }
                else
                {
                    Assert.True(message.AsObject().ContainsKey("result"), "an answer has a result, null too");
                    waiting.SetResult(message["result"]);
                }
            }
            else
            {
                Note("error", message["error"]);
            }
        }
    }

    private void Note(string method, JsonNode? parameters)
    {
        lock (_gate)
        {
            _notes.Add((method, parameters));
            if (method == "textDocument/publishDiagnostics")
            {
                _diagnostics[(string)parameters!["uri"]!] = parameters;
            }
            _news.SetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static async Task<JsonNode?> ReadMessageAsync(PipeReader reader)
    {
        var length = 0;
        while (true)
        {
            var line = await ReadLineAsync(reader);
            if (line is null)
            {
                return null;
            }
            if (line.Length == 0)
            {
                break;
            }
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal))
            {
                length = int.Parse(line["Content-Length: ".Length..]);
            }
        }
        var read = await reader.ReadAtLeastAsync(length);
        var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer.Slice(0, length));
        reader.AdvanceTo(read.Buffer.GetPosition(length));
        return JsonNode.Parse(bytes);
    }

    private static async Task<string?> ReadLineAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync();
            if (System.Buffers.BuffersExtensions.PositionOf(read.Buffer, (byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(System.Buffers.BuffersExtensions.ToArray(read.Buffer.Slice(0, end))).TrimEnd('\r');
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }
}

/// <summary>The server refused a request.</summary>
internal sealed class ServerErrorException(int code, string message) : Exception($"{code}: {message}")
{
    public int Code => code;
}
