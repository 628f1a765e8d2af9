using System.Text;
using Bylaw.Rego.Builtins.Regexes;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Regular expressions in RE2's syntax; matching is linear in the text, always.</summary>
internal static class RegexBuiltins
{
    private const int WorkingBytesPerCharacter = 700;

    /// <summary>Tells whether a value is a regular expression.</summary>
    [Builtin("regex.is_valid", "(pattern: string) -> boolean")]
    internal static bool IsValid(BuiltinContext context, in RegoValue pattern)
    {
        if (!pattern.TryGetString(out var text))
        {
            return false;
        }
        try
        {
            context.Reserve((long)text.Length * WorkingBytesPerCharacter);
            RegexParser.Parse(text, out _);
            return true;
        }
        catch (RegexSyntaxException)
        {
            return false;
        }
    }

    /// <summary>Tells whether a string holds a match.</summary>
    [Builtin("regex.match", "(pattern: string, value: string) -> boolean")]
    internal static RegoValue Match(BuiltinContext context, string pattern, string value) =>
        TryCompile(context, pattern, out var regex) ? RegoValue.From(regex.IsMatch(value, context)) : default;

    /// <summary>Tells whether a string holds a match.</summary>
    [Builtin("re_match", "(pattern: string, value: string) -> boolean", Deprecated = true)]
    internal static RegoValue OldMatch(BuiltinContext context, string pattern, string value) => Match(context, pattern, value);

    /// <summary>Returns up to <paramref name="number"/> matches; all when it is negative.</summary>
    [Builtin("regex.find_n", "(pattern: string, value: string, number: number) -> array[string]")]
    internal static RegoValue FindN(BuiltinContext context, string pattern, string value, long number)
    {
        if (!TryCompile(context, pattern, out var regex))
        {
            return default;
        }
        var matches = regex.FindAll(value, number, context);
        context.Reserve((matches.Count * (long)(BuiltinLimits.ValueBytes + BuiltinLimits.TextBytes)) + ((long)value.Length * sizeof(char)));
        return RegoArray.Wrap([.. matches.Select(m => RegoValue.From(value[m[0]..m[1]]))]);
    }

    /// <summary>Returns up to <paramref name="number"/> matches, each with its groups; all when it is negative.</summary>
    [Builtin("regex.find_all_string_submatch_n", "(pattern: string, value: string, number: number) -> array[array[string]]")]
    internal static RegoValue FindSubmatches(BuiltinContext context, string pattern, string value, long number)
    {
        if (!TryCompile(context, pattern, out var regex))
        {
            return default;
        }
        var matches = regex.FindAll(value, number, context);
        return RegoArray.Wrap([.. matches.Select(m => RegoValue.From(ToGroups(context, value, m)))]);
    }

    /// <summary>Cuts a string at each match.</summary>
    [Builtin("regex.split", "(pattern: string, value: string) -> array[string]")]
    internal static RegoValue Split(BuiltinContext context, string pattern, string value)
    {
        if (!TryCompile(context, pattern, out var regex))
        {
            return default;
        }
        if (pattern.Length > 0 && value.Length == 0)
        {
            return RegoArray.Create("");
        }
        var parts = new List<RegoValue>();
        var (begin, end) = (0, 0);
        foreach (var match in regex.FindAll(value, -1, context))
        {
            end = match[0];
            if (match[1] != 0)
            {
                parts.Add(value[begin..end]);
            }
            begin = match[1];
        }
        if (end != value.Length)
        {
            parts.Add(value[begin..]);
        }
        return RegoArray.Wrap([.. parts]);
    }

    /// <summary>Replaces every match; `$1` and `${name}` in the replacement stand for groups, `$$` for a dollar sign.</summary>
    [Builtin("regex.replace", "(s: string, pattern: string, value: string) -> string")]
    internal static RegoValue Replace(BuiltinContext context, string s, string pattern, string value)
    {
        if (!TryCompile(context, pattern, out var regex))
        {
            return default;
        }
        var result = new StringBuilder(s.Length);
        var end = 0;
        foreach (var match in regex.FindAll(s, -1, context))
        {
            result.Append(s, end, match[0] - end);
            context.Reserve((long)value.Length * sizeof(char));
            regex.Expand(result, value, s, match, context);
            end = match[1];
            if (result.Length > BuiltinLimits.MaxText)
            {
                return context.Fail($"the result is longer than {BuiltinLimits.MaxText} characters");
            }
        }
        return result.Append(s, end, s.Length - end).ToString();
    }

    /// <summary>Matches a string against a template: regular expressions between delimiters, plain text around them.</summary>
    [Builtin("regex.template_match", "(template: string, value: string, delimiter_start: string, delimiter_end: string) -> boolean")]
    internal static RegoValue TemplateMatch(BuiltinContext context, string template, string value, string delimiter_start, string delimiter_end)
    {
        if (Encoding.UTF8.GetByteCount(delimiter_start) != 1)
        {
            return context.Fail($"start delimiter has to be exactly one character long but is {Encoding.UTF8.GetByteCount(delimiter_start)} long");
        }
        if (Encoding.UTF8.GetByteCount(delimiter_end) != 1)
        {
            return context.Fail($"end delimiter has to be exactly one character long but is {Encoding.UTF8.GetByteCount(delimiter_end)} long");
        }
        if (!RegexTemplate.TryTranslate(template, delimiter_start[0], delimiter_end[0], out var pattern))
        {
            return context.Fail($"unbalanced braces in {GoText.GoQuote.Quote(template)}");
        }
        return TryCompile(context, pattern, out var regex) ? RegoValue.From(regex.IsMatch(value, context)) : default;
    }

    /// <summary>Tells whether some string matches both globs, of the form `a*[b-d]+.`.</summary>
    [Builtin("regex.globs_match", "(glob1: string, glob2: string) -> boolean")]
    internal static RegoValue GlobsMatch(BuiltinContext context, string glob1, string glob2)
    {
        context.Reserve(((long)glob1.Length + glob2.Length) * WorkingBytesPerCharacter);
        if (!GlobIntersection.TryParse(glob1, out var first, out var fault) || !GlobIntersection.TryParse(glob2, out var second, out fault))
        {
            return context.Fail(fault);
        }
        return GlobIntersection.IsNonEmpty(first, second, context);
    }

    private static RegoArray ToGroups(BuiltinContext context, string text, int[] match)
    {
        context.Spend(match.Length);
        var groups = new RegoValue[match.Length / 2];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = match[i * 2] < 0 ? RegoValue.EmptyString : text[match[i * 2]..match[(i * 2) + 1]];
        }
        return RegoArray.Wrap(groups);
    }

    private static bool TryCompile(BuiltinContext context, string pattern, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GoRegex? regex)
    {
        try
        {
            regex = GoRegex.Compile(pattern, context);
            return true;
        }
        catch (RegexSyntaxException error)
        {
            context.Fail(error.Message);
            regex = null;
            return false;
        }
    }
}
