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

    /// <summary>Up to this many bytes a value is written without counting them first.</summary>
    private const int EasilyWrittenAgain = 1 << 20;

    /// <summary>Characters that are written at once.</summary>
    private const int PieceOfText = 4096;

    private const int BytesPerCharacter = 3;

    /// <summary>The items until the watch of the thread is told.</summary>
    private const int ItemsUntilTold = 1 << 12;

    private readonly IBufferWriter<byte> _output;
    private readonly string? _indent;
    private readonly string _prefix;
    private readonly SearchValues<char> _special;
    private long _left;
    private int _items;
    private int _depth;

    private RegoJsonWriter(IBufferWriter<byte> output, long maxBytes, string? indent, string prefix, bool escapeHtml)
    {
        _output = output;
        _left = maxBytes;
        _indent = indent;
        _prefix = prefix;
        _special = escapeHtml ? _escapedForHtml : _escaped;
    }

    /// <summary>Gets whether more bytes would be written than may be; nothing is written any more then.</summary>
    private readonly bool IsFull => _left < 0;

    /// <summary>Writes a value.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <param name="value">A defined value.</param>
    /// <param name="maxBytes">How many bytes may be written; a value whose parts are shared may be endless as text.</param>
    /// <param name="indent">What each level is indented by; null for one line.</param>
    /// <param name="escapeHtml">Whether &lt;, &gt; and &amp; are escaped.</param>
    /// <param name="prefix">What each line but the first begins with, when indented.</param>
    /// <returns>False when the value is longer: its beginning was written then, to some bytes beyond the bound.</returns>
    public static bool TryWrite(
        IBufferWriter<byte> output, in RegoValue value, long maxBytes, string? indent = null, bool escapeHtml = false, string prefix = "")
    {
        var writer = new RegoJsonWriter(output, maxBytes, indent, prefix, escapeHtml);
        writer.WriteValue(value);
        return !writer.IsFull;
    }

    /// <summary>Writes a value as a string.</summary>
    /// <exception cref="ValueTooLongException">The value is longer than that.</exception>
    public static string ToText(
        in RegoValue value, string? indent = null, bool escapeHtml = false, string prefix = "", int maxBytes = ValueTooLongException.MostText) =>
        TryToText(value, maxBytes, out var text, indent, escapeHtml, prefix) ? text : throw new ValueTooLongException(maxBytes);

    /// <summary>Writes a value as a string unless it is too long.</summary>
    public static bool TryToText(
        in RegoValue value, long maxBytes, out string text, string? indent = null, bool escapeHtml = false, string prefix = "")
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        if (!TryWrite(buffer, value, Math.Min(maxBytes, EasilyWrittenAgain), indent, escapeHtml, prefix))
        {
            text = "";
            var counter = new ByteCounter();
            if (maxBytes <= EasilyWrittenAgain || WrittenSize.Exceeds(value, maxBytes) || !TryWrite(counter, value, maxBytes, indent, escapeHtml, prefix))
            {
                return false;
            }
            // The length is known now: the buffer is allotted once, with room for what is asked for and not used at the end.
            buffer = new ArrayBufferWriter<byte>((int)Math.Min(Array.MaxLength, counter.Written + (PieceOfText * BytesPerCharacter)));
            TryWrite(buffer, value, maxBytes, indent, escapeHtml, prefix);
        }
        text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return true;
    }

    private void WriteValue(in RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                WriteAscii("null"u8);
                break;
            case ValueKind.Boolean:
                WriteAscii(value.IsTrue ? "true"u8 : "false"u8);
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

    private void WriteNumber(in RegoValue value)
    {
        if (value.IsInteger)
        {
            var span = _output.GetSpan(20);
            value.Bits.TryFormat(span, out var written, provider: CultureInfo.InvariantCulture);
            Advance(written);
            return;
        }
        WriteAscii(NumberText.Write(value));
    }

    private void WriteArray(RegoArray array)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Open((byte)'[');
        for (var i = 0; i < array.Count && !IsFull; i++)
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
            if (IsFull)
            {
                break;
            }
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
        for (var i = 0; i < obj.Count && !IsFull; i++)
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

    /// <summary>A key as text; one that is too long to be written leaves the writer full.</summary>
    private string KeyText(in RegoValue key)
    {
        if (key.TryGetString(out var text))
        {
            return text;
        }
        if (!TryToText(key, Math.Max(0, _left), out text))
        {
            _left = -1;
        }
        return text;
    }

    /// <summary>Slots in the order of the keys' JSON text; only keys that are no strings can make it differ from Rego order.</summary>
    private int[]? SortByText(RegoObject obj)
    {
        foreach (ref readonly var key in obj.Table.Keys)
        {
            if (!key.IsString)
            {
                var texts = new string[obj.Count];
                var slots = new int[obj.Count];
                for (var i = 0; i < texts.Length && !IsFull; i++)
                {
                    texts[i] = KeyText(obj.Table[i]);
                    slots[i] = i;
                }
                if (!IsFull)
                {
                    Array.Sort(slots, (a, b) => RegoValue.CompareText(texts[a], texts[b]));
                }
                return slots;
            }
        }
        return obj.Table.SortedSlots;
    }

    private void WriteString(string text)
    {
        WriteByte((byte)'"');
        var rest = text.AsSpan();
        while (!IsFull)
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

    private void WriteEscape(char c)
    {
        switch (c)
        {
            case '"':
                WriteAscii("\\\""u8);
                break;
            case '\\':
                WriteAscii("\\\\"u8);
                break;
            case '\n':
                WriteAscii("\\n"u8);
                break;
            case '\r':
                WriteAscii("\\r"u8);
                break;
            case '\t':
                WriteAscii("\\t"u8);
                break;
            case '\b':
                WriteAscii("\\b"u8);
                break;
            case '\f':
                WriteAscii("\\f"u8);
                break;
            default:
                WriteAscii("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
        }
    }

    private void WriteUtf8(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && !IsFull)
        {
            var span = _output.GetSpan(Math.Min(text.Length, PieceOfText) * BytesPerCharacter);
            // An unpaired surrogate has no UTF-8 form and becomes U+FFFD, as in Go.
            Utf8.FromUtf16(text, span, out var read, out var written, replaceInvalidSequences: true);
            Advance(written);
            text = text[read..];
        }
    }

    private void WriteAscii(string text)
    {
        var span = _output.GetSpan(text.Length);
        Encoding.ASCII.GetBytes(text, span);
        Advance(text.Length);
    }

    private void WriteAscii(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_output.GetSpan(text.Length));
        Advance(text.Length);
    }

    private void Advance(int count)
    {
        _output.Advance(count);
        _left -= count;
    }

    private void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        Advance(1);
    }

    private void Open(byte bracket)
    {
        WriteByte(bracket);
        _depth++;
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

    private void BreakLine(int depth)
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

    /// <summary>Counts what would be written.</summary>
    private sealed class ByteCounter : IBufferWriter<byte>
    {
        private byte[] _scratch = new byte[PieceOfText * BytesPerCharacter];

        public long Written { get; private set; }

        public void Advance(int count) => Written += count;

        public Memory<byte> GetMemory(int sizeHint = 0) => Scratch(sizeHint);

        public Span<byte> GetSpan(int sizeHint = 0) => Scratch(sizeHint);

        private byte[] Scratch(int size) => size <= _scratch.Length ? _scratch : _scratch = new byte[size];
    }
}
