using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>The functions that every template has, and how values are written and judged true.</summary>
internal static class TemplateFunctions
{
    private const string Missing = "<undefined>";

    private static readonly HashSet<string> _names = new(StringComparer.Ordinal)
    {
        "and", "or", "not", "len", "index", "slice", "print", "println", "printf", "html", "js", "urlquery", "eq", "ne", "lt", "le", "gt", "ge",
    };

    internal static bool IsKnown(string name) => _names.Contains(name);

    /// <summary>Tells whether a value counts as true: not false, zero, null, missing or empty.</summary>
    internal static bool IsTrue(in RegoValue value) => value.Kind switch
    {
        ValueKind.Undefined or ValueKind.Null => false,
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Number => value != 0L,
        ValueKind.String => value.AsString().Length > 0,
        ValueKind.Array => value.AsArray().Count > 0,
        ValueKind.Object => value.AsObject().Count > 0,
        _ => value.AsSet().Count > 0,
    };

    /// <summary>Calls a function other than <c>and</c> and <c>or</c>.</summary>
    internal static RegoValue Call(BuiltinContext context, string name, IReadOnlyList<RegoValue> arguments)
    {
        switch (name)
        {
            case "not":
                return !IsTrue(Single(name, arguments));
            case "len":
                return Length(Single(name, arguments));
            case "index":
                return Index(arguments);
            case "slice":
                return Slice(arguments);
            case "print":
                return Print(context, arguments);
            case "println":
                return string.Join(' ', arguments.Select(a => Write(context, a))) + "\n";
            case "printf":
                return Printf(context, arguments);
            case "html":
                return WebUtility.HtmlEncode(Print(context, arguments)).Replace("&quot;", "&#34;", StringComparison.Ordinal);
            case "js":
                return Script(Print(context, arguments));
            case "urlquery":
                return UrlEscaping.Escape(Print(context, arguments), UrlComponent.Query);
            case "eq":
                return Equal(arguments);
            case "ne":
                return !Equal(arguments.Count == 2 ? arguments : throw Wrong(name));
            default:
                return Order(name, arguments);
        }
    }

