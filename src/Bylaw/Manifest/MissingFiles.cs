using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Manifest;

/// <summary>Takes back what a manifest says of files that are not there: a document that nobody can read is no document.</summary>
internal static class MissingFiles
{
    /// <summary>Leaves out every reference (<c>ref</c>, <c>…_ref</c>) to a file of the project that does not exist.</summary>
    /// <param name="facts">Declared facts; not changed.</param>
    /// <param name="files">The project.</param>
    /// <returns>The facts that hold.</returns>
    public static JsonObject Without(JsonObject facts, SourceFolder files)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in facts)
        {
            if (value is JsonValue && (name == "ref" || name.EndsWith("_ref", StringComparison.Ordinal)) && IsAbsent(value.ToString(), files))
            {
                continue;
            }
            kept[name] = Without(value, files);
        }
        return kept;
    }

    private static JsonNode? Without(JsonNode? value, SourceFolder files) => value switch
    {
        JsonObject map => Without(map, files),
        JsonArray list => new JsonArray([.. list.Select(i => Without(i, files))]),
        _ => value?.DeepClone(),
    };

    private static bool IsAbsent(string reference, SourceFolder files)
    {
        try
        {
            return ReferencePath.Of(reference) is { } path && !files.FileExists(path) && !files.FolderExists(path);
        }
        catch (UnauthorizedAccessException)
        {
            return true; // outside the project: nobody who checks it can read it
        }
    }
}
