using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>Writes values as Rego text: sorted, in one line, strings escaped as JSON strings are.</summary>
internal ref struct RegoTextWriter
{
    /// <summary>Up to this many characters a value is written without counting them first.</summary>
    private const int EasilyWrittenAgain = 1 << 20;

    /// <summary>The items until the watch of the thread is told.</summary>
    private const int ItemsUntilTold = 1 << 12;

    private readonly StringBuilder _text;
    private readonly int _most;
    private int _items;

    private RegoTextWriter(StringBuilder text, int most)
    {
        _text = text;
        _most = most;
    }

    /// <summary>Gets whether the text is longer than it may be; nothing is written any more then.</summary>
    private readonly bool IsFull => _text.Length > _most;

    /// <summary>Writes a value.</summary>
    /// <exception cref="ValueTooLongException">The value is too long to be written.</exception>
    public static string Write(in RegoValue value)
    {
        const int Most = ValueTooLongException.MostText;
        var text = new StringBuilder();
        return TryAppend(text, value, EasilyWrittenAgain) || (!WrittenSize.Exceeds(value, Most) && TryAppend(text.Clear(), value, Most))
            ? text.ToString()
            : throw new ValueTooLongException(Most);
    }

    /// <summary>Writes a value, or its beginning and <c>...</c> when it is longer than it may be.</summary>
    public static string WriteShort(in RegoValue value, int most)
    {
        var text = new StringBuilder();
        return TryAppend(text, value, most) ? text.ToString() : string.Concat(text.ToString(0, Math.Max(0, most - 3)), "...");
    }

    /// <summary>Appends a value.</summary>
    /// <param name="text">Where the text goes.</param>
    /// <param name="value">The value; <c>undefined</c> for the absence of one.</param>
    /// <param name="most">How long the text may get.</param>
    /// <returns>False when it would be longer: the beginning of the value was appended then, somewhat more than may be.</returns>
    public static bool TryAppend(StringBuilder text, in RegoValue value, int most)
    {
        var writer = new RegoTextWriter(text, most);
        writer.Append(value);
        return !writer.IsFull;
    }

    /// <summary>Appends a string with quotes and escapes.</summary>
    public static void AppendString(StringBuilder text, ReadOnlySpan<char> value)
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

    private void Append(in RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                _text.Append("null");
                break;
            case ValueKind.Boolean:
                _text.Append(value.IsTrue ? "true" : "false");
                break;
            case ValueKind.Number:
                _text.Append(NumberText.Write(value));
                break;
            case ValueKind.String:
                // A character takes at least one: the beginning of a long string is all that is needed of it.
                var text = value.AsString().AsSpan();
                AppendString(_text, text[..Math.Min(text.Length, Math.Max(0, _most - _text.Length) + 1)]);
                break;
            case ValueKind.Array:
                AppendItems(value.AsArray());
                break;
            case ValueKind.Object:
                AppendEntries(value.AsObject());
                break;
            case ValueKind.Set:
                AppendMembers(value.AsSet());
                break;
            default:
                _text.Append("undefined");
                break;
        }
    }

    private void AppendItems(RegoArray array)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _text.Append('[');
        for (var i = 0; i < array.Count && !IsFull; i++)
        {
            Separate(i);
            Append(array[i]);
        }
        _text.Append(']');
    }

    private void AppendEntries(RegoObject obj)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _text.Append('{');
        var i = 0;
        foreach (var (key, value) in obj)
        {
            if (IsFull)
            {
                break;
            }
            Separate(i++);
            Append(key);
            _text.Append(": ");
            Append(value);
        }
        _text.Append('}');
    }

    private void AppendMembers(RegoSet set)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (set.Count == 0)
        {
            _text.Append("set()");
            return;
        }
        _text.Append('{');
        var i = 0;
        foreach (var member in set)
        {
            if (IsFull)
            {
                break;
            }
            Separate(i++);
            Append(member);
        }
        _text.Append('}');
    }

    private void Separate(int index)
    {
        if (++_items == ItemsUntilTold)
        {
            _items = 0;
            WorkWatch.Spend(ItemsUntilTold);
        }
        if (index > 0)
        {
            _text.Append(", ");
        }
    }
}
