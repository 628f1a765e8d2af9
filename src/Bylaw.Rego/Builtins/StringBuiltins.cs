using System.Globalization;
using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions on strings: looking into them, cutting and joining. Text is compared ordinally; positions count code points.</summary>
internal static class StringBuiltins
{
    private static readonly string _tooLong = $"the result is longer than {BuiltinLimits.MaxText} characters";

    /// <summary>Tells whether a string holds another one.</summary>
    [Builtin("contains", "(haystack: string, needle: string) -> boolean")]
    internal static bool Contains(string haystack, string needle) => haystack.Contains(needle, StringComparison.Ordinal);

    /// <summary>Tells whether <paramref name="search"/> begins with <paramref name="base"/>.</summary>
    [Builtin("startswith", "(search: string, base: string) -> boolean")]
    internal static bool StartsWith(string search, string @base) => search.StartsWith(@base, StringComparison.Ordinal);

    /// <summary>Tells whether <paramref name="search"/> ends with <paramref name="base"/>.</summary>
    [Builtin("endswith", "(search: string, base: string) -> boolean")]
    internal static bool EndsWith(string search, string @base) => search.EndsWith(@base, StringComparison.Ordinal);

    /// <summary>Joins the strings of an array, or of a set in order, with a delimiter between them.</summary>
    [Builtin("concat", "(delimiter: string, collection: any<array[string], set[string]>) -> string")]
    internal static RegoValue Concat(BuiltinContext context, string delimiter, in RegoValue collection)
    {
        if (collection.Kind is not (ValueKind.Array or ValueKind.Set))
        {
            return context.FailOperand(2, collection, "set", "array");
        }
        ReadOnlySpan<RegoValue> items = collection.TryGetSet(out var set) ? set.ToSortedArray() : collection.AsArray().AsSpan();
        foreach (ref readonly var item in items)
        {
            if (!item.IsString)
            {
                return context.FailElement(2, collection, item, "string");
            }
        }
        return TryConcat(context, delimiter, items, out var joined) ? joined : context.Fail(_tooLong);
    }

    /// <summary>Joins values that stand in no array.</summary>
    /// <returns>False when one is no string, or the result would be too long.</returns>
    internal static bool TryConcat(BuiltinContext context, string delimiter, ReadOnlySpan<RegoValue> items, out RegoValue joined)
    {
        joined = RegoValue.EmptyString;
        long length = 0;
        foreach (ref readonly var item in items)
        {
            if (!item.TryGetString(out var text))
            {
                return false;
            }
            length += text.Length + delimiter.Length;
        }
        if (length > BuiltinLimits.MaxText)
        {
            return false;
        }
        context.Reserve(length * sizeof(char));
        if (items.Length > 0)
        {
            var texts = new TextRun(items, delimiter);
            joined = items.Length == 1 ? items[0] : string.Create((int)length - delimiter.Length, texts, static (span, run) => run.CopyTo(span));
        }
        return true;
    }

    /// <summary>Writes a number as an integer in base 2, 8, 10 or 16, its fraction cut off.</summary>
    [Builtin("format_int", "(number: number, base: number) -> string")]
    internal static RegoValue FormatInt(BuiltinContext context, in RegoValue number, in RegoValue @base)
    {
        if (!@base.IsInteger || @base.Bits is not (2 or 8 or 10 or 16))
        {
            return context.Fail("operand 2 must be one of {2, 8, 10, 16}", BuiltinError.TypeCode);
        }
        if (!NumberArithmetic.TryGetInteger(number, out var integer) && !(BinaryFloat.TryFrom(number, out var value) && value.TryTruncate(out integer)))
        {
            return context.Fail("number out of range");
        }
        return Radix.Write(integer, (int)@base.Bits);
    }

    /// <summary>Returns the position of the first occurrence of a string in another, counted in code points from 0; -1 when there is none.</summary>
    [Builtin("indexof", "(haystack: string, needle: string) -> number")]
    internal static RegoValue IndexOf(BuiltinContext context, string haystack, string needle)
    {
        if (needle.Length == 0)
        {
            return context.Fail("empty search character");
        }
        var index = haystack.IndexOf(needle, StringComparison.Ordinal);
        return index < 0 ? -1 : ByteText.CountRunes(haystack.AsSpan(0, index));
    }

