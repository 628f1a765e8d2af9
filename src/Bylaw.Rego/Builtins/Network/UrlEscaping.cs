using System.Text;
using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Network;

/// <summary>Names the parts of a URL, which escape different characters.</summary>
internal enum UrlComponent
{
    Path,
    UserInfo,
    Host,
    Zone,
    Query,
    Fragment,
}

/// <summary>Percent-encodes and decodes as Go's <c>net/url</c> does.</summary>
internal static class UrlEscaping
{
    /// <summary>Decodes one part of a URL.</summary>
    /// <exception cref="RefusedOperandException">An escape is malformed, or not allowed in the part.</exception>
    internal static string Unescape(string text, UrlComponent component)
    {
        var isHost = component is UrlComponent.Host or UrlComponent.Zone;
        if (!isHost && text.IndexOfAny(['%', '+']) < 0)
        {
            return text;
        }
        var source = Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var unit = source[i];
            if (unit == '%')
            {
                result.Add(Escaped(source, i, component));
                i += 2;
            }
            else if (isHost && unit < 0x80 && MustEscape(unit, component))
            {
                throw new RefusedOperandException($"invalid character {GoQuote.Quote(((char)unit).ToString())} in host name");
            }
            else
            {
                result.Add(unit == '+' && component == UrlComponent.Query ? (byte)' ' : unit);
            }
        }
        return Encoding.UTF8.GetString(result.ToArray());
    }

    /// <summary>Encodes one part of a URL.</summary>
    internal static string Escape(string text, UrlComponent component)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit == ' ' && component == UrlComponent.Query)
            {
                result.Append('+');
            }
            else if (MustEscape(unit, component))
            {
                result.Append('%').Append("0123456789ABCDEF"[unit >> 4]).Append("0123456789ABCDEF"[unit & 15]);
            }
            else
            {
                result.Append((char)unit);
            }
        }
        return result.ToString();
    }

    private static byte Escaped(byte[] source, int at, UrlComponent component)
    {
        if (at + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[at + 1]) || !char.IsAsciiHexDigit((char)source[at + 2]))
        {
            var written = Encoding.UTF8.GetString(source, at, Math.Min(3, source.Length - at));
            throw new RefusedOperandException($"invalid URL escape {GoQuote.Quote(written)}");
        }
        var value = (byte)(Hex(source[at + 1]) << 4 | Hex(source[at + 2]));
        var isPercent = value == '%';
        // In a host only bytes beyond ASCII may be escaped, and "%25" before a zone; in a zone, what a host would have to escape.
        if ((component == UrlComponent.Host && value < 0x80 && !isPercent)
            || (component == UrlComponent.Zone && !isPercent && value != ' ' && MustEscape(value, UrlComponent.Host)))
        {
            throw new RefusedOperandException($"invalid URL escape \"%{(char)source[at + 1]}{(char)source[at + 2]}\"");
        }
        return value;
    }

    private static int Hex(byte digit) => Convert.ToInt32(((char)digit).ToString(), 16);

    private static bool MustEscape(byte unit, UrlComponent component)
    {
        if (char.IsAsciiLetterOrDigit((char)unit) || unit is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
        {
            return false;
        }
        if (component is UrlComponent.Host or UrlComponent.Zone)
        {
            return unit >= 0x80 || !"!$&'()*+,;=:[]<>\"".Contains((char)unit, StringComparison.Ordinal);
        }
        if (unit < 0x80 && "$&+,/:;=?@".Contains((char)unit, StringComparison.Ordinal))
        {
            return component switch
            {
                UrlComponent.Path => unit == '?',
                UrlComponent.UserInfo => unit is (byte)'@' or (byte)'/' or (byte)'?' or (byte)':',
                UrlComponent.Fragment => false,
                _ => true,
            };
        }
        return component != UrlComponent.Fragment || unit is not ((byte)'!' or (byte)'(' or (byte)')' or (byte)'*');
    }
}
