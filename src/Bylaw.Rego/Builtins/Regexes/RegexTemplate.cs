using System.Text;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>Turns a template, plain text with regular expressions between delimiters, into one expression for the whole text.</summary>
internal static class RegexTemplate
{
    /// <summary>Translates a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="start">What opens an expression; it may nest.</param>
    /// <param name="end">What closes it.</param>
    /// <param name="pattern">The expression.</param>
    /// <returns>False when the delimiters do not balance.</returns>
    public static bool TryTranslate(string template, char start, char end, out string pattern)
    {
        var result = new StringBuilder("^");
        var level = 0;
        var from = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == start)
            {
                if (++level == 1)
                {
                    AppendQuoted(result, template.AsSpan(from, i - from));
                    from = i + 1;
                }
            }
            else if (template[i] == end)
            {
                if (--level < 0)
                {
                    break;
                }
                if (level == 0)
                {
                    result.Append('(').Append(template, from, i - from).Append(')');
                    from = i + 1;
                }
            }
        }
        pattern = "";
        if (level != 0)
        {
            return false;
        }
        AppendQuoted(result, template.AsSpan(from));
        pattern = result.Append('$').ToString();
        return true;
    }

    private static void AppendQuoted(StringBuilder result, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (@"\.+*?()|[]{}^$".Contains(c, StringComparison.Ordinal))
            {
                result.Append('\\');
            }
            result.Append(c);
        }
    }
}
