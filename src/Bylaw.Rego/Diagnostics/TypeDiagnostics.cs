namespace Bylaw.Rego.Diagnostics;

/// <summary>What the type checker finds: REGO21xx, on the wire <c>rego_type_error</c>.</summary>
internal static class TypeDiagnostics
{
    internal static readonly DiagnosticKind UndefinedReference = Kind("REGO2101", "undefined ref: {0}: {1}");
    internal static readonly DiagnosticKind InvalidArgument = Kind("REGO2102", "{0}: invalid argument(s): argument {1} is {2}, but must be {3}");
    internal static readonly DiagnosticKind Mismatch = Kind("REGO2103", "match error: left is {0}, right is {1}; they are never equal");
    internal static readonly DiagnosticKind InvalidSchema = Kind("REGO2104", "schema cannot be used: {0}");
    internal static readonly DiagnosticKind UnknownSchema = Kind("REGO2105", "undefined schema: {0}");

    private static DiagnosticKind Kind(string code, string template) => new(code, Severity.Error, template) { WireCode = "rego_type_error" };
}