    /// <summary>Returns the positions of all occurrences of a string in another, overlapping ones too, counted in code points from 0.</summary>
    [Builtin("indexof_n", "(haystack: string, needle: string) -> array[number]")]
    internal static RegoValue IndexOfAll(BuiltinContext context, string haystack, string needle)
    {
        if (needle.Length == 0)
        {
            return context.Fail("empty search character");
        }
        var found = new List<RegoValue>();
        var counted = 0;
        var position = 0;
        for (var index = haystack.IndexOf(needle, StringComparison.Ordinal); index >= 0; index = haystack.IndexOf(needle, index + 1, StringComparison.Ordinal))
        {
            context.Spend(1 + (needle.Length / 64));
            position += ByteText.CountRunes(haystack.AsSpan(counted, index - counted));
            counted = index;
            found.Add(position);
        }
        context.Reserve((long)found.Count * BuiltinLimits.ValueBytes);
        return RegoArray.Wrap([.. found]);
    }

    /// <summary>Makes a string lower case.</summary>
    [Builtin("lower", "(x: string) -> string")]
    internal static string Lower(string x) => x.ToLowerInvariant();

    /// <summary>Makes a string upper case.</summary>
    [Builtin("upper", "(x: string) -> string")]
    internal static string Upper(string x) => x.ToUpperInvariant();

    /// <summary>Cuts a string at each delimiter; at each code point when the delimiter is empty.</summary>
    [Builtin("split", "(x: string, delimiter: string) -> array[string]")]
    internal static RegoArray Split(BuiltinContext context, string x, string delimiter)
    {
        if (delimiter.Length == 0)
        {
            return ToArray(SplitAll(context, x, delimiter));
        }
        var parts = x.AsSpan().Count(delimiter) + 1;
        ReserveParts(context, x, parts);
        var items = new RegoValue[parts];
        var start = 0;
        for (var i = 0; i < items.Length - 1; i++)
        {
            var end = x.IndexOf(delimiter, start, StringComparison.Ordinal);
            items[i] = x[start..end];
            start = end + delimiter.Length;
        }
        items[^1] = x[start..];
        return RegoArray.Wrap(items);
    }

    /// <summary>
    /// Cuts a string at each delimiter and returns the first <paramref name="n"/> parts, or the last ones when <paramref name="n"/> is
    /// negative.
    /// </summary>
    [Builtin("strings.split_n", "(x: string, delimiter: string, n: number) -> array[string]")]
    internal static RegoArray SplitN(BuiltinContext context, string x, string delimiter, long n)
    {
        var parts = SplitAll(context, x, delimiter);
        var count = (int)Math.Min(parts.Count, n == long.MinValue ? long.MaxValue : Math.Abs(n));
        return ToArray(n >= 0 ? parts.GetRange(0, count) : parts.GetRange(parts.Count - count, count));
    }

    /// <summary>Fills a format with values, as Go's `fmt.Sprintf` does; values other than numbers and strings stand as their Rego text.</summary>
    [Builtin("sprintf", "(format: string, values: array[any]) -> string")]
    internal static RegoValue Sprintf(BuiltinContext context, string format, RegoArray values) => Sprintf(context, format, values.AsSpan());

    /// <summary>Fills a format with values that stand in no array.</summary>
    internal static RegoValue Sprintf(BuiltinContext context, string format, ReadOnlySpan<RegoValue> values)
    {
        if (format == "%d" && values.Length == 1 && values[0].IsInteger)
        {
            return values[0].Bits.ToString(CultureInfo.InvariantCulture);
        }
        return GoFormat.Format(format, values, context) is { } text ? text : context.Fail(_tooLong);
    }

    /// <summary>Tells whether any of the strings begins with any of the prefixes.</summary>
    [Builtin(
        "strings.any_prefix_match",
        "(search: any<string, array[string], set[string]>, base: any<string, array[string], set[string]>) -> boolean")]
    internal static RegoValue AnyPrefix(BuiltinContext context, in RegoValue search, in RegoValue @base) =>
        MatchAny(context, search, @base, static (text, part) => text.StartsWith(part, StringComparison.Ordinal));

    /// <summary>Tells whether any of the strings ends with any of the suffixes.</summary>
    [Builtin(
        "strings.any_suffix_match",
        "(search: any<string, array[string], set[string]>, base: any<string, array[string], set[string]>) -> boolean")]
    internal static RegoValue AnySuffix(BuiltinContext context, in RegoValue search, in RegoValue @base) =>
        MatchAny(context, search, @base, static (text, part) => text.EndsWith(part, StringComparison.Ordinal));

