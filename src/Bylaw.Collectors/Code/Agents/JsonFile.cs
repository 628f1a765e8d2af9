using System.Text.Json.Nodes;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Code.Agents;

/// <summary>Reads JSON, YAML or TOML settings as JSON.</summary>
internal static class JsonFile
{
    /// <summary>Reads a file below the project.</summary>
    /// <exception cref="InvalidDataException">It is broken, or no mapping; the message names the place.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonObject Read(SourceFolder files, string path) => Read(files, path, out _);

    /// <summary>Reads a file below the project, with the places of its values.</summary>
    /// <exception cref="InvalidDataException">It is broken, or no mapping; the message names the place.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonObject Read(SourceFolder files, string path, out ConfigValue places)
    {
        var document = StructuredReaders.Read(path, File.ReadAllBytes(files.ResolveFile(path)));
        if (!document.Succeeded)
        {
            throw new InvalidDataException(document.Problems.First(p => p.IsFatal).ToString());
        }
        places = document.Input;
        return JsonNode.Parse(ConfigJson.Write(document.Input), documentOptions: new() { MaxDepth = 300 }) as JsonObject
            ?? throw new InvalidDataException($"{path} must hold a mapping");
    }
}
