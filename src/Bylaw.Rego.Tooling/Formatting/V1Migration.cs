using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Finds what keeps a module from being written as Rego v1.</summary>
internal static class V1Migration
{
    public static ImmutableArray<Diagnostic> Check(ModuleSyntax module) => [];
}
