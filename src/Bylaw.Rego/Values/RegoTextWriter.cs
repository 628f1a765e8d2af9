using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>Writes values as Rego text: sorted, in one line, strings escaped as JSON strings are.</summary>
internal static class RegoTextWriter
{
    /// <summary>Writes a value.</summary>
    public static string Write(in RegoValue value)
    {
        if (!value.IsDefined)
        {
            return "undefined";
        }
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>Appends a value.</summary>
    public static void Append(StringBuilder text, in RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                text.Append("null");
                break;
            case ValueKind.Boolean:
                text.Append(value.IsTrue ? "true" : "false");
                break;
            case ValueKind.Number:
                text.Append(NumberText.Write(value));
                break;
            case ValueKind.String:
                AppendString(text, value.AsString());
                break;
            case ValueKind.Array:
                AppendItems(text, value.AsArray());
                break;
            case ValueKind.Object:
                AppendEntries(text, value.AsObject());
                break;
            case ValueKind.Set:
                AppendMembers(text, value.AsSet());
                break;
            default:
                text.Append("undefined");
                break;
        }
    }

    /// <summary>Appends a string with quotes and escapes.</summary>
    public static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
        text.Append('"');
    }

    private static void AppendItems(StringBuilder text, RegoArray array)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('[');
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
            {
                text.Append(", ");
            }
            Append(text, array[i]);
        }
        text.Append(']');
    }

    private static void AppendEntries(StringBuilder text, RegoObject obj)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        text.Append('{');
        var first = true;
        foreach (var (key, value) in obj)
        {
            if (!first)
            {
                text.Append(", ");
            }
            first = false;
            Append(text, key);
            text.Append(": ");
            Append(text, value);
        }
        text.Append('}');
    }

    private static void AppendMembers(StringBuilder text, RegoSet set)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (set.Count == 0)
        {
            text.Append("set()");
            return;
        }
        text.Append('{');
        var first = true;
        foreach (var member in set)
        {
            if (!first)
            {
                text.Append(", ");
            }
            first = false;
            Append(text, member);
        }
        text.Append('}');
    }
}
