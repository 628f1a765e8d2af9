namespace Bylaw.Collectors.Models;

/// <summary>Ranks what a finding in a model file means.</summary>
public enum ModelFindingSeverity
{
    /// <summary>Worth knowing; nothing runs on loading.</summary>
    Low,

    /// <summary>Code that the file carries may run when the model is used.</summary>
    Medium,

    /// <summary>Loading may run code: the name is not known to be safe.</summary>
    High,

    /// <summary>Loading runs code, starts a program, or reaches files or the network.</summary>
    Critical,
}

/// <summary>One thing found inside a model file.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">The lasting name of the rule, such as <c>pickle-dangerous-import</c>.</param>
/// <param name="Operator">The import, instruction or operator that was found.</param>
/// <param name="Message">What was found and why it matters, in a line.</param>
/// <param name="Location">The file, then the members of nested archives, joined by <c>!</c>.</param>
/// <param name="Offset">The byte offset in that member, or -1 where none applies.</param>
public sealed record ModelFileFinding(
    ModelFindingSeverity Severity, string Rule, string Operator, string Message, string Location, long Offset);
