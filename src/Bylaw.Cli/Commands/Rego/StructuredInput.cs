using Bylaw.Collectors.StructuredFiles;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Reads an input document in any format that has a reader: HCL, Dockerfiles, TOML, INI, dotenv, XML, CSV, properties, SPDX and the rest.</summary>
internal static class StructuredInput
{
    /// <summary>Reads a file when its name asks for a reader other than those of the engine itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">The document.</param>
    /// <returns>False for JSON, YAML and names that no reader knows.</returns>
    /// <exception cref="FormatException">The file is broken; the message names the place.</exception>
    public static bool TryRead(string path, out RegoValue value)
    {
        value = default;
        if (!StructuredReaders.TryForFile(path, out var reader) || reader is JsonReader or YamlReader)
        {
            return false;
        }
        var document = StructuredReaders.Read(path, File.ReadAllBytes(path), null, reader);
        if (!document.Succeeded)
        {
            throw new FormatException(document.Problems.First(p => p.IsFatal).ToString());
        }
        value = RegoValue.FromJson(ConfigJson.Write(document.Input));
        return true;
    }
}
