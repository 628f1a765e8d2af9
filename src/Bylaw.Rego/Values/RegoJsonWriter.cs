using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Bylaw.Rego.Values;

/// <summary>
/// Writes values as UTF-8 JSON the way OPA does: keys sorted, sets as sorted arrays, numbers as they were written, a key that is no
/// string as its own JSON text.
/// </summary>
internal ref struct RegoJsonWriter
{
    private static readonly SearchValues<char> _escaped = SearchValues.Create(MakeEscaped("\"\\\u2028\u2029"));
    private static readonly SearchValues<char> _escapedForHtml = SearchValues.Create(MakeEscaped("\"\\<>&\u2028\u2029"));

    private readonly IBufferWriter<byte> _output;
    private readonly string? _indent;
    private readonly string _prefix;
    private readonly SearchValues<char> _special;
    private int _depth;

    private RegoJsonWriter(IBufferWriter<byte> output, string? indent, string prefix, bool escapeHtml)
    {
        _output = output;
        _indent = indent;
        _prefix = prefix;
        _special = escapeHtml ? _escapedForHtml : _escaped;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="value">A defined value.</param>
    /// <param name="indent">What each level is indented by; null for one line.</param>
    /// <param name="escapeHtml">Whether &lt;, &gt; and &amp; are escaped.</param>
    /// <param name="prefix">What each line but the first begins with, when indented.</param>
    public static void Write(IBufferWriter<byte> output, in RegoValue value, string? indent = null, bool escapeHtml = false, string prefix = "")
    {
        var writer = new RegoJsonWriter(output, indent, prefix, escapeHtml);
        writer.WriteValue(value);
    }

    /// <summary>Writes a value as a string.</summary>
    public static string ToText(in RegoValue value, string? indent = null, bool escapeHtml = false, string prefix = "")
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Write(buffer, value, indent, escapeHtml, prefix);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteValue(in RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                _output.Write("null"u8);
                break;
            case ValueKind.Boolean:
                _output.Write(value.IsTrue ? "true"u8 : "false"u8);
                break;
            case ValueKind.Number:
                WriteNumber(value);
                break;
            case ValueKind.String:
                WriteString(value.AsString());
                break;
            case ValueKind.Array:
                WriteArray(value.AsArray());
                break;
            case ValueKind.Object:
                WriteObject(value.AsObject());
                break;
            case ValueKind.Set:
                WriteSet(value.AsSet());
                break;
            default:
                throw new ArgumentException("an undefined value cannot be written as JSON", nameof(value));
        }
    }

    private readonly void WriteNumber(in RegoValue value)
    {
        if (value.IsInteger)
        {
            var span = _output.GetSpan(20);
            value.Bits.TryFormat(span, out var written, provider: CultureInfo.InvariantCulture);
            _output.Advance(written);
            return;
        }
        WriteAscii(NumberText.Write(value));
    }

    private void WriteArray(RegoArray array)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Open((byte)'[');
        for (var i = 0; i < array.Count; i++)
        {
            Separate(i);
            WriteValue(array[i]);
        }
        Close((byte)']', array.Count);
    }

    private void WriteSet(RegoSet set)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Open((byte)'[');
        var i = 0;
        foreach (var member in set)
        {
            Separate(i++);
            WriteValue(member);
        }
        Close((byte)']', set.Count);
    }

    private void WriteObject(RegoObject obj)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Open((byte)'{');
        var order = SortByText(obj);
        for (var i = 0; i < obj.Count; i++)
        {
            var slot = order is null ? i : order[i];
            Separate(i);
            WriteString(KeyText(obj.Table[slot]));
            WriteByte((byte)':');
            if (_indent is not null)
            {
                WriteByte((byte)' ');
            }
            WriteValue(obj.ValueAt(slot));
        }
        Close((byte)'}', obj.Count);
    }

    private static string KeyText(in RegoValue key) => key.TryGetString(out var text) ? text : ToText(key);

    /// <summary>Slots in the order of the keys' JSON text; only keys that are no strings can make it differ from Rego order.</summary>
    private static int[]? SortByText(RegoObject obj)
    {
        foreach (ref readonly var key in obj.Table.Keys)
        {
            if (!key.IsString)
            {
                var texts = new string[obj.Count];
                var slots = new int[obj.Count];
                for (var i = 0; i < texts.Length; i++)
                {
                    texts[i] = KeyText(obj.Table[i]);
                    slots[i] = i;
                }
                Array.Sort(slots, (a, b) => RegoValue.CompareText(texts[a], texts[b]));
                return slots;
            }
        }
        return obj.Table.SortedSlots;
    }

    private readonly void WriteString(string text)
    {
        WriteByte((byte)'"');
        var rest = text.AsSpan();
        while (true)
        {
            var special = rest.IndexOfAny(_special);
            if (special < 0)
            {
                WriteUtf8(rest);
                break;
            }
            WriteUtf8(rest[..special]);
            WriteEscape(rest[special]);
            rest = rest[(special + 1)..];
        }
        WriteByte((byte)'"');
    }

    private readonly void WriteEscape(char c)
    {
        switch (c)
        {
            case '"':
                _output.Write("\\\""u8);
                break;
            case '\\':
                _output.Write("\\\\"u8);
                break;
            case '\n':
                _output.Write("\\n"u8);
                break;
            case '\r':
                _output.Write("\\r"u8);
                break;
            case '\t':
                _output.Write("\\t"u8);
                break;
            case '\b':
                _output.Write("\\b"u8);
                break;
            case '\f':
                _output.Write("\\f"u8);
                break;
            default:
                WriteAscii("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
        }
    }

    private readonly void WriteUtf8(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var span = _output.GetSpan(Math.Min(text.Length, 4096) * 3);
            // An unpaired surrogate has no UTF-8 form and becomes U+FFFD, as in Go.
            Utf8.FromUtf16(text, span, out var read, out var written, replaceInvalidSequences: true);
            _output.Advance(written);
            text = text[read..];
        }
    }

    private readonly void WriteAscii(string text)
    {
        var span = _output.GetSpan(text.Length);
        Encoding.ASCII.GetBytes(text, span);
        _output.Advance(text.Length);
    }

    private readonly void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void Open(byte bracket)
    {
        WriteByte(bracket);
        _depth++;
    }

    private readonly void Separate(int index)
    {
        if (index > 0)
        {
            WriteByte((byte)',');
        }
        BreakLine(_depth);
    }

    private void Close(byte bracket, int count)
    {
        _depth--;
        if (count > 0)
        {
            BreakLine(_depth);
        }
        WriteByte(bracket);
    }

    private readonly void BreakLine(int depth)
    {
        if (_indent is null)
        {
            return;
        }
        WriteByte((byte)'\n');
        WriteUtf8(_prefix);
        for (var i = 0; i < depth; i++)
        {
            WriteUtf8(_indent);
        }
    }

    private static ReadOnlySpan<char> MakeEscaped(string extra)
    {
        var all = new char[32 + extra.Length];
        for (var i = 0; i < 32; i++)
        {
            all[i] = (char)i;
        }
        extra.CopyTo(0, all, 32, extra.Length);
        return all;
    }
}
