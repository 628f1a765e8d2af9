using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Syntax;

/// <summary>What came of parsing a module: always a tree, and all faults found in one pass.</summary>
/// <param name="Module">The tree; parts that could not be read are missing or <see cref="ErrorTerm"/>.</param>
/// <param name="Diagnostics">The faults in order of their place.</param>
public sealed record ModuleParse(ModuleSyntax Module, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets whether no error was found.</summary>
    public bool Succeeded => !Diagnostics.Any(d => d.Kind.Severity == Severity.Error);
}

/// <summary>What came of parsing a query.</summary>
/// <param name="Body">The tree.</param>
/// <param name="Diagnostics">The faults in order of their place.</param>
public sealed record QueryParse(BodySyntax Body, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets how deep the tree is, at most.</summary>
    internal int Depth { get; init; }

    /// <summary>Gets whether no error was found.</summary>
    public bool Succeeded => !Diagnostics.Any(d => d.Kind.Severity == Severity.Error);
}

/// <summary>Sets how text is parsed.</summary>
public sealed record ParserOptions
{
    /// <summary>Gets the default options: Rego v1, every future keyword importable.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>Gets the language version that the text is expected in. Default v1.</summary>
    public RegoVersion Version { get; init; } = RegoVersion.V1;

    /// <summary>Gets future keywords that are on without an import (<c>not</c>, <c>and</c>, <c>or</c>; in v0 also <c>in</c>, <c>every</c>, <c>if</c>, <c>contains</c>).</summary>
    public ImmutableHashSet<string> FutureKeywords { get; init; } = [];

    /// <summary>Gets how deep terms and bodies may nest before the parser reports an error. Default 2,000.</summary>
    public int MaxDepth { get; init; } = 2_000;

    /// <summary>Gets whether metadata comment blocks are collected. Default true.</summary>
    public bool ReadAnnotations { get; init; } = true;
}
