using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego;

/// <summary>Sets how modules are compiled.</summary>
public sealed record CompilerOptions
{
    /// <summary>Gets the default options: Rego v1, all built-ins.</summary>
    public static CompilerOptions Default { get; } = new();

    /// <summary>Gets how text is parsed. Default Rego v1.</summary>
    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    /// <summary>Gets built-ins of the host, by name; they win over those of the engine.</summary>
    public ImmutableArray<BuiltinDefinition> Builtins { get; init; } = [];
}
