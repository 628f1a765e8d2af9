namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>Decodes Base64 as Go does: strict alphabet and padding, line breaks passed over, faults told by their place.</summary>
internal static class GoBase64
{
    /// <summary>Decodes padded Base64 in the standard alphabet.</summary>
    /// <exception cref="RefusedOperandException">The text is none.</exception>
    internal static byte[] Decode(string text) => Decode(text, '+', '/');

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
        return Decode(text, '-', '_');
    }

    /// <summary>Encodes in the alphabet for URLs, without padding.</summary>
    internal static string EncodeUrl(ReadOnlySpan<byte> data) => System.Buffers.Text.Base64Url.EncodeToString(data);

    private static byte[] Decode(string text, char plus, char slash)
    {
        var result = new List<byte>(text.Length * 3 / 4);
        var (bits, count, last) = (0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\r' or '\n')
            {
                continue;
            }
            if (c == '=')
            {
                Finish(text, i, bits, count, result);
                return [.. result];
            }
            var value = char.IsAsciiLetterUpper(c) ? c - 'A'
                : char.IsAsciiLetterLower(c) ? c - 'a' + 26
                : char.IsAsciiDigit(c) ? c - '0' + 52
                : c == plus ? 62
                : c == slash ? 63
                : throw Illegal(text, i);
            bits = (bits << 6) | value;
            last = i;
            if (++count == 4)
            {
                result.Add((byte)(bits >> 16));
                result.Add((byte)(bits >> 8));
                result.Add((byte)bits);
                (bits, count) = (0, 0);
            }
        }
        return count == 0 ? [.. result] : throw Illegal(text, last - count + 1);
    }

    private static void Finish(string text, int at, int bits, int count, List<byte> result)
    {
        if (count < 2)
        {
            throw Illegal(text, at);
        }
        var missing = 4 - count;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] is '\r' or '\n')
            {
                continue;
            }
            if (text[i] != '=' || missing == 0)
            {
                throw Illegal(text, i);
            }
            missing--;
        }
        if (missing > 0)
        {
            throw Illegal(text, text.Length);
        }
        bits <<= 6 * (4 - count);
        result.Add((byte)(bits >> 16));
        if (count == 3)
        {
            result.Add((byte)(bits >> 8));
        }
    }

    private static RefusedOperandException Illegal(string text, int at) =>
        new($"illegal base64 data at input byte {System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, at))}");
}
