namespace Bylaw.Rego.Text;

/// <summary>One source file: its name, its text, and where its lines begin. Immutable; safe to share between threads.</summary>
public sealed class SourceText
{
    private int[]? _lineStarts;

    /// <summary>Makes a source text.</summary>
    /// <param name="name">What messages call the file: a path as the user wrote it.</param>
    /// <param name="text">The whole text.</param>
    public SourceText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        Name = name;
        Text = text;
    }

    /// <summary>Gets what messages call the file.</summary>
    public string Name { get; }

    /// <summary>Gets the whole text.</summary>
    public string Text { get; }

    /// <summary>Gets the number of lines; at least 1.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>Works out the line and column of an offset.</summary>
    /// <param name="offset">Index into <see cref="Text"/>, 0 to its length.</param>
    /// <returns>Line index and column index, both zero-based; the column counts UTF-16 code units.</returns>
    public (int Line, int Column) LineAt(int offset)
    {
        var starts = LineStarts;
        var line = Array.BinarySearch(starts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }
        return (line, offset - starts[line]);
    }

    /// <summary>Returns the text of one line without its line break.</summary>
    /// <param name="lineIndex">Zero-based line index.</param>
    /// <returns>The text between the line's start and its line break.</returns>
    public ReadOnlySpan<char> LineText(int lineIndex)
    {
        var starts = LineStarts;
        var start = starts[lineIndex];
        var end = lineIndex + 1 < starts.Length ? starts[lineIndex + 1] : Text.Length;
        return Text.AsSpan(start, end - start).TrimEnd("\r\n");
    }

    /// <summary>Lends the text of a span.</summary>
    /// <param name="span">A span inside the text.</param>
    /// <returns>The code units of the span.</returns>
    public ReadOnlySpan<char> Slice(TextSpan span) => Text.AsSpan(span.Start, span.Length);

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }
        return [.. starts];
    }
}
