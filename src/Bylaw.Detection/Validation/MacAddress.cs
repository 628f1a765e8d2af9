namespace Bylaw.Detection.Validation;

/// <summary>Hardware addresses: six hexadecimal pairs with colons or hyphens, or three groups of four with dots.</summary>
internal static class MacAddress
{
    /// <summary>Tells whether text is one address that a device could bear: neither all zeros nor broadcast.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        Span<char> hex = stackalloc char[12];
        var length = 0;
        if (text.Length == 14 && text[4] == '.' && text[9] == '.')
        {
            foreach (var c in text)
            {
                if (c != '.')
                {
                    if (!char.IsAsciiHexDigit(c) || length == 12)
                    {
                        return false;
                    }
                    hex[length++] = c;
                }
            }
        }
        else
        {
            var separator = text.Contains(':') ? ':' : '-';
            foreach (var range in text.Split(separator))
            {
                var pair = text[range];
                if (pair.Length is 0 or > 2 || length == 12 || pair.ContainsAnyExcept("0123456789abcdefABCDEF"))
                {
                    return false;
                }
                hex[length++] = pair.Length == 2 ? pair[0] : '0'; // a leading zero may be left out
                hex[length++] = pair[^1];
            }
        }
        return length == 12 && hex.ContainsAnyExcept('0') && hex.ContainsAnyExcept('f', 'F');
    }
}
