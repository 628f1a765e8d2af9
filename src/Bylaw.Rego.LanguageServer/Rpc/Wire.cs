using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>How the protocol's messages are written.</summary>
internal static class Wire
{
    /// <summary>A request came before <c>initialize</c>.</summary>
    public const int NotInitialized = -32002;

    /// <summary>A request came after <c>shutdown</c>, or a second <c>initialize</c>.</summary>
    public const int InvalidRequest = -32600;

    /// <summary>A request is understood and cannot be granted; the message is for the user.</summary>
    public const int RequestFailed = -32803;

    /// <summary>Gets how values are written: what is missing that must be there is an error.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };
}
