using Bylaw.Detection.Validation;

namespace Bylaw.Detection.Scanning;

/// <summary>Reads the number, or the word with digits in it, that begins at a digit, and settles what it may identify.</summary>
internal static class NumberVerifier
{
    private const int MinDigits = 8;
    private const int MaxPhrase = 44;

    /// <summary>Adds findings for what stands at a run of digits.</summary>
    /// <returns>Where the next candidate may begin.</returns>
    public static int Verify(ReadOnlySpan<byte> text, int at, List<Finding> found)
    {
        if (IsDate(text, at))
        {
            return at + 10;
        }

        // The word that holds the digits, letters included.
        var start = at;
        while (start > 0 && at - start < MaxPhrase && IsAlphanumeric(text[start - 1]))
        {
            start--;
        }
        if (start < at || (at < text.Length - 1 && HasLetterInWord(text, at)))
        {
            return WordVerifier.Verify(text, start, at, found);
        }

        // A phrase of digits with single separators between.
        Span<char> digits = stackalloc char[MaxPhrase];
        Span<char> layout = stackalloc char[MaxPhrase];
        var (count, group, length, end) = (0, 0, 0, at);
        for (var i = at; i < text.Length && i - at < MaxPhrase; i++)
        {
            var b = text[i];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                digits[count++] = (char)b;
                group++;
                end = i + 1;
                continue;
            }
            if (b == ')' && group == 3 && count == 3 && at > 0 && text[at - 1] == '(' && i + 2 < text.Length && (text[i + 1] is >= (byte)'0' and <= (byte)'9' || (text[i + 1] == ' ' && text[i + 2] is >= (byte)'0' and <= (byte)'9')))
            {
                // An area code in brackets: one sign or two, read as one.
                length += Append(layout[length..], group, ')');
                group = 0;
                i += text[i + 1] == ' ' ? 1 : 0;
                continue;
            }
            if (b is not ((byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'+') || group == 0 || i + 1 >= text.Length || text[i + 1] is < (byte)'0' or > (byte)'9' || length > MaxPhrase - 4)
            {
                break;
            }
            length += Append(layout[length..], group, (char)b);
            group = 0;
        }
        length += Append(layout[length..], group, '\0');
        if (end < text.Length && (IsAlphanumeric(text[end]) || text[end] >= 0x80))
        {
            var dashed = WordVerifier.VerifyDashed(text, at, found);
            return dashed > 0 ? dashed : end; // the phrase runs into a word
        }
        if (count < MinDigits)
        {
            // Four short groups may be an address.
            if (count >= 4 && layout[..length].Count('.') == 3)
            {
                AddressVerifier.Verify(text, at, end, found);
            }
            return end;
        }
        var before = at > 0 ? text[at - 1] : (byte)' ';
        if (before is (byte)'.' or (byte)'_' or (byte)'$' or (byte)'#' || (before == '-' && at > 1 && IsAlphanumeric(text[at - 2])) || (end < text.Length && text[end] is (byte)'%' or (byte)'_'))
        {
            return end;
        }
        if (layout[..length].Count('.') == 3 && count <= 12)
        {
            AddressVerifier.Verify(text, at, end, found);
        }
        NumberTypes.Judge(text, at, end, digits[..count], layout[..length], found);
        return end;
    }

    private static bool HasLetterInWord(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }
        return at < text.Length && (text[at] | 0x20) is >= (byte)'a' and <= (byte)'z';
    }

    internal static bool IsAlphanumeric(byte b) => b is >= (byte)'0' and <= (byte)'9' || (b | 0x20) is >= (byte)'a' and <= (byte)'z';

    /// <summary>A date as ISO 8601 has it, alone or before a time: what most phrases of eight digits are.</summary>
    private static bool IsDate(ReadOnlySpan<byte> text, int at)
    {
        if (at + 10 > text.Length || text[at + 4] != '-' || text[at + 7] != '-' || !(text[at] == '2' && text[at + 1] == '0') && !(text[at] == '1' && text[at + 1] == '9'))
        {
            return false;
        }
        var month = ((text[at + 5] - '0') * 10) + text[at + 6] - '0';
        var day = ((text[at + 8] - '0') * 10) + text[at + 9] - '0';
        var ends = at + 10 == text.Length || text[at + 10] is not ((byte)'-' or (byte)'.' or (byte)'/' or (byte)'+' or >= (byte)'0' and <= (byte)'9');
        return ends && month is >= 1 and <= 12 && day is >= 1 and <= 31 && (text[at + 2] | text[at + 3]) is >= (byte)'0' and <= (byte)'?' && (at == 0 || !IsAlphanumeric(text[at - 1]));
    }

    private static int Append(Span<char> layout, int group, char separator)
    {
        var written = 0;
        if (group >= 10)
        {
            layout[written++] = (char)('0' + (group / 10));
        }
        layout[written++] = (char)('0' + (group % 10));
        if (separator != '\0' && written < layout.Length)
        {
            layout[written++] = separator;
        }
        return written;
    }
}
