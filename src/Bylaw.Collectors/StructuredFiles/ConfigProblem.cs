namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Something in a file that could not be understood: what is wrong, and where.</summary>
/// <param name="Message">A plain sentence without a full stop.</param>
/// <param name="Position">The place, or default when the whole file is meant.</param>
/// <param name="IsFatal">Whether the file gives no evidence at all because of it.</param>
public sealed record ConfigProblem(string Message, SourcePosition Position, bool IsFatal = true)
{
    /// <summary>Writes the problem as <c>file:line:column: message</c>.</summary>
    /// <returns>One line of text.</returns>
    public override string ToString() => Position.IsKnown ? $"{Position}: {Message}" : Position.File is { } file ? $"{file}: {Message}" : Message;
}
