using System.Globalization;
using System.Net;
using System.Text;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Witnessing;

/// <summary>Answers requests to cosign over HTTP, one after the other.</summary>
/// <param name="witness">The witness.</param>
/// <param name="prefix">Where to listen, such as <c>http://127.0.0.1:7380/</c>.</param>
public sealed class WitnessServer(Witness witness, string prefix)
{
    private const int MaxBodyBytes = 64 << 10;

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
                context.Response.Abort(); // the asker went away, or the disk failed: no answer is no cosignature
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancellationToken)
    {
        var (status, body) = await DecideAsync(context.Request, cancellationToken).ConfigureAwait(false);
        context.Response.StatusCode = status;
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body), cancellationToken).ConfigureAwait(false);
        context.Response.Close();
    }

    private async Task<(int Status, string Body)> DecideAsync(HttpListenerRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpMethod != "POST" || request.Url?.AbsolutePath.EndsWith("/add-checkpoint", StringComparison.Ordinal) != true)
        {
            return (404, "");
        }
        var buffer = new byte[MaxBodyBytes];
        var length = await request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length == buffer.Length || !WitnessRequest.TryParse(Encoding.UTF8.GetString(buffer, 0, length), out var asked))
        {
            return (400, "");
        }
        var answer = witness.Cosign(asked.OldSize, asked.Proof, Encoding.UTF8.GetBytes(asked.Checkpoint));
        return answer.Verdict switch
        {
            WitnessVerdict.Cosigned => (200, answer.Signature!.ToString()),
            WitnessVerdict.UnknownLog => (404, ""),
            WitnessVerdict.NotSigned => (403, ""),
            WitnessVerdict.OtherSize => (409, answer.KnownSize.ToString(CultureInfo.InvariantCulture) + "\n"),
            _ => (422, ""),
        };
    }
}
