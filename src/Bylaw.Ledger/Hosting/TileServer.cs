using System.Net;
using Bylaw.Ledger.Verifying;

namespace Bylaw.Ledger.Hosting;

/// <summary>Serves a ledger's folder as a C2SP tile log. Entry bundles come from the segments; segments, vault and index are not served.</summary>
/// <param name="folder">The ledger's folder.</param>
/// <param name="prefix">Where to listen, such as <c>http://127.0.0.1:7381/</c>.</param>
public sealed class TileServer(string folder, string prefix)
{
    private readonly FolderTileSource _tiles = new(folder);

    /// <summary>Serves until it is stopped.</summary>
    /// <param name="cancellationToken">Stops serving.</param>
    /// <returns>Completes when it has stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add(prefix);
        listener.Start();
        using var stop = cancellationToken.Register(listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }
            try
            {
                await AnswerAsync(context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or HttpListenerException)
            {
                context.Response.Abort(); // the asker went away, or the disk failed
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Url?.AbsolutePath.TrimStart('/') ?? "";
        var bytes = context.Request.HttpMethod == "GET" && IsPublic(path) ? _tiles.Read(path) : null;
        context.Response.StatusCode = bytes is null ? 404 : 200;
        context.Response.ContentType = path == "checkpoint" ? "text/plain; charset=utf-8" : "application/octet-stream";
        // Tiles never change; the checkpoint always may.
        context.Response.AddHeader("Cache-Control", path == "checkpoint" || bytes is null ? "no-cache" : "max-age=31536000, immutable");
        if (bytes is not null)
        {
            await context.Response.OutputStream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        context.Response.Close();
    }

    private static bool IsPublic(string path) =>
        path == "checkpoint"
        || (path.StartsWith("tile/", StringComparison.Ordinal) && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.') && !path.Contains("..", StringComparison.Ordinal));
}
