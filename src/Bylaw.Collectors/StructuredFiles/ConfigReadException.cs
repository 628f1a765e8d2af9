namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Carries one fatal problem out of a recursive reader. Readers catch it at their door; callers never see it.</summary>
internal sealed class ConfigReadException(string message, SourcePosition position) : Exception(message)
{
    public SourcePosition Position { get; } = position;

    public ConfigProblem ToProblem() => new(Message, Position);
}
