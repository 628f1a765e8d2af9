using System.Text.Json;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>Tells a client what is wrong with its request in one line and by the protocol's code, without the inside of the server.</summary>
internal sealed class PlainSpokenRpc(IJsonRpcMessageHandler handler) : JsonRpc(handler)
{
    /// <inheritdoc/>
    protected override JsonRpcError.ErrorDetail CreateErrorDetails(JsonRpcRequest request, Exception exception)
    {
        for (var at = exception; at is not null and not LocalRpcException; at = at.InnerException)
        {
            if (at is JsonException)
            {
                return new JsonRpcError.ErrorDetail { Code = JsonRpcErrorCode.InvalidParams, Message = $"parameters of `{request.Method}`: {at.Message}" };
            }
        }
        var detail = base.CreateErrorDetails(request, exception);
        return exception is LocalRpcException or OperationCanceledException
            ? detail
            : new JsonRpcError.ErrorDetail { Code = JsonRpcErrorCode.InternalError, Message = $"internal error: {exception.GetType().Name}: {exception.Message}" };
    }
}
