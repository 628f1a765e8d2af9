using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;

namespace Bylaw.Tests.Packs.Distribution;

/// <summary>A small OCI registry on loopback, in memory.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public FakeRegistry(bool asksForToken = false)
    {
        AsksForToken = asksForToken;
        for (var attempt = 0; ; attempt++)
        {
            Port = RandomNumberGenerator.GetInt32(20_000, 60_000);
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // The port is taken: try another.
            }
        }
        _loop = Task.Run(LoopAsync);
    }

    public int Port { get; }

    public bool AsksForToken { get; }

    public ConcurrentDictionary<string, byte[]> Blobs { get; } = new();

    public ConcurrentDictionary<string, byte[]> Manifests { get; } = new();

    public void Dispose()
    {
        _listener.Stop();
        _loop.Wait(TimeSpan.FromSeconds(5));
        ((IDisposable)_listener).Dispose();
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context);
                context.Response.Close();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        if (path == "/token")
        {
            await SendAsync(context, "{\"token\":\"t0\"}"u8.ToArray());
            return;
        }
        if (AsksForToken && context.Request.Headers["Authorization"] != "Bearer t0")
        {
            context.Response.StatusCode = 401;
            context.Response.AddHeader("WWW-Authenticate", $"Bearer realm=\"http://127.0.0.1:{Port}/token\",service=\"fake\"");
            return;
        }
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var last = path[(path.LastIndexOf('/') + 1)..];
        switch (context.Request.HttpMethod)
        {
            case "HEAD" when path.Contains("/blobs/", StringComparison.Ordinal):
                context.Response.StatusCode = Blobs.ContainsKey(last) ? 200 : 404;
                break;
            case "POST":
                context.Response.StatusCode = 202;
                context.Response.AddHeader("Location", $"{path}session-1?state=a");
                break;
            case "PUT" when path.Contains("/manifests/", StringComparison.Ordinal):
                Manifests[last] = body.ToArray();
                Manifests["sha256:" + Convert.ToHexStringLower(SHA256.HashData(body.ToArray()))] = body.ToArray();
                context.Response.StatusCode = 201;
                break;
            case "PUT":
                Blobs[context.Request.QueryString["digest"]!] = body.ToArray();
                context.Response.StatusCode = 201;
                break;
            case "GET":
                var store = path.Contains("/manifests/", StringComparison.Ordinal) ? Manifests : Blobs;
                if (store.TryGetValue(last, out var bytes))
                {
                    await SendAsync(context, bytes);
                }
                else
                {
                    context.Response.StatusCode = 404;
                }
                break;
            default:
                context.Response.StatusCode = 405;
                break;
        }
    }

    private static async Task SendAsync(HttpListenerContext context, byte[] bytes)
    {
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
    }
}
