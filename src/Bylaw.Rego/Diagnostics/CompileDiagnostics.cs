namespace Bylaw.Rego.Diagnostics;

/// <summary>Lists what can be wrong with modules that parse. Codes REGO2xxx are for ever.</summary>
internal static class CompileDiagnostics
{
    internal static readonly DiagnosticKind Redeclared =
        new("REGO2001", Severity.Error, "var {0} {1} above");

    internal static readonly DiagnosticKind UsedBeforeDeclaration =
        new("REGO2002", Severity.Error, "var {0} referenced above");

    internal static readonly DiagnosticKind CannotAssign =
        new("REGO2003", Severity.Error, "cannot assign to {0}");

    internal static readonly DiagnosticKind UnknownFunction =
        new("REGO2004", Severity.Error, "undefined function {0}") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind WrongArity =
        new("REGO2005", Severity.Error, "function {0} has arity {1}, got {2} {3}") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind ConflictingRules =
        new("REGO2006", Severity.Error, "conflicting rules {0} found") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind PackageConflict =
        new("REGO2007", Severity.Error, "rule `{0}` conflicts with a package or rule below it") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind MultipleDefaults =
        new("REGO2008", Severity.Error, "multiple default rules {0} found") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind Recursion =
        new("REGO2009", Severity.Error, "rule {0} is recursive: {1}") { WireCode = "rego_recursion_error" };

    internal static readonly DiagnosticKind InvalidWithTarget =
        new("REGO2010", Severity.Error, "`with` cannot replace {0}") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind InvalidHead =
        new("REGO2011", Severity.Error, "a rule's name must not contain {0}");

    internal static readonly DiagnosticKind UnusedDeclaration =
        new("REGO2013", Severity.Error, "declared var {0} unused");

    internal static readonly DiagnosticKind UnsafeVariable =
        new("REGO2014", Severity.Error, "var {0} is unsafe") { WireCode = "rego_unsafe_var_error" };

    internal static readonly DiagnosticKind ArityConflict =
        new("REGO2015", Severity.Error, "function `{0}` is defined with differing numbers of parameters") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind NotAFunction =
        new("REGO2016", Severity.Error, "`{0}` is no function") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind DuplicateImport =
        new("REGO2018", Severity.Error, "import must not shadow {0}");

    internal static readonly DiagnosticKind RootShadowed =
        new("REGO2019", Severity.Error, "{0} must not shadow {1} (use a different {2} name)");

    internal static readonly DiagnosticKind DeprecatedBuiltin =
        new("REGO2020", Severity.Error, "deprecated built-in function calls in expression: {0}") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind UnusedAssignment =
        new("REGO2022", Severity.Error, "assigned var {0} unused");

    internal static readonly DiagnosticKind UnusedArgument =
        new("REGO2023", Severity.Error, "unused argument {0}");

    internal static readonly DiagnosticKind UnusedImport =
        new("REGO2024", Severity.Error, "{0} unused");

    internal static readonly DiagnosticKind NotACapability =
        new("REGO2021", Severity.Error, "{0} is not among the capabilities") { WireCode = "rego_parse_error" };
}
