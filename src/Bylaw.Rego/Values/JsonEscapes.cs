using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Bylaw.Rego.Values;

/// <summary>Reads strings with escapes, by the JSON reader of .NET.</summary>
internal static class JsonEscapes
{
    private const int MaxOnStack = 512;

    /// <summary>Reads the text between the quotes of a string.</summary>
    /// <param name="utf8">The bytes between the quotes.</param>
    /// <param name="text">The string.</param>
    /// <returns>False for a wrong escape, an unpaired surrogate or bytes that are not UTF-8.</returns>
    public static bool TryRead(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? text)
    {
        var length = utf8.Length + 2;
        Span<byte> quoted = length <= MaxOnStack ? stackalloc byte[length] : new byte[length];
        quoted[0] = quoted[^1] = (byte)'"';
        utf8.CopyTo(quoted[1..]);
        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            text = reader.GetString();
            return text is not null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