    /// <summary>Writes a value as Go prints it.</summary>
    internal static string Write(BuiltinContext context, in RegoValue value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Spend();
        switch (value.Kind)
        {
            case ValueKind.Undefined:
                return Missing;
            case ValueKind.Null:
                return "<nil>";
            case ValueKind.Boolean:
                return value.IsTrue ? "true" : "false";
            case ValueKind.String:
                return value.AsString();
            case ValueKind.Number:
                return value.NumberAsText();
            case ValueKind.Array:
                return Items(context, value.AsArray().AsSpan());
            case ValueKind.Set:
                return Items(context, value.AsSet().ToSortedArray());
            default:
                var entries = new List<(string Key, string Text)>();
                foreach (var (key, member) in value.AsObject())
                {
                    entries.Add((Write(context, key), Write(context, member)));
                }
                return $"map[{string.Join(' ', entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key}:{e.Text}"))}]";
        }
    }

    private static string Items(BuiltinContext context, ReadOnlySpan<RegoValue> items)
    {
        var text = new StringBuilder("[");
        foreach (var item in items)
        {
            text.Append(text.Length > 1 ? " " : "").Append(Write(context, item));
        }
        return text.Append(']').ToString();
    }

    // Go puts a space between two operands when neither is a string.
    private static string Print(BuiltinContext context, IReadOnlyList<RegoValue> arguments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < arguments.Count; i++)
        {
            text.Append(i > 0 && !arguments[i].IsString && !arguments[i - 1].IsString ? " " : "").Append(Write(context, arguments[i]));
        }
        return text.ToString();
    }

    private static string Printf(BuiltinContext context, IReadOnlyList<RegoValue> arguments)
    {
        if (arguments.Count == 0 || !arguments[0].TryGetString(out var format))
        {
            throw Wrong("printf");
        }
        return GoFormat.Format(format, [.. arguments.Skip(1)], context) is { } text ? text : throw new TemplateException("template writes too much");
    }

    private static RegoValue Single(string name, IReadOnlyList<RegoValue> arguments) => arguments.Count == 1 ? arguments[0] : throw Wrong(name);

    private static long Length(in RegoValue value) => value.Kind switch
    {
        ValueKind.String => Encoding.UTF8.GetByteCount(value.AsString()),
        ValueKind.Array => value.AsArray().Count,
        ValueKind.Object => value.AsObject().Count,
        ValueKind.Set => value.AsSet().Count,
        _ => throw new TemplateException($"error calling len: len of type {RegoValue.NameOf(value.Kind)}"),
    };

    private static RegoValue Index(IReadOnlyList<RegoValue> arguments)
    {
        if (arguments.Count == 0)
        {
            throw Wrong("index");
        }
        var value = arguments[0];
        foreach (var key in arguments.Skip(1))
        {
            if (value.TryGetArray(out var array))
            {
                value = key.TryGetInt64(out var index) && index >= 0 && index < array.Count
                    ? array[(int)index]
                    : throw new TemplateException($"error calling index: index out of range: {key}");
            }
            else if (value.TryGetObject(out var fields))
            {
                value = fields.Get(key);
            }
            else
            {
                throw new TemplateException($"error calling index: can't index item of type {RegoValue.NameOf(value.Kind)}");
            }
        }
        return value;
    }

    private static RegoValue Slice(IReadOnlyList<RegoValue> arguments)
    {
        if (arguments.Count is 0 or > 3)
        {
            throw Wrong("slice");
        }
        var value = arguments[0];
        var bytes = value.TryGetString(out var text) ? Encoding.UTF8.GetBytes(text) : null;
        var count = bytes?.Length ?? (value.TryGetArray(out var array) ? array.Count : throw new TemplateException("error calling slice: can't slice item"));
        var from = arguments.Count > 1 ? Bound(arguments[1], count) : 0;
        var to = arguments.Count > 2 ? Bound(arguments[2], count) : count;
        if (from > to)
        {
            throw new TemplateException($"error calling slice: invalid slice index: {from} > {to}");
        }
        return bytes is not null ? Encoding.UTF8.GetString(bytes, from, to - from) : RegoArray.Create(value.AsArray().AsSpan()[from..to]);
    }

    private static int Bound(in RegoValue value, int count) =>
        value.TryGetInt64(out var bound) && bound >= 0 && bound <= count
            ? (int)bound
            : throw new TemplateException($"error calling slice: index out of range: {value}");

    private static bool Equal(IReadOnlyList<RegoValue> arguments)
    {
        if (arguments.Count < 2)
        {
            throw new TemplateException("error calling eq: missing argument for comparison");
        }
        return arguments.Skip(1).Any(other =>
            arguments[0].Kind == other.Kind || arguments[0].Kind == ValueKind.Null || other.Kind == ValueKind.Null
                || !arguments[0].IsDefined || !other.IsDefined
                ? arguments[0] == other
                : throw new TemplateException("error calling eq: incompatible types for comparison"));
    }

    private static bool Order(string name, IReadOnlyList<RegoValue> arguments)
    {
        if (arguments.Count != 2)
        {
            throw Wrong(name);
        }
        if (arguments[0].Kind != arguments[1].Kind || arguments[0].Kind is not (ValueKind.Number or ValueKind.String))
        {
            throw new TemplateException($"error calling {name}: incompatible types for comparison");
        }
        var order = arguments[0].CompareTo(arguments[1]);
        return name switch { "lt" => order < 0, "le" => order <= 0, "gt" => order > 0, _ => order >= 0 };
    }

    private static string Script(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '\\' => "\\\\",
                '\'' => "\\'",
                '"' => "\\\"",
                '<' or '>' or '&' or '=' or < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }
        return result.ToString();
    }

    private static TemplateException Wrong(string name) => new($"wrong number of args for {name}");
}
