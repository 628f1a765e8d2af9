using System.Text;
using System.Text.Unicode;
using Bylaw.Evidence.Documents;
using Sylvan.Data.Csv;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads the rows of a CSV file into batches. Bytes stand in one character each on the way, so that nothing is decoded that is only looked at.</summary>
internal sealed class CsvBatchReader : IBatchReader
{
    private const int LongestRow = 16 << 20;
    private const char NoSign = '\uFFFF'; // not one of the 256 signs that bytes become

    private readonly StreamReader _text;
    private readonly CsvDataReader _rows;
    private readonly CsvLayout _layout;
    private readonly Action _reject;
    private char[] _quoted = new char[1 << 10];
    private byte[] _bytes = new byte[1 << 10];
    private int _quotedLength;
    private bool _headerIsDue;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">How it parts its values.</param>
    /// <param name="reject">Called for each row that does not fit the table.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public CsvBatchReader(string path, CsvLayout layout, Action reject)
    {
        (_layout, _reject, _headerIsDue) = (layout, reject, layout.HasHeader);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        SkipMark(file);
        _text = new StreamReader(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, 1 << 16);
        _rows = CsvDataReader.Create(_text, new CsvDataReaderOptions
        {
            Delimiter = layout.Delimiter,
            Quote = layout.Quote,
            Escape = layout.Quote,
            Comment = NoSign, // a row that begins with # is a row
            HasHeaders = false,
            CsvStyle = CsvStyle.Lax,
            BufferSize = 1 << 16,
            MaxBufferSize = LongestRow,
        });
    }

    /// <inheritdoc/>
    public long BytesRead => _text.BaseStream.Position;

    /// <inheritdoc/>
    public bool Read(RowBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            while (!batch.IsFull)
            {
                if (!_rows.Read())
                {
                    RejectUnended();
                    return false;
                }
                Add(batch);
            }
            return true;
        }
        catch (CsvRecordTooLargeException)
        {
            throw new TableException(GapReason.Limit, "a line is longer than 16 MiB");
        }
        catch (IOException)
        {
            throw new TableException(GapReason.Unreachable, "reading failed");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _text.Dispose();
    }

    private void Add(RowBatch batch)
    {
        var (count, columns) = (_rows.RowFieldCount, batch.Columns);
        if (count == 1 && columns.Count > 1 && _rows.GetFieldSpan(0).IsEmpty)
        {
            return; // a blank line
        }
        var raw = _rows.GetRawRecordSpan();
        Keep(raw);
        if (_headerIsDue)
        {
            _headerIsDue = false;
            if (!IsUtf8(raw))
            {
                _reject(); // its names are not known
            }
            return;
        }
        if (IsSurplus(count, columns.Count) || !IsUtf8(raw))
        {
            _reject();
            return;
        }
        for (var c = 0; c < columns.Count; c++)
        {
            columns[c].AddBytes(c < count ? _rows.GetFieldSpan(c) : default);
        }
        batch.EndRow();
    }

    private bool IsSurplus(int count, int columns)
    {
        for (var c = columns; c < count; c++)
        {
            if (!_rows.GetFieldSpan(c).IsEmpty)
            {
                return true;
            }
        }
        return false;
    }

    private bool IsUtf8(ReadOnlySpan<char> raw)
    {
        if (Ascii.IsValid(raw))
        {
            return true;
        }
        if (_bytes.Length < raw.Length)
        {
            _bytes = new byte[Math.Max(raw.Length, _bytes.Length * 2)];
        }
        return Utf8.IsValid(_bytes.AsSpan(0, Encoding.Latin1.GetBytes(raw, _bytes)));
    }

    /// <summary>Keeps a row with quotes: if it is the last, what it lacks is seen at the end.</summary>
    private void Keep(ReadOnlySpan<char> raw)
    {
        _quotedLength = 0;
        if (raw.Contains(_layout.Quote))
        {
            if (_quoted.Length < raw.Length)
            {
                _quoted = new char[Math.Max(raw.Length, _quoted.Length * 2)];
            }
            raw.CopyTo(_quoted);
            _quotedLength = raw.Length;
        }
    }

    /// <summary>Counts a last row whose quotes never end: it may have swallowed others.</summary>
    private void RejectUnended()
    {
        var (isInside, isStart) = (false, true);
        for (var i = 0; i < _quotedLength; i++)
        {
            var sign = _quoted[i];
            if (isInside)
            {
                var isDouble = sign == _layout.Quote && i + 1 < _quotedLength && _quoted[i + 1] == _layout.Quote;
                i += isDouble ? 1 : 0;
                isInside = isDouble || sign != _layout.Quote;
            }
            else
            {
                isInside = isStart && sign == _layout.Quote;
            }
            isStart = sign == _layout.Delimiter;
        }
        if (isInside)
        {
            _reject();
        }
    }

    private static void SkipMark(FileStream file)
    {
        Span<byte> head = stackalloc byte[3];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual(Encoding.UTF8.Preamble))
        {
            file.Position = 0;
        }
    }
}
