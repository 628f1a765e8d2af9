using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Decodes Base64 as Go does: strict alphabet and padding, line breaks passed over, faults told by their place.</summary>
internal static class GoBase64
{
    /// <summary>Decodes padded Base64 in the standard alphabet.</summary>
    /// <exception cref="RefusedOperandException">The text is none.</exception>
    internal static byte[] Decode(string text) => Decode(text, isUrl: false);

    /// <summary>Decodes Base64 in the alphabet for URLs, with padding or without.</summary>
    /// <exception cref="RefusedOperandException">The text is none.</exception>
    internal static byte[] DecodeUrl(string text)
    {
        if (!text.EndsWith('='))
        {
            text = (text.Length % 4) switch
            {
                2 => text + "==",
                3 => text + "=",
                1 => throw new RefusedOperandException($"illegal base64url string: {text}"),
                _ => text,
            };
        }
        return Decode(text, isUrl: true);
    }

    /// <summary>Encodes in the alphabet for URLs, without padding.</summary>
    internal static string EncodeUrl(ReadOnlySpan<byte> data) => System.Buffers.Text.Base64Url.EncodeToString(data);

    private static byte[] Decode(string text, bool isUrl) =>
        Base64Text.TryDecode(text, isUrl, out var bytes, out var fault) ? bytes : throw new RefusedOperandException(fault);
}
