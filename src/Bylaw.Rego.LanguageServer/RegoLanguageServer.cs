using Bylaw.Rego.LanguageServer.Rpc;

namespace Bylaw.Rego.LanguageServer;

/// <summary>Serves one editor over a pair of streams, by the Language Server Protocol 3.17.</summary>
public static class RegoLanguageServer
{
    /// <summary>Serves until the client says <c>exit</c>, closes its stream, or its process is gone.</summary>
    /// <param name="input">What the client sends: messages with headers.</param>
    /// <param name="output">What is sent to it; nobody else may write to it.</param>
    /// <param name="options">What the server knows besides; null for the default.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code that the protocol asks for: 0 when <c>shutdown</c> came before <c>exit</c>, else 1.</returns>
    public static async Task<int> RunAsync(Stream input, Stream output, LanguageServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var connection = new ServerConnection(input, output, options ?? LanguageServerOptions.Default);
        return await connection.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
