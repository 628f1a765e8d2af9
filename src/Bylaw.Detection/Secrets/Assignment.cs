namespace Bylaw.Detection.Secrets;

/// <summary>Reads <c>name = "value"</c> in the many forms that code, configuration and logs write it.</summary>
internal static class Assignment
{
    private static readonly string[] _operators = [":::=", "::=", "||:", ":=", "=>", "?=", "==", "!=", "||", ":", "=", ">", ",", "("];

    /// <summary>Finds the value assigned to a name, from the end of a word inside the name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The character after the word.</param>
    /// <param name="start">The value's first character.</param>
    /// <param name="end">The character after its last.</param>
    /// <returns>True when an operator and a value follow on the same statement.</returns>
    public static bool TryReadValue(string text, int at, out int start, out int end)
    {
        (start, end) = (0, 0);
        var limit = Math.Min(text.Length, at + 20);
        var isOption = IsOption(text, at);
        while (at < limit && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.' or '-' || (text[at] is ' ' or '\t' && !isOption)))
        {
            at++;
        }
        if (isOption && at < text.Length && text[at] is ' ' or '\t')
        {
            start = Skip(text, at, 3, static c => c is '\'' or '"' or ' ' or '\t');
            end = start;
            while (end < text.Length && !IsTerminator(text, end))
            {
                end++;
            }
            return end > start;
        }
        at = Skip(text, at, 3, static c => c is '\'' or '"' || char.IsWhiteSpace(c));
        var op = Array.Find(_operators, o => string.CompareOrdinal(text, at, o, 0, o.Length) == 0);
        if (op is null)
        {
            return false;
        }
        at = Skip(text, at + op.Length, 5, static c => c is '`' or '\'' or '"' or '=' || char.IsWhiteSpace(c));
        start = at;
        while (at < text.Length && !IsTerminator(text, at))
        {
            at++;
        }
        end = at;
        return end > start;
    }

    /// <summary>Tells whether the word at a place belongs to an option of a command line: <c>--api-key VALUE</c>.</summary>
    private static bool IsOption(string text, int at)
    {
        while (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '_' or '-'))
        {
            at--;
        }
        return at + 2 < text.Length && text[at] == '-' && text[at + 1] == '-' && char.IsLetter(text[at + 2]);
    }

    private static int Skip(string text, int at, int most, Func<char, bool> skipped)
    {
        for (var i = 0; i < most && at < text.Length && skipped(text[at]); i++)
        {
            at++;
        }
        return at;
    }

    private static bool IsTerminator(string text, int at)
    {
        var c = text[at];
        return c is '`' or '\'' or '"' or ';' || char.IsWhiteSpace(c) || (c == '\\' && at + 1 < text.Length && text[at + 1] is 'n' or 'r');
    }
}
