using System.Diagnostics.CodeAnalysis;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Reads an input document in any format that has a reader: HCL, Dockerfiles, TOML, INI, dotenv, XML, CSV, properties, SPDX and the rest.</summary>
internal static class StructuredInput
{
    /// <summary>Reads a file when its name asks for a reader other than those of the engine itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="value">The document.</param>
    /// <param name="document">The document with its places; null when it returns false.</param>
    /// <returns>False for JSON, YAML and names that no reader knows.</returns>
    /// <exception cref="FormatException">The file is broken; the message names the place.</exception>
    public static bool TryRead(string path, out RegoValue value, [NotNullWhen(true)] out StructuredDocument? document)
    {
        value = default;
        document = null;
        if (!StructuredReaders.TryForFile(path, out var reader) || reader is JsonReader or YamlReader)
        {
            return false;
        }
        document = StructuredReaders.Read(path, File.ReadAllBytes(path), null, reader);
        if (!document.Succeeded)
        {
            throw new FormatException(document.Problems.First(p => p.IsFatal).ToString());
        }
        value = RegoValue.FromJson(ConfigJson.Write(document.Input));
        return true;
    }

    /// <summary>Makes what the reader knows of places known to explanations.</summary>
    /// <param name="document">A document that <see cref="TryRead"/> read.</param>
    /// <returns>The positions.</returns>
    public static DocumentPositions Positions(StructuredDocument document) => DocumentPositions.FromReader(
        document.File,
        path => PointerPositions.Find(document.Input, path.Select(k => k.TryGetString(out var text) ? text : k.ToJson())) is { IsKnown: true } place
            ? new TextPlace(document.File, place.Line, place.Column)
            : null);
}
