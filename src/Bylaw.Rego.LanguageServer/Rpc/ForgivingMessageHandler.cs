using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>Reads and writes messages with headers. What is no JSON-RPC message is answered with an error, and the next one is read.</summary>
/// <remarks>Without this a client's one malformed message would end the connection.</remarks>
internal sealed class ForgivingMessageHandler(Stream sending, Stream receiving, IJsonRpcMessageTextFormatter formatter)
    : HeaderDelimitedMessageHandler(sending, receiving, formatter)
{
    /// <inheritdoc/>
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (IsMalformed(error, out var isJson))
            {
                var answer = new JsonRpcError
                {
                    RequestId = RequestId.Null,
                    Error = new JsonRpcError.ErrorDetail
                    {
                        Code = isJson ? JsonRpcErrorCode.InvalidRequest : (JsonRpcErrorCode)(-32700),
                        Message = isJson ? "not a JSON-RPC 2.0 message" : "the message is not valid JSON",
                    },
                };
                await WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsMalformed(Exception error, out bool isJson)
    {
        for (var at = error; at is not null; at = at.InnerException)
        {
            if (at is JsonException)
            {
                // The reader's own kind, which is not public, says that the bytes are no JSON; the plain one that they are no message.
                isJson = at.GetType() == typeof(JsonException);
                return true;
            }
        }
        if (error is ArgumentOutOfRangeException)
        {
            isJson = false; // no content at all
            return true;
        }
        // The formatter's own words for JSON that is no message; a broken header or stream is none of these and ends the connection.
        isJson = true;
        return error is System.Runtime.Serialization.SerializationException or UnrecognizedJsonRpcMessageException or KeyNotFoundException or InvalidOperationException;
    }
}
