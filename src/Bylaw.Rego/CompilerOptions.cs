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

    /// <summary>Gets the built-ins that modules may call. Default: those of the language; a host adds its own with <see cref="BuiltinTable.With"/>.</summary>
    public BuiltinTable Builtins { get; init; } = BuiltinTable.Default;
}
