using Microsoft.CodeAnalysis;

namespace Bylaw.Rego.Generators;

/// <summary>What is said about a declaration that cannot be used.</summary>
internal static class GeneratorDiagnostics
{
    internal static readonly DiagnosticDescriptor BadDeclaration = new(
        "BYLAWGEN001",
        "A built-in is not declared as it must be",
        "built-in `{0}`: {1}",
        "Bylaw",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);
}
