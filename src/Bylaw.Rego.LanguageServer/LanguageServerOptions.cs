using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer;

/// <summary>Sets what the server knows besides the files that it is shown.</summary>
public sealed record LanguageServerOptions
{
    /// <summary>Gets the default options: Rego v1, every lint rule, nothing known of the input.</summary>
    public static LanguageServerOptions Default { get; } = new();

    /// <summary>Gets the version that is told to clients.</summary>
    public string Version { get; init; } = "";

    /// <summary>Gets the language version that modules are expected in. Default v1.</summary>
    public RegoVersion Language { get; init; } = RegoVersion.V1;

    /// <summary>Gets a JSON Schema file of the input, or a folder of schemas that metadata names; null for the folder <c>schemas</c> of each root.</summary>
    public string? Schema { get; init; }

    /// <summary>Gets lint rules (<c>category/name</c>) or whole categories that do not run.</summary>
    public ImmutableHashSet<string> DisabledLint { get; init; } = [];

    /// <summary>Gets the URI of the folder that holds <c>diagnostics/CODE.md</c> and <c>builtins/FAMILY.md</c>, with a slash at the end; null for no links.</summary>
    public string? DocumentationBase { get; init; }

    /// <summary>
    /// Gets what knows the input of a module: given its package path and what its metadata says under <c>custom</c>, a JSON Schema of the input; undefined when
    /// it does not know. Called from many threads.
    /// </summary>
    public Func<ImmutableArray<string>, RegoObject, RegoValue> InputSchemaOf { get; init; } = (_, _) => default;

    /// <summary>Gets what checks files of the host's own, a manifest for example: given path and text, what is wrong; null for files it does not know.</summary>
    public Func<string, string, IReadOnlyList<FileProblem>?> CheckFile { get; init; } = (_, _) => null;

    /// <summary>Gets how long the server waits after a change before it looks. Default 120 ms.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(120);
}

/// <summary>What is wrong in a file of the host's own.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record FileProblem(int Line, int Column, string Message);
