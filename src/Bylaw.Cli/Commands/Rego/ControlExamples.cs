namespace Bylaw.Cli.Commands.Rego;

/// <summary>Tells the examples of a control from data: many of them hold the same names, so they can never be loaded together.</summary>
internal static class ControlExamples
{
    /// <summary>Says whether a file is anything but an example beside a <c>control.rego</c>.</summary>
    public static bool IsNone(string file)
    {
        var folder = Path.GetDirectoryName(file);
        return Path.GetFileName(folder) != "examples" || !File.Exists(Path.Combine(folder!, "..", "control.rego"));
    }
}
