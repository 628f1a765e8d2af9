using System.Text.RegularExpressions;

namespace Bylaw.Detection.Encryption;

/// <summary>Tells masked values, and whether enough is hidden.</summary>
internal static class Masks
{
    private static readonly Regex _placeholder = new(@"^(?:<[A-Z][A-Z_0-9]*>|\[[A-Z][A-Za-z_ 0-9]*\]|(?i:redacted|masked|removed)|[*•xX#]{4,})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Tells whether a value has hidden characters or is a placeholder.</summary>
    public static bool IsMasked(string value) => _placeholder.IsMatch(value) || value.AsSpan().Count('*') >= 2 || value.Contains("XXX", StringComparison.Ordinal) || value.Contains("•••", StringComparison.Ordinal) || value.Contains("xxx-", StringComparison.Ordinal);

    /// <summary>Tells whether what is left of a masked value is little enough: a card's first six and last four, else four digits, or a masked local part.</summary>
    public static bool IsEnough(string value)
    {
        if (_placeholder.IsMatch(value))
        {
            return true;
        }
        var digits = value.Count(char.IsAsciiDigit);
        var hidden = value.Count(c => c is '*' or 'X' or 'x' or '•' or '#');
        if (value.Contains('@'))
        {
            return value.IndexOf('@') is > 0 and var at && value[..at].Count(char.IsLetterOrDigit) <= 2;
        }
        if (digits + hidden is >= 13 and <= 19)
        {
            // PCI DSS 3.4.1: at most the first six (eight for longer issuer numbers) and the last four.
            var start = 0;
            var plain = string.Concat(value.Where(c => char.IsAsciiDigit(c) || c is '*' or 'X' or 'x' or '•' or '#'));
            while (start < plain.Length && char.IsAsciiDigit(plain[start]))
            {
                start++;
            }
            var end = 0;
            while (end < plain.Length && char.IsAsciiDigit(plain[^(end + 1)]))
            {
                end++;
            }
            return start <= 6 && end <= 4 && digits == start + end;
        }
        return digits <= 4 && hidden >= 3;
    }
}
