using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions on strings that replace and trim.</summary>
internal static class StringEditBuiltins
{
    /// <summary>Replaces every occurrence of <paramref name="old"/>; an empty one stands before each code point and at the end.</summary>
    [Builtin("replace", "(x: string, old: string, new: string) -> string")]
    internal static RegoValue Replace(BuiltinContext context, string x, string old, string @new) => ReplaceAll(context, x, [(old, @new)]);

    /// <summary>Replaces several strings in one pass; where more than one fits, the one that sorts first is taken.</summary>
    [Builtin("strings.replace_n", "(patterns: object[string: string], value: string) -> string")]
    internal static RegoValue ReplaceN(BuiltinContext context, RegoObject patterns, string value)
    {
        var pairs = new List<(string, string)>(patterns.Count);
        foreach (var (key, replacement) in patterns)
        {
            if (!key.TryGetString(out var old))
            {
                return context.Fail("operand 1 non-string key found in pattern object", BuiltinError.TypeCode);
            }
            if (!replacement.TryGetString(out var text))
            {
                return context.Fail("operand 1 non-string value found in pattern object", BuiltinError.TypeCode);
            }
            pairs.Add((old, text));
        }
        return ReplaceAll(context, value, pairs);
    }

    /// <summary>Removes the given code points from both ends.</summary>
    [Builtin("trim", "(value: string, cutset: string) -> string")]
    internal static string Trim(string value, string cutset)
    {
        var cut = CutSet(cutset);
        return TrimRight(TrimLeft(value, cut), cut);
    }

    /// <summary>Removes the given code points from the beginning.</summary>
    [Builtin("trim_left", "(value: string, cutset: string) -> string")]
    internal static string TrimLeft(string value, string cutset) => TrimLeft(value, CutSet(cutset));

    /// <summary>Removes the given code points from the end.</summary>
    [Builtin("trim_right", "(value: string, cutset: string) -> string")]
    internal static string TrimRight(string value, string cutset) => TrimRight(value, CutSet(cutset));

    /// <summary>Removes a prefix where the string begins with it.</summary>
    [Builtin("trim_prefix", "(value: string, prefix: string) -> string")]
    internal static string TrimPrefix(string value, string prefix) =>
        value.StartsWith(prefix, StringComparison.Ordinal) ? value[prefix.Length..] : value;

    /// <summary>Removes a suffix where the string ends with it.</summary>
    [Builtin("trim_suffix", "(value: string, suffix: string) -> string")]
    internal static string TrimSuffix(string value, string suffix) =>
        value.EndsWith(suffix, StringComparison.Ordinal) ? value[..^suffix.Length] : value;

    /// <summary>Removes white space from both ends.</summary>
    [Builtin("trim_space", "(value: string) -> string")]
    internal static string TrimSpace(string value) => value.Trim();

    /// <summary>Returns the code points of a cut set; a lone surrogate stands for itself.</summary>
    private static HashSet<int> CutSet(string cutset)
    {
        var cut = new HashSet<int>();
        for (var i = 0; i < cutset.Length;)
        {
            var length = CodePoints.LengthAt(cutset, i);
            cut.Add(CodePoint(cutset, i, length));
            i += length;
        }
        return cut;
    }

    private static int CodePoint(string text, int index, int length) => length == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    private static string TrimLeft(string value, HashSet<int> cut)
    {
        var start = 0;
        while (start < value.Length)
        {
            var length = CodePoints.LengthAt(value, start);
            if (!cut.Contains(CodePoint(value, start, length)))
            {
                break;
            }
            start += length;
        }
        return value[start..];
    }

    private static string TrimRight(string value, HashSet<int> cut)
    {
        var end = value.Length;
        while (end > 0)
        {
            var length = end > 1 && char.IsLowSurrogate(value[end - 1]) && char.IsHighSurrogate(value[end - 2]) ? 2 : 1;
            if (!cut.Contains(CodePoint(value, end - length, length)))
            {
                break;
            }
            end -= length;
        }
        return value[..end];
    }

    /// <summary>Replaces in one pass from left to right; of several strings that fit at a place, the first listed is taken.</summary>
    private static RegoValue ReplaceAll(BuiltinContext context, string text, List<(string Old, string New)> pairs)
    {
        var first = new HashSet<char>();
        string? atEmpty = null;
        foreach (var (old, @new) in pairs)
        {
            if (old.Length == 0)
            {
                atEmpty ??= @new;
            }
            else
            {
                first.Add(old[0]);
            }
        }
        context.Reserve((long)text.Length * sizeof(char));
        var result = new StringBuilder(text.Length);
        var afterMatch = false;
        for (var i = 0; i <= text.Length;)
        {
            context.Spend();
            if (result.Length > BuiltinLimits.MaxText)
            {
                return context.Fail($"the result is longer than {BuiltinLimits.MaxText} characters");
            }
            if (i < text.Length && first.Contains(text[i]) && TryMatch(context, text, i, pairs, out var length, out var replacement))
            {
                context.Reserve(replacement.Length * (long)sizeof(char));
                context.Spend(replacement.Length / 64);
                result.Append(replacement);
                i += length;
                afterMatch = true;
                continue;
            }
            // The empty string does not fit right after another match.
            if (atEmpty is not null && !afterMatch)
            {
                context.Reserve(atEmpty.Length * (long)sizeof(char));
                context.Spend(atEmpty.Length / 64);
                result.Append(atEmpty);
            }
            afterMatch = false;
            if (i == text.Length)
            {
                break;
            }
            var unit = CodePoints.LengthAt(text, i);
            result.Append(text, i, unit);
            i += unit;
        }
        context.Reserve((long)result.Length * sizeof(char));
        return result.ToString();
    }

    private static bool TryMatch(BuiltinContext context, string text, int index, List<(string Old, string New)> pairs, out int length, out string replacement)
    {
        foreach (var (old, @new) in pairs)
        {
            context.Spend(1 + (old.Length / 64));
            if (old.Length > 0 && string.CompareOrdinal(text, index, old, 0, old.Length) == 0)
            {
                length = old.Length;
                replacement = @new;
                return true;
            }
        }
        length = 0;
        replacement = "";
        return false;
    }
}
