using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Translates between offsets and the protocol's places. Lines end with <c>\n</c>, <c>\r\n</c> or <c>\r</c>, as the protocol has it.</summary>
internal sealed class LineMap
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    public LineMap(string text)
    {
        _text = text;
        for (var i = text.AsSpan().IndexOfAny('\r', '\n'); i >= 0;)
        {
            i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
            _starts.Add(i);
            var next = text.AsSpan(i).IndexOfAny('\r', '\n');
            i = next < 0 ? -1 : i + next;
        }
    }

    /// <summary>Gets the number of lines; at least 1.</summary>
    public int Count => _starts.Count;

    /// <summary>Returns where a line begins.</summary>
    public int StartOf(int line) => line >= _starts.Count ? _text.Length : _starts[line];

    /// <summary>Returns the offset of a place; past the end of a line it is the line's end, past the last line the text's.</summary>
    public int OffsetOf(Position place)
    {
        if (place.Line < 0)
        {
            return 0;
        }
        if (place.Line >= _starts.Count)
        {
            return _text.Length;
        }
        var end = StartOf(place.Line + 1);
        while (end > _starts[place.Line] && _text[end - 1] is '\r' or '\n')
        {
            end--;
        }
        return Math.Clamp(_starts[place.Line] + Math.Max(0, place.Character), _starts[place.Line], end);
    }

    /// <summary>Returns the place of an offset.</summary>
    public Position PlaceOf(int offset)
    {
        offset = Math.Clamp(offset, 0, _text.Length);
        var line = _starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return new Position(line, offset - _starts[line]);
    }

    /// <summary>Returns the places of a span.</summary>
    public TextRange RangeOf(TextSpan span) => new(PlaceOf(span.Start), PlaceOf(span.End));

    /// <summary>Returns the span of a range.</summary>
    public TextSpan SpanOf(TextRange range)
    {
        var (start, end) = (OffsetOf(range.Start), OffsetOf(range.End));
        return TextSpan.FromBounds(Math.Min(start, end), Math.Max(start, end));
    }
}
