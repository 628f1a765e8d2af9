using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.LanguageServer;
using StreamJsonRpc;

namespace Bylaw.Benchmarks;

/// <summary>Measures what an editor waits for: a folder of many modules is opened, one of them is typed in, and the answers are checked.</summary>
internal sealed class LanguageServerBenchmarks : IBenchmarkGroup
{
    public string Name => "rego-lsp";

    public string Summary => "[--modules N]: opening a folder of 1,000 modules, a key pressed until faults are told, completion, references, rename; checks its answers";

    public async Task<int> RunAsync(string[] args)
    {
        var count = args is ["--modules", var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000;
        var root = Path.Combine(Path.GetTempPath(), "bylaw-bench-lsp-" + Guid.NewGuid().ToString("N"));
        for (var i = 0; i < count; i++)
        {
            Directory.CreateDirectory(Path.Combine(root, $"p{i}"));
            await File.WriteAllTextAsync(Path.Combine(root, $"p{i}", "m.rego"), Module(i, count));
        }
        Directory.CreateDirectory(Path.Combine(root, "lib"));
        await File.WriteAllTextAsync(Path.Combine(root, "lib", "m.rego"), Library("\"a0\""));
        try
        {
            await MeasureAsync(root, count);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
        return 0;
    }

    private static async Task MeasureAsync(string root, int count)
    {
        var (up, down) = (new Pipe(), new Pipe());
        var options = LanguageServerOptions.Default with { Debounce = TimeSpan.Zero };
        var server = RegoLanguageServer.RunAsync(up.Reader.AsStream(), down.Writer.AsStream(), options);
        using var client = new JsonRpc(new HeaderDelimitedMessageHandler(up.Writer.AsStream(), down.Reader.AsStream(), new SystemTextJsonFormatter()));
        var told = new Told();
        client.AddLocalRpcMethod(typeof(Told).GetMethod(nameof(Told.Publish))!, told, new JsonRpcMethodAttribute("textDocument/publishDiagnostics") { UseSingleObjectParameterDeserialization = true });
        client.StartListening();
        var uri = new Uri(Path.Combine(root, "p7", "m.rego")).AbsoluteUri;
        var text = await File.ReadAllTextAsync(Path.Combine(root, "p7", "m.rego"));
        Console.WriteLine($"{count} modules of 9 rules, and one that all import{"",1}{"median ms",12}{"worst ms",12}");

        var watch = Stopwatch.StartNew();
        await client.InvokeWithParameterObjectAsync<JsonElement>("initialize", new { capabilities = new { }, workspaceFolders = new[] { new { uri = new Uri(root).AbsoluteUri, name = "b" } } });
        Show("open the folder", [watch.Elapsed.TotalMilliseconds]);
        await client.NotifyWithParameterObjectAsync("initialized", new { });
        watch.Restart();
        var first = told.NextAsync(uri, 1);
        await client.NotifyWithParameterObjectAsync("textDocument/didOpen", new { textDocument = new { uri, languageId = "rego", version = 1, text } });
        await first;
        Show("first faults of all modules", [watch.Elapsed.TotalMilliseconds]);

        var version = 1;
        Task EditAsync(string inserted) => client.NotifyWithParameterObjectAsync(
            "textDocument/didChange", new { textDocument = new { uri, version = ++version }, contentChanges = new[] { new { range = RangeAt(4, 0), text = inserted } } });
        await TimeAsync("a key pressed until faults are told", async round =>
        {
            var next = told.NextAsync(uri, version + 1);
            await EditAsync($"bad{round} := zz{round}\n");
            return (await next).Any(d => d.GetProperty("message").GetString()!.Contains($"zz{round} is unsafe", StringComparison.Ordinal));
        });
        await client.NotifyWithParameterObjectAsync("textDocument/didChange", new { textDocument = new { uri, version = ++version }, contentChanges = new[] { new { text } } });
        await TimeAsync("… a body of one rule, without faults", async round =>
        {
            var next = told.NextAsync(uri, version + 1);
            await client.NotifyWithParameterObjectAsync(
                "textDocument/didChange", new { textDocument = new { uri, version = ++version }, contentChanges = new[] { new { text = text.Replace(":= x +", $":= x * {round} +", StringComparison.Ordinal) } } });
            return (await next).Length == 0;
        });
        var library = new Uri(Path.Combine(root, "lib", "m.rego")).AbsoluteUri;
        await client.NotifyWithParameterObjectAsync("textDocument/didOpen", new { textDocument = new { uri = library, languageId = "rego", version = 1, text = Library("\"a0\"") } });
        Func<int, Task<bool>> ChangeLibrary(Func<int, string> name) => async round =>
        {
            var next = told.NextAsync(library, ++version);
            await client.NotifyWithParameterObjectAsync(
                "textDocument/didChange", new { textDocument = new { uri = library, version }, contentChanges = new[] { new { text = Library(name(round)) } } });
            return (await next).Length == 0;
        };
        await TimeAsync("… in a module that all import", ChangeLibrary(round => $"\"a{round}\""));
        await TimeAsync("… a type there that all rely on", ChangeLibrary(round => round % 2 == 0 ? "1" : "\"a\""));
        await TimeAsync("a key pressed until names are offered", async round =>
        {
            await EditAsync($"more{round} := next.\n");
            var offered = await AskAsync(client, "completion", uri, 4, $"more{round} := next.".Length);
            return offered.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("label").GetString() == "limit");
        });
        await client.NotifyWithParameterObjectAsync("textDocument/didChange", new { textDocument = new { uri, version = ++version }, contentChanges = new[] { new { text } } });
        await TimeAsync("hover", async _ => (await AskAsync(client, "hover", uri, 4, 1)).GetProperty("contents").GetProperty("value").GetString()!.Contains("limit(x)", StringComparison.Ordinal));
        await TimeAsync("references in all modules", async _ => (await AskAsync(client, "references", uri, 4, 1)).GetArrayLength() == 9);
        await TimeAsync("rename in all modules", async _ => (await AskAsync(client, "rename", uri, 4, 1, "most")).GetProperty("changes").EnumerateObject().Count() == 2);
        await TimeAsync("colours of a module", async _ => (await AskAsync(client, "semanticTokens/full", uri, 0, 0)).GetProperty("data").GetArrayLength() > 100);
        await client.InvokeAsync("shutdown");
        await client.NotifyAsync("exit");
        await server;
    }

    private static Task<JsonElement> AskAsync(JsonRpc client, string what, string uri, int line, int character, string? newName = null) =>
        client.InvokeWithParameterObjectAsync<JsonElement>("textDocument/" + what, new { textDocument = new { uri }, position = new { line, character }, newName });

    private static object RangeAt(int line, int character) => new { start = new { line, character }, end = new { line, character } };

    private static async Task TimeAsync(string name, Func<int, Task<bool>> work)
    {
        var times = new List<double>();
        for (var round = 0; round < 23; round++)
        {
            var watch = Stopwatch.StartNew();
            if (!await work(round))
            {
                throw new InvalidDataException($"{name}: the answer is wrong");
            }
            // The first rounds warm up.
            if (round >= 8)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }
        Show(name, times);
    }

    private static void Show(string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{name,-42}{times[times.Count / 2],10:F1}{times[^1],12:F1}");
        Console.WriteLine($$"""{"measurement": "{{name}}", "median_ms": {{times[times.Count / 2].ToString("F1", CultureInfo.InvariantCulture)}}}""");
    }

    private static string Module(int number, int count)
    {
        var text = new StringBuilder($"package p{number}\nimport data.lib\nimport data.p{(number + 1) % count} as next\n\nlimit(x) := x + {number}\n\n");
        for (var i = 0; i < 8; i++)
        {
            text.Append($"r{i} if {{\n\tinput.n{i} > {number}\n\tsome x in input.xs\n\tx.role == \"a{i}\"\n\tnext.limit(x.age) > 0\n\tlib.is_known(x.role)\n\tlib.names[x.role]\n}}\n\n");
        }
        return text.ToString();
    }

    private static string Library(string name) => $"package lib\n\nnames := {{{name}}}\n\nis_known(x) if x in names\n\nnearest(x) := [n | some n in names; n != x][0]\n";

    /// <summary>What the server tells of itself.</summary>
    private sealed class Told
    {
        private readonly Lock _gate = new();
        private (string Uri, int Version, TaskCompletionSource<JsonElement[]> Wanted)? _waiting;

        public Task<JsonElement[]> NextAsync(string uri, int version)
        {
            var wanted = new TaskCompletionSource<JsonElement[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_gate)
            {
                _waiting = (uri, version, wanted);
            }
            return wanted.Task;
        }

        public void Publish(JsonElement parameters)
        {
            lock (_gate)
            {
                if (_waiting is var (uri, version, wanted) && parameters.GetProperty("uri").GetString() == uri
                    && parameters.TryGetProperty("version", out var told) && told.GetInt32() == version)
                {
                    wanted.TrySetResult([.. parameters.GetProperty("diagnostics").EnumerateArray()]);
                }
            }
        }
    }
}
