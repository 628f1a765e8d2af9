using System.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Writes lines with indentation, and keeps one comment to be written at the end of the line.</summary>
internal sealed class LayoutWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Gets or sets the depth of indentation, in tabs.</summary>
    public int Level { get; set; }

    /// <summary>Gets whether the line has been begun.</summary>
    public bool IsInLine { get; private set; }

    /// <summary>Gets the comment that waits for the end of the line.</summary>
    public PendingComment? Trailing { get; private set; }

    /// <summary>Gets or sets whether the next line end leaves the waiting comment for the one after it.</summary>
    public bool DelaysTrailing { get; set; }

    /// <summary>Gets or sets whether two comments wanted the end of one line, so that the layout cannot hold them.</summary>
    public bool HasConflict { get; set; }

    /// <summary>Gets the number of characters so far.</summary>
    public int Length => _text.Length;

    public void Write(string text) => _text.Append(text);

    public void Write(ReadOnlySpan<char> text) => _text.Append(text);

    public void StartLine()
    {
        IsInLine = true;
        _text.Append('\t', Level);
    }

    public void EndLine()
    {
        IsInLine = false;
        if (Trailing is { } comment && !DelaysTrailing)
        {
            _text.Append(' ').Append(comment.Text);
            Trailing = null;
        }
        DelaysTrailing = false;
        _text.Append('\n');
    }

    public void BlankLine()
    {
        if (IsInLine)
        {
            EndLine();
        }
        _text.Append('\n');
    }

    public void WriteLine(string text)
    {
        if (!IsInLine)
        {
            StartLine();
        }
        Write(text);
        EndLine();
    }

    /// <summary>Keeps a comment for the end of the line; a second one is a conflict.</summary>
    public void TrailWith(PendingComment? comment)
    {
        if (comment is null)
        {
            return;
        }
        if (Trailing is not null)
        {
            Trailing = null;
            HasConflict = true;
            return;
        }
        Trailing = comment;
    }

    /// <summary>Forgets the waiting comment when it stands on one of these rows.</summary>
    public void DropTrailing(int firstRow, int lastRow)
    {
        if (Trailing is { } comment && comment.Row >= firstRow && comment.Row <= lastRow)
        {
            Trailing = null;
        }
    }

    /// <summary>Takes back all that was written since the length was as given.</summary>
    public void Truncate(int length) => _text.Length = length;

    /// <summary>Goes on in the current line without indentation.</summary>
    public void Continue() => IsInLine = true;

    /// <summary>Returns the text with one line break at its end.</summary>
    public override string ToString()
    {
        var end = _text.Length;
        while (end > 0 && _text[end - 1] == '\n')
        {
            end--;
        }
        return end == _text.Length ? _text.ToString() : _text.ToString(0, end) + "\n";
    }
}

/// <summary>A comment as it will be written, and the row it stood on.</summary>
internal sealed record PendingComment(string Text, int Row);
