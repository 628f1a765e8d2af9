using System.Collections.Concurrent;
using System.Text;
using Bylaw.Rego.Builtins.Globs;
using Bylaw.Rego.Builtins.Regexes;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Globs.</summary>
internal static class GlobBuiltins
{
    private const int MaxCached = 1_000;

    private static readonly ConcurrentDictionary<(string Glob, string Delimiters), GoRegex> _cache = new();

    /// <summary>
    /// Matches a string against a glob. `*` and `?` stop at the delimiters: `.` when the array is empty, none when it is null.
    /// </summary>
    [Builtin("glob.match", "(pattern: string, delimiters: any<null, array[string]>, match: string) -> boolean")]
    internal static RegoValue Match(BuiltinContext context, string pattern, in RegoValue delimiters, in RegoValue match)
    {
        if (!TryGetDelimiters(context, delimiters, out var characters))
        {
            return default;
        }
        if (!match.TryGetString(out var text))
        {
            return context.FailOperand(3, match, "string");
        }
        var key = (pattern, string.Concat(characters));
        if (!_cache.TryGetValue(key, out var regex))
        {
            if (!GlobParser.TryTranslate(pattern, characters, out var translated, out var fault))
            {
                return context.Fail(fault);
            }
            try
            {
                regex = GoRegex.Compile(translated);
            }
            catch (RegexSyntaxException error)
            {
                return context.Fail(error.Message);
            }
            if (_cache.Count >= MaxCached)
            {
                _cache.Clear();
            }
            _cache[key] = regex;
        }
        return regex.IsMatch(text);
    }

    /// <summary>Puts a backslash before every character that means something in a glob.</summary>
    [Builtin("glob.quote_meta", "(pattern: string) -> string")]
    internal static string QuoteMeta(string pattern)
    {
        var result = new StringBuilder(pattern.Length);
        foreach (var c in pattern)
        {
            if (c is '*' or '?' or '\\' or '[' or ']' or '{' or '}')
            {
                result.Append('\\');
            }
            result.Append(c);
        }
        return result.ToString();
    }

    private static bool TryGetDelimiters(BuiltinContext context, in RegoValue operand, out string[] delimiters)
    {
        delimiters = [];
        if (operand.Kind == ValueKind.Null)
        {
            return true;
        }
        if (!operand.TryGetArray(out var array))
        {
            context.FailOperand(2, operand, "array", "null");
            return false;
        }
        delimiters = array.Count == 0 ? ["."] : new string[array.Count];
        for (var i = 0; i < array.Count; i++)
        {
            if (!array[i].TryGetString(out var text) || ByteText.CountRunes(text) != 1)
            {
                context.FailElement(2, operand, array[i], array[i].IsString ? "rune" : "string");
                return false;
            }
            delimiters[i] = text;
        }
        return true;
    }
}
