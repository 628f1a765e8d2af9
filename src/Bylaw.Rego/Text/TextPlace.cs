namespace Bylaw.Rego.Text;

/// <summary>A place in a file.</summary>
/// <param name="File">The file as messages call it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units.</param>
public readonly record struct TextPlace(string File, int Line, int Column)
{
    /// <summary>Writes the place.</summary>
    /// <returns><c>file:line:column</c>.</returns>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
