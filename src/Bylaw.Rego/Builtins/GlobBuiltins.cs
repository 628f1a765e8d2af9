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

    private const int LongPattern = 10_000;

    private const int RecentSlots = 64;

    private static readonly ConcurrentDictionary<(string Glob, string Delimiters), GoRegex> _cache = new();

    private static readonly Glob?[] _recent = new Glob?[RecentSlots];

    /// <summary>
    /// Matches a string against a glob. `*` and `?` stop at the delimiters: `.` when the array is empty, none when it is null.
    /// </summary>
    [Builtin("glob.match", "(pattern: string, delimiters: any<null, array[string]>, match: string) -> boolean")]
    internal static RegoValue Match(BuiltinContext context, string pattern, in RegoValue delimiters, in RegoValue match)
    {
        if (!match.TryGetString(out var text))
        {
            return TryGetDelimiters(context, delimiters, out _) ? context.FailOperand(3, match, "string") : default;
        }
        // A policy asks for few globs again and again.
        ref var recent = ref _recent[(uint)(pattern.Length == 0 ? 0 : (pattern.Length * 31) + (pattern[^1] * 7) + pattern[pattern.Length / 2]) % RecentSlots];
        if (recent is { } last && string.Equals(last.Pattern, pattern) && last.Delimiters.Equals(delimiters))
        {
            return last.Regex.IsMatch(text, context);
        }
        if (!TryGetDelimiters(context, delimiters, out var characters) || Compile(context, pattern, characters) is not { } regex)
        {
            return default;
        }
        if (pattern.Length <= LongPattern)
        {
            recent = new Glob(pattern, delimiters, regex);
        }
        return regex.IsMatch(text, context);
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

    private static GoRegex? Compile(BuiltinContext context, string pattern, string[] delimiters)
    {
        var key = (pattern, string.Concat(delimiters));
        if (_cache.TryGetValue(key, out var regex))
        {
            return regex;
        }
        context.Reserve((long)pattern.Length * 8);
        if (!GlobParser.TryTranslate(pattern, delimiters, out var translated, out var fault))
        {
            context.Fail(fault);
            return null;
        }
        try
        {
            regex = GoRegex.Compile(translated, context);
        }
        catch (RegexSyntaxException error)
        {
            context.Fail(error.Message);
            return null;
        }
        if (pattern.Length > LongPattern)
        {
            return regex;
        }
        if (_cache.Count >= MaxCached)
        {
            _cache.Clear();
        }
        return _cache[key] = regex;
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

    private sealed record Glob(string Pattern, RegoValue Delimiters, GoRegex Regex);
}
