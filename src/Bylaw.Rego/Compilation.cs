using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego;

/// <summary>What came of compiling modules: policies, or the reasons why there are none.</summary>
public sealed class Compilation
{
    internal Compilation(Policies? policies, ImmutableArray<Diagnostic> diagnostics)
    {
        Policies = policies;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the policies; null when an error was found.</summary>
    public Policies? Policies { get; }

    /// <summary>Gets errors and warnings in the order of files and places.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Gets whether there are policies.</summary>
    [MemberNotNullWhen(true, nameof(Policies))]
    public bool Succeeded => Policies is not null;
}

/// <summary>What came of preparing a query.</summary>
public sealed class QueryPreparation
{
    internal QueryPreparation(PreparedQuery? query, ImmutableArray<Diagnostic> diagnostics)
    {
        Query = query;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets the query; null when an error was found.</summary>
    public PreparedQuery? Query { get; }

    /// <summary>Gets errors and warnings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Gets whether there is a query.</summary>
    [MemberNotNullWhen(true, nameof(Query))]
    public bool Succeeded => Query is not null;
}
