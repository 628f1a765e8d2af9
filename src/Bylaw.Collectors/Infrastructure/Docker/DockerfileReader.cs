using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Docker;

/// <summary>Reads Dockerfiles as a list of instructions with the fields Cmd, SubCmd, Flags, Value, Stage and JSON, which existing policies expect.</summary>
public sealed class DockerfileReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "dockerfile";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.Equals("Dockerfile", StringComparison.OrdinalIgnoreCase) || fileName.StartsWith("Dockerfile.", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".dockerfile", StringComparison.OrdinalIgnoreCase) || fileName.Equals("Containerfile", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        try
        {
            var stage = -1;
            var items = DockerfileParser.Parse(file, text).Select(i =>
            {
                stage += i.Command == "from" ? 1 : 0;
                return ToValue(i, Math.Max(0, stage));
            });
            return new StructuredDocument(file, Name, [ConfigValue.List([.. items])], []);
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, [], [fault.ToProblem()]);
        }
    }

    internal static ConfigValue ToValue(DockerInstruction instruction, int stage)
    {
        var told = instruction.Inner ?? instruction;
        var entries = new ConfigMap.Builder();
        entries.Set("Cmd", ConfigValue.String(instruction.Command, instruction.Position));
        entries.Set("SubCmd", ConfigValue.String(instruction.Inner?.Command ?? string.Empty));
        entries.Set("JSON", ConfigValue.Boolean(told.IsJson));
        entries.Set("Flags", ConfigValue.List([.. instruction.Flags.Select(f => ConfigValue.String(f, instruction.Position))]));
        entries.Set("Value", ConfigValue.List([.. told.Values.Select(v => ConfigValue.String(v, instruction.Position))]));
        entries.Set("Stage", ConfigValue.Number(stage));
        return ConfigValue.Map(entries.Build(), instruction.Position);
    }
}
