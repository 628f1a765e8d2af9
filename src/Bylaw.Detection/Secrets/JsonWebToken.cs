using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Bylaw.Detection.Secrets;

/// <summary>Looks into the first part of a compact token.</summary>
internal static class JsonWebToken
{
    /// <summary>Tells whether the header is a JSON object that names an algorithm or a type.</summary>
    public static bool HasHeader(ReadOnlySpan<char> token) => TryReadHeader(token, out var header) && (header.TryGetProperty("alg", out _) || header.TryGetProperty("typ", out _));

    /// <summary>Tells whether the token is encrypted (JWE): its header names a content encryption.</summary>
    public static bool IsEncrypted(ReadOnlySpan<char> token) => token.Count('.') == 4 && TryReadHeader(token, out var header) && header.TryGetProperty("enc", out _);

    private static bool TryReadHeader(ReadOnlySpan<char> token, out JsonElement header)
    {
        header = default;
        var dot = token.IndexOf('.');
        if (dot is < 2 or > 2000)
        {
            return false;
        }
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromUtf8(Encoding.UTF8.GetBytes(token[..dot].ToString())));
            header = document.RootElement.Clone();
            return header.ValueKind == JsonValueKind.Object;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return false;
        }
    }
}
