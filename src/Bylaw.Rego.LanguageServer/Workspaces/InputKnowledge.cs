using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Answers what the input of a module looks like: from the schemas of its metadata, that of its root, what the host knows, and the sample beside it.</summary>
/// <param name="workspace">Where samples lie.</param>
/// <param name="options">What the host knows.</param>
internal sealed class InputKnowledge(Workspace workspace, LanguageServerOptions options)
{
    private static readonly string[] _samples = ["input.json", "input.yaml", "input.yml"];

    /// <summary>Lists the fields below a path that begins with <c>input</c>, each name once.</summary>
    public IEnumerable<Field> FieldsBelow(RegoDocument document, RootSnapshot snapshot, int offset, ImmutableArray<string> path) =>
        SchemasAt(document, snapshot, offset)
            .SelectMany(s => s.Prefix.Length <= path.Length && path.AsSpan(0, s.Prefix.Length).SequenceEqual(s.Prefix.AsSpan())
                ? SchemaView.Fields(s.Schema, SchemaView.Find(s.Schema, path.AsSpan()[s.Prefix.Length..]))
                : [])
            .DistinctBy(f => f.Name);

    /// <summary>Finds what is said of the field at a path that begins with <c>input</c>.</summary>
    public Field? Find(RegoDocument document, RootSnapshot snapshot, int offset, ImmutableArray<string> path)
    {
        foreach (var (prefix, schema) in SchemasAt(document, snapshot, offset))
        {
            if (prefix.Length <= path.Length && path.AsSpan(0, prefix.Length).SequenceEqual(prefix.AsSpan())
                && SchemaView.Find(schema, path.AsSpan()[prefix.Length..]) is { IsDefined: true } found)
            {
                return SchemaView.Describe(schema, path[^1], found);
            }
        }
        return null;
    }

    /// <summary>Finds the sample input of a module: <c>input.json</c> (or yaml) beside it, else in its root, open or on disk.</summary>
    /// <returns>File and value; null for none.</returns>
    /// <exception cref="FormatException">There is one, and it is not valid.</exception>
    public (string File, string Text, RegoValue Value)? SampleOf(RegoDocument document, RootSnapshot snapshot)
    {
        foreach (var folder in new[] { Path.GetDirectoryName(document.Path), snapshot.Root.Path }.Where(f => !string.IsNullOrEmpty(f)).Distinct())
        {
            foreach (var name in _samples)
            {
                var file = Path.Combine(folder!, name);
                if ((workspace.TextOf(file) ?? FileScan.TryRead(file)) is { } text)
                {
                    return (file, text, PolicyFiles.Parse(file, Encoding.UTF8.GetBytes(text)));
                }
            }
        }
        return null;
    }

    private IEnumerable<(ImmutableArray<string> Prefix, RegoValue Schema)> SchemasAt(RegoDocument document, RootSnapshot snapshot, int offset)
    {
        foreach (var said in snapshot.Metadata.SchemasAt(document, offset))
        {
            var schema = said.Definition.IsDefined ? said.Definition : snapshot.Root.Schemas.GetValueOrDefault(string.Join('.', said.Schema));
            if (said.Path is ["input", ..] && schema.IsDefined)
            {
                yield return (said.Path, schema);
            }
        }
        if (snapshot.Root.Schemas.TryGetValue("schema", out var input))
        {
            yield return (["input"], input);
        }
        if (options.InputSchemaOf(document.Module.Package.Path, snapshot.Metadata.CustomOf(document)) is { IsDefined: true } known)
        {
            yield return (["input"], known);
        }
        if (TrySample(document, snapshot) is { } sample)
        {
            yield return (["input"], SchemaView.OfSample(sample.Value, Path.GetFileName(sample.File)));
        }
    }

    private (string File, string Text, RegoValue Value)? TrySample(RegoDocument document, RootSnapshot snapshot)
    {
        try
        {
            return SampleOf(document, snapshot);
        }
        catch (FormatException)
        {
            return null; // told when it is evaluated
        }
    }
}
