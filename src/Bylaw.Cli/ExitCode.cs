namespace Bylaw.Cli;

/// <summary>Names the exit codes of <c>bylaw</c>. The <c>rego</c> commands follow OPA's codes instead where users know those.</summary>
internal static class ExitCode
{
    /// <summary>Everything passed, or only warnings were found.</summary>
    public const int Success = 0;

    /// <summary>A blocking failure was found.</summary>
    public const int Violation = 1;

    /// <summary>The tool, its input or a policy is at fault.</summary>
    public const int ToolFault = 2;

    /// <summary>Evidence is incomplete in a stage that must be complete.</summary>
    public const int Incomplete = 3;
}
