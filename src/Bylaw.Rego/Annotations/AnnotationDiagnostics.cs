using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Annotations;

/// <summary>What can be wrong with a metadata block: REGO15xx.</summary>
internal static class AnnotationDiagnostics
{
    internal static readonly DiagnosticKind Empty = Kind("REGO1501", "expected METADATA block, found whitespace");
    internal static readonly DiagnosticKind Invalid = Kind("REGO1502", "metadata cannot be read: {0}");
    internal static readonly DiagnosticKind Scope =
        Kind("REGO1503", "invalid annotation scope '{0}'. Use one of 'rule', 'document', 'package', or 'subpackages'");
    internal static readonly DiagnosticKind ScopeTarget = Kind("REGO1504", "annotation scope '{0}' must be applied to {1} (have {2})");
    internal static readonly DiagnosticKind Entrypoint =
        Kind("REGO1505", "annotation entrypoint applied to non-document or package scope '{0}'");
    internal static readonly DiagnosticKind UnknownField =
        new("REGO1506", Severity.Warning, "metadata has no field `{0}`") { WireCode = "rego_parse_error" };

    private static DiagnosticKind Kind(string code, string template) => new(code, Severity.Error, template) { WireCode = "rego_parse_error" };
}
