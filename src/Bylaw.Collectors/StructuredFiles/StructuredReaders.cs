using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.Infrastructure.Docker;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Finds the reader of a file, and reads files for any policy: what <c>bylaw rego eval</c>, <c>bylaw rego test</c> and <c>bylaw check</c> take as input.</summary>
public static class StructuredReaders
{
    /// <summary>Gets every reader; the first whose name pattern fits reads a file.</summary>
    public static ImmutableArray<IStructuredReader> All { get; } =
    [
        new DockerfileReader(), new JsonReader(), new NdjsonReader(), new YamlReader(), new TomlReader(), new HclReader(), new IniReader(), new DotenvReader(), new PropertiesReader(),
        new CsvReader(), new XmlReader(), new SpdxReader(), new IgnoreReader(), new EdnReader(),
        new ProgramReader("cue", "cue export FILE.cue > FILE.json", ".cue"), new ProgramReader("jsonnet", "jsonnet FILE.jsonnet > FILE.json", ".jsonnet", ".libsonnet"),
    ];

    /// <summary>Finds a reader by its name, as given to an option such as <c>--parser</c>. Names of other tools are understood.</summary>
    /// <param name="name">For example <c>yaml</c>.</param>
    /// <param name="reader">The reader.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out IStructuredReader? reader)
    {
        name = name.ToLowerInvariant() switch { "hcl1" or "hcl2" or "terraform" => "hcl", "yml" => "yaml", "cyclonedx" => "json", "docker" => "dockerfile", "env" => "dotenv", var other => other };
        reader = All.FirstOrDefault(r => r.Name == name);
        return reader is not null;
    }

    /// <summary>Finds the reader that a file's name asks for.</summary>
    /// <param name="path">The path; only its last part counts.</param>
    /// <param name="reader">The reader.</param>
    /// <returns>Whether any reader fits.</returns>
    public static bool TryForFile(string path, [NotNullWhen(true)] out IStructuredReader? reader)
    {
        var name = Path.GetFileName(path);
        reader = All.FirstOrDefault(r => r.Matches(name));
        return reader is not null;
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="path">The name that decides the reader and that positions bear.</param>
    /// <param name="bytes">The content: UTF-8, or as its byte-order mark says.</param>
    /// <param name="limits">The bounds; the default bounds when null.</param>
    /// <param name="reader">The reader to use; by the file's name when null, YAML when no name fits.</param>
    /// <returns>The values and the problems.</returns>
    public static StructuredDocument Read(string path, ReadOnlySpan<byte> bytes, ReadLimits? limits = null, IStructuredReader? reader = null)
    {
        limits ??= ReadLimits.Default;
        if (reader is null && !TryForFile(path, out reader))
        {
            reader = new YamlReader();
        }
        if (bytes.Length > limits.MaxBytes)
        {
            return new StructuredDocument(path, reader.Name, [], [new ConfigProblem($"the file is larger than {TextBytes.Size(limits.MaxBytes)}", new SourcePosition(path, 0, 0, 0, 0))]);
        }
        return TextBytes.TryDecode(path, bytes, out var text, out var problem)
            ? reader.Read(path, text, limits)
            : new StructuredDocument(path, reader.Name, [], [problem]);
    }
}
