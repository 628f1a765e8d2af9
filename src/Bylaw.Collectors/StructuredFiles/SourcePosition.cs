namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Names a place in a source file. Lines and columns count from 1; columns are UTF-16 code units.</summary>
/// <param name="File">The file as it was named by the caller, or null when the value was computed.</param>
/// <param name="Line">The first line, or 0 when there is no place.</param>
/// <param name="Column">The column of the first character.</param>
/// <param name="EndLine">The line that holds the last character.</param>
/// <param name="EndColumn">The column just after the last character.</param>
/// <remarks>INVARIANT: default means "no place", so a computed value never claims to stand somewhere.</remarks>
public readonly record struct SourcePosition(string? File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Gets whether this names a place at all.</summary>
    public bool IsKnown => Line > 0;

    /// <summary>Stretches this place to the end of another one in the same file.</summary>
    /// <param name="last">The place whose end is taken.</param>
    /// <returns>A place from the start of this to the end of <paramref name="last"/>.</returns>
    public SourcePosition To(SourcePosition last) => this with { EndLine = last.EndLine, EndColumn = last.EndColumn };

    /// <summary>Writes the place as <c>file:line:column</c>.</summary>
    /// <returns>The text, or an empty string when there is no place.</returns>
    public override string ToString() => IsKnown ? $"{File}:{Line}:{Column}" : string.Empty;
}
