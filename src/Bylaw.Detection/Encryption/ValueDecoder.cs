using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Bylaw.Detection.Encryption;

/// <summary>Undoes encodings that need no secret: base64, hex, percent, deflate, rot13.</summary>
internal static class ValueDecoder
{
    public const int MaxOutput = 1 << 20; // a bomb in one cell must not fill the memory

    private static readonly SearchValues<char> _base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
    private static readonly SearchValues<char> _base64Url = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=");

    /// <summary>Reads a value as bytes when all of it is hex or base64 of either alphabet.</summary>
    public static byte[]? ToBytes(string value)
    {
        if (value.Length >= 8 && value.Length % 2 == 0 && !value.AsSpan().ContainsAnyExcept("0123456789abcdefABCDEF"))
        {
            return Convert.FromHexString(value);
        }
        if (value.Length < 8)
        {
            return null;
        }
        try
        {
            if (!value.AsSpan().ContainsAnyExcept(_base64) && value.Length % 4 == 0)
            {
                return Convert.FromBase64String(value);
            }
            return !value.AsSpan().ContainsAnyExcept(_base64Url) ? Base64Url.DecodeFromChars(value.AsSpan().TrimEnd('=')) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Lists the texts that a value may hide behind one encoding.</summary>
    public static IEnumerable<string> Texts(string value)
    {
        if (value.Contains('%') && Uri.UnescapeDataString(value) is var unescaped && unescaped != value)
        {
            yield return unescaped;
        }
        if (ToBytes(value) is { } bytes)
        {
            if (ToText(bytes) is { } text)
            {
                yield return text;
            }
            if (Inflate(bytes) is { } inflated && ToText(inflated) is { } inner)
            {
                yield return inner;
            }
        }
    }

    /// <summary>Shifts letters by thirteen.</summary>
    public static string Rot13(string value) => string.Create(value.Length, value, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            var first = char.IsAsciiLetterUpper(c) ? 'A' : 'a';
            to[i] = char.IsAsciiLetter(c) ? (char)(first + ((c - first + 13) % 26)) : c;
        }
    });

    private static string? ToText(byte[] bytes)
    {
        if (bytes.Length == 0 || Array.Exists(bytes, b => b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r')))
        {
            return null;
        }
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static byte[]? Inflate(byte[] bytes)
    {
        foreach (var open in (Func<Stream, Stream>[])[
            s => bytes.Length > 2 && bytes[0] == 0x1f && bytes[1] == 0x8b ? new GZipStream(s, CompressionMode.Decompress) : new DeflateStream(s, CompressionMode.Decompress),
            s => new ZLibStream(s, CompressionMode.Decompress)])
        {
            try
            {
                using var stream = open(new MemoryStream(bytes));
                var output = new byte[Math.Min(MaxOutput, (bytes.Length * 64) + 1024)];
                var length = stream.ReadAtLeast(output, output.Length, throwOnEndOfStream: false);
                if (length > 0)
                {
                    return output[..length];
                }
            }
            catch (Exception error) when (error is InvalidDataException or IOException)
            {
                // not this form
            }
        }
        return null;
    }
}
