using System.Collections.Immutable;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>Reads JSON Schemas for the type checker from files.</summary>
public static class SchemaFiles
{
    /// <summary>
    /// Reads a file or a folder. A file is the schema of the input document; the JSON files of a folder are named by their place:
    /// <c>acl/v1.json</c> is <c>schema.acl.v1</c> in metadata.
    /// </summary>
    /// <param name="path">A file, or a folder of <c>.json</c>, <c>.yaml</c> and <c>.yml</c> files.</param>
    /// <returns>The schemas.</returns>
    /// <exception cref="FormatException">A file is no valid schema; the message names it and the place.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static RegoSchemas Read(string path)
    {
        if (!Directory.Exists(path))
        {
            var schema = PolicyFiles.ReadDocument(path);
            try
            {
                return RegoSchemas.Empty.WithInput(schema);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{path}: {error.Message}", error);
            }
        }
        var named = new List<(ImmutableArray<string> Path, RegoValue Schema)>();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var inside = Path.GetRelativePath(path, file).Replace('\\', '/');
            if (Path.GetExtension(file) is ".json" or ".yaml" or ".yml" && !inside.Split('/').Any(s => s.StartsWith('.')))
            {
                named.Add(([.. Path.ChangeExtension(inside, null).Split('/')], PolicyFiles.ReadDocument(file)));
            }
        }
        return named.Count == 0 ? throw new FormatException($"{path}: there is no .json or .yaml file in the folder") : RegoSchemas.Empty.With(named);
    }
}
