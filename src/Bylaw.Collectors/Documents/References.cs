using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Documents;

/// <summary>Finds files that a manifest names and that are not there.</summary>
internal static class References
{
    /// <summary>Lists the references of an entry that name no file: fields called <c>ref</c>, <c>rationale</c> or ending in <c>_ref</c>.</summary>
    /// <param name="entry">The entry of the manifest.</param>
    /// <param name="files">The project.</param>
    /// <param name="prefix">The field path of the entry.</param>
    public static IEnumerable<(string Field, string Path)> Missing(JsonObject entry, SourceFolder files, string prefix)
    {
        foreach (var (name, value) in entry)
        {
            var field = $"{prefix}.{name}";
            if (value is JsonObject inner)
            {
                foreach (var missing in Missing(inner, files, field))
                {
                    yield return missing;
                }
            }
            else if (value is JsonValue && IsReference(name) && ReferencePath.Of(value.ToString()) is { } path && !files.FileExists(path) && !files.FolderExists(path))
            {
                yield return (field, path);
            }
        }
    }

    private static bool IsReference(string name) => name == "ref" || name.EndsWith("_ref", StringComparison.Ordinal);
}
