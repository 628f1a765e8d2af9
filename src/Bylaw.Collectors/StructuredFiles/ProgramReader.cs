namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Stands for formats that are programs, whose values only their own tool can work out: refuses them and says which command does.</summary>
/// <param name="name">The word of the format.</param>
/// <param name="command">The command that writes JSON.</param>
/// <param name="endings">How names of its files end.</param>
public sealed class ProgramReader(string name, string command, params string[] endings) : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Matches(string fileName) => Array.Exists(endings, e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits) => new(
        file,
        Name,
        [],
        [new ConfigProblem($"{name} is a program and not data, and is not run here: write its result with `{command}` and give that file", new SourcePosition(file, 1, 1, 1, 1))]);
}
