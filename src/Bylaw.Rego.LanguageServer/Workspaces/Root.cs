using System.Collections.Immutable;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>A folder whose modules and data belong together: one that is open in the client, or a bundle in it (it holds a <c>.manifest</c>).</summary>
internal sealed class Root
{
    private Root(string path, CompilerOptions compiler, ImmutableDictionary<string, RegoValue> schemas, string? problem)
    {
        Path = path;
        Compiler = compiler;
        Schemas = schemas;
        Problem = problem;
    }

    /// <summary>Gets the folder; empty for documents that no folder holds.</summary>
    public string Path { get; }

    public CompilerOptions Compiler { get; }

    /// <summary>Gets the schemas as metadata names them, <c>schema.acl</c>; <c>schema</c> is that of the input.</summary>
    public ImmutableDictionary<string, RegoValue> Schemas { get; }

    /// <summary>Gets why schemas could not be read; null when they were.</summary>
    public string? Problem { get; }

    /// <summary>Reads what holds for all modules of a folder.</summary>
    public static Root Open(string path, LanguageServerOptions options)
    {
        var parser = ParserOptions.Default with { Version = VersionOf(path) ?? options.Language, MaxDepth = 500 };
        var compiler = CompilerOptions.Default with { Parser = parser };
        var schemas = ImmutableDictionary.Create<string, RegoValue>(StringComparer.Ordinal);
        var folder = options.Schema ?? (path.Length == 0 ? "" : System.IO.Path.Combine(path, "schemas"));
        if (!System.IO.Path.Exists(folder))
        {
            return new Root(path, compiler, schemas, options.Schema is null ? null : $"{folder}: no such file or folder");
        }
        try
        {
            compiler = compiler with { Schemas = SchemaFiles.Read(folder) };
            schemas = ReadValues(folder);
            return new Root(path, compiler, schemas, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            // A folder that merely has this name says nothing of policies; one that was asked for does.
            return new Root(path, compiler, schemas, options.Schema is null ? null : error.Message);
        }
    }

    /// <summary>Tells whether a file lies in the folder.</summary>
    public bool Holds(string file) =>
        Path.Length == 0 || file.StartsWith(Path.EndsWith(System.IO.Path.DirectorySeparatorChar) ? Path : Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ImmutableDictionary<string, RegoValue> ReadValues(string path)
    {
        var values = ImmutableDictionary.CreateBuilder<string, RegoValue>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            values["schema"] = PolicyFiles.ReadDocument(path);
            return values.ToImmutable();
        }
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            if (System.IO.Path.GetExtension(file) is ".json" or ".yaml" or ".yml")
            {
                var inside = System.IO.Path.ChangeExtension(System.IO.Path.GetRelativePath(path, file), null).Replace('\\', '/');
                values["schema." + inside.Replace('/', '.')] = PolicyFiles.ReadDocument(file);
            }
        }
        return values.ToImmutable();
    }

    private static RegoVersion? VersionOf(string path)
    {
        var manifest = path.Length == 0 ? "" : System.IO.Path.Combine(path, ".manifest");
        try
        {
            return !File.Exists(manifest) ? null
                : RegoValue.FromJson(File.ReadAllBytes(manifest)).Get("rego_version") is { IsDefined: true } version ? version == 0 ? RegoVersion.V0 : RegoVersion.V1
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