    /// <summary>Counts the occurrences of a string in another that do not overlap.</summary>
    [Builtin("strings.count", "(search: string, substring: string) -> number")]
    internal static long CountOf(string search, string substring)
    {
        if (substring.Length == 0)
        {
            return ByteText.CountRunes(search) + 1;
        }
        long count = 0;
        for (var index = search.IndexOf(substring, StringComparison.Ordinal); index >= 0;)
        {
            count++;
            index = search.IndexOf(substring, index + substring.Length, StringComparison.Ordinal);
        }
        return count;
    }

    /// <summary>Turns the order of the code points round.</summary>
    [Builtin("strings.reverse", "(x: string) -> string")]
    internal static string Reverse(string x) => string.Create(x.Length, x, static (target, text) =>
    {
        var end = target.Length;
        for (var i = 0; i < text.Length;)
        {
            var length = CodePoints.LengthAt(text, i);
            end -= length;
            text.AsSpan(i, length).CopyTo(target[end..]);
            i += length;
        }
    });

    /// <summary>Returns <paramref name="length"/> code points from <paramref name="offset"/> on; the rest when the length is negative.</summary>
    [Builtin("substring", "(value: string, offset: number, length: number) -> string")]
    internal static RegoValue Substring(BuiltinContext context, string value, long offset, long length)
    {
        if (offset < 0)
        {
            return context.Fail("negative offset");
        }
        var start = CodePoints.Offset(value, 0, offset);
        var end = length < 0 ? value.Length : CodePoints.Offset(value, start, length);
        return start == 0 && end == value.Length ? value : value[start..end];
    }

    /// <summary>Strings to be written one after another with a delimiter between them.</summary>
    private readonly ref struct TextRun(ReadOnlySpan<RegoValue> items, string delimiter)
    {
        private readonly ReadOnlySpan<RegoValue> _items = items;

        public void CopyTo(Span<char> target)
        {
            for (var i = 0; i < _items.Length; i++)
            {
                if (i > 0)
                {
                    delimiter.CopyTo(target);
                    target = target[delimiter.Length..];
                }
                var text = _items[i].AsString();
                text.CopyTo(target);
                target = target[text.Length..];
            }
        }
    }

    private static List<string> SplitAll(BuiltinContext context, string x, string delimiter)
    {
        ReserveParts(context, x, delimiter.Length == 0 ? x.Length : x.AsSpan().Count(delimiter) + 1);
        return delimiter.Length == 0 ? CodePoints.Split(x) : [.. x.Split(delimiter, StringSplitOptions.None)];
    }

    /// <summary>Asks for what the parts of a string take: an item and a string each, and the characters once more.</summary>
    private static void ReserveParts(BuiltinContext context, string text, int parts) =>
        context.Reserve(((long)parts * (BuiltinLimits.ValueBytes + BuiltinLimits.TextBytes)) + ((long)text.Length * sizeof(char)));

    private static RegoArray ToArray(List<string> parts)
    {
        var items = new RegoValue[parts.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = parts[i];
        }
        return RegoArray.Wrap(items);
    }

    private static RegoValue MatchAny(BuiltinContext context, in RegoValue search, in RegoValue parts, Func<string, string, bool> match)
    {
        if (!TryGetStrings(context, 1, search, out var texts) || !TryGetStrings(context, 2, parts, out var wanted))
        {
            return default;
        }
        foreach (var text in texts)
        {
            foreach (var part in wanted)
            {
                context.Spend(1 + (Math.Min(text.Length, part.Length) / 512));
                if (match(text, part))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool TryGetStrings(BuiltinContext context, int position, in RegoValue operand, out string[] strings)
    {
        strings = [];
        if (operand.TryGetString(out var single))
        {
            strings = [single];
            return true;
        }
        if (!AggregateBuiltins.TryGetItems(operand, out var items))
        {
            context.FailOperand(position, operand, "string", "set", "array");
            return false;
        }
        strings = new string[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].TryGetString(out var text))
            {
                context.FailElement(position, operand, items[i], "string");
                return false;
            }
            strings[i] = text;
        }
        return true;
    }
}
