namespace Bylaw.Rego.Values.Yaml;

/// <summary>Orders keys as people do: runs of digits by their value, letters after everything else.</summary>
internal static class NaturalOrder
{
    /// <summary>Compares two keys.</summary>
    public static int Compare(string x, string y)
    {
        var digits = false;
        for (var i = 0; i < x.Length && i < y.Length; i++)
        {
            if (x[i] == y[i])
            {
                digits = char.IsAsciiDigit(x[i]);
                continue;
            }
            var xIsLetter = char.IsLetter(x[i]);
            var yIsLetter = char.IsLetter(y[i]);
            if (xIsLetter && yIsLetter)
            {
                return x[i].CompareTo(y[i]);
            }
            if (xIsLetter || yIsLetter)
            {
                return digits ? (xIsLetter ? -1 : 1) : (xIsLetter ? 1 : -1);
            }
            return CompareNumbers(x, y, i);
        }
        return x.Length.CompareTo(y.Length);
    }

    private static int CompareNumbers(string x, string y, int index)
    {
        var start = index;
        while (start > 0 && char.IsAsciiDigit(x[start - 1]))
        {
            start--;
        }
        var (xDigits, yDigits) = (DigitsFrom(x, start), DigitsFrom(y, start));
        if (xDigits.Length > 0 && yDigits.Length > 0)
        {
            var (a, b) = (xDigits.TrimStart('0'), yDigits.TrimStart('0'));
            var order = a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);
            if (order != 0)
            {
                return order;
            }
            if (xDigits.Length != yDigits.Length)
            {
                return xDigits.Length.CompareTo(yDigits.Length);
            }
        }
        return x[index].CompareTo(y[index]);
    }

    private static string DigitsFrom(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }
        return text[start..end];
    }
}
