namespace Bylaw.Collectors.StructuredFiles;

/// <summary>The characters of one file, and where its lines begin.</summary>
internal sealed class SourceText
{
    private readonly List<int> _lineStarts = [0];

    public SourceText(string file, string text)
    {
        File = file;
        // A byte-order mark is an encoding mark, not content; it must not shift the first column.
        Text = text.Length > 0 && text[0] == '\uFEFF' ? text[1..] : text;
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n')
            {
                _lineStarts.Add(i + 1);
            }
        }
    }

    public string File { get; }

    public string Text { get; }

    public SourcePosition At(int start, int end)
    {
        var (line, column) = LineColumn(start);
        var (endLine, endColumn) = LineColumn(Math.Max(start, end));
        return new SourcePosition(File, line, column, endLine, endColumn);
    }

    public (int Line, int Column) LineColumn(int offset)
    {
        var index = _lineStarts.BinarySearch(offset);
        index = index >= 0 ? index : ~index - 1;
        return (index + 1, offset - _lineStarts[index] + 1);
    }
}
