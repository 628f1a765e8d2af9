using Bylaw.Rego.Builtins;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Types;

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

    /// <summary>
    /// Gets whether an index is made of what rules ask of the input and of arguments, and whether rules that one place refers to run there. Default true;
    /// without it each rule is tried, apart from the others. Results are the same.
    /// </summary>
    public bool IndexRules { get; init; } = true;

    /// <summary>
    /// Gets whether unused imports, assignments and parameters, imports that hide one another, and deprecated built-ins are errors too.
    /// Default false.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets what modules may use, from a capabilities file; null for all that the engine can do.</summary>
    public CapabilitySet? Capabilities { get; init; }

    /// <summary>Gets what is known of the types of input and data. Default nothing.</summary>
    public RegoSchemas Schemas { get; init; } = RegoSchemas.Empty;

    /// <summary>Gets the built-ins that the capabilities leave.</summary>
    internal BuiltinTable UsableBuiltins => Capabilities is null ? Builtins : Builtins.Only(Capabilities.Builtins);
}
