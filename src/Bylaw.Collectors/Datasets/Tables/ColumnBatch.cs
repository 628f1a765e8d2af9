using System.Text;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Values of one column in one text, each followed by two line ends: the scanner is made for long runs, and line ends keep values apart.</summary>
public sealed class ColumnBatch
{
    /// <summary>How many bytes stand behind each value.</summary>
    public const int Gap = 2;

    private byte[] _text = new byte[1 << 8];
    private int[] _ends = new int[1 << 5];
    private int _length;
    private int _count;

    /// <summary>Gets the values and what stands between them, as UTF-8.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Gets where in the text each value ends; one without a byte ends where it begins.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, _count);

    /// <summary>Gets a value as UTF-8; null and empty are without a byte.</summary>
    /// <param name="row">Its place in the batch, from 0.</param>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var start = row == 0 ? 0 : _ends[row - 1] + Gap;
            return _text.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value as text; empty for none.</param>
    public void Add(ReadOnlySpan<char> value) => End(Encoding.UTF8.GetBytes(value, Reserve(Encoding.UTF8.GetMaxByteCount(value.Length))));

    /// <summary>Adds a value whose bytes stand in one character each.</summary>
    /// <param name="value">Its UTF-8, widened; empty for none.</param>
    public void AddBytes(ReadOnlySpan<char> value) => End(Encoding.Latin1.GetBytes(value, Reserve(value.Length)));

    /// <summary>Takes all values out.</summary>
    public void Clear() => (_length, _count) = (0, 0);

    /// <summary>Takes the last value out.</summary>
    public void DropLast()
    {
        _count--;
        _length = _count == 0 ? 0 : _ends[_count - 1] + Gap;
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_text.Length - _length < bytes + Gap)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + bytes + Gap));
        }
        return _text.AsSpan(_length);
    }

    private void End(int bytes)
    {
        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, _count * 2);
        }
        _length += bytes;
        _ends[_count++] = _length;
        _text[_length++] = (byte)'\n';
        _text[_length++] = (byte)'\n';
    }
}
