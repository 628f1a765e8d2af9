namespace Bylaw.Cli;

/// <summary>Carries a fault in what the user gave, told in one line without a stack trace.</summary>
/// <param name="message">Lower-case first letter, no full stop: what is wrong, where, and how to mend it.</param>
/// <param name="exitCode">The process exit code.</param>
internal sealed class UserErrorException(string message, int exitCode = ExitCode.ToolFault) : Exception(message)
{
    /// <summary>Gets the process exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
