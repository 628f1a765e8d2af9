namespace Bylaw.Rego.Diagnostics;

/// <summary>Lists what can be wrong with modules that parse. Codes REGO2xxx are for ever.</summary>
internal static class CompileDiagnostics
{
    internal static readonly DiagnosticKind Redeclared =
        new("REGO2001", Severity.Error, "variable `{0}` is declared twice in this body");

    internal static readonly DiagnosticKind UsedBeforeDeclaration =
        new("REGO2002", Severity.Error, "variable `{0}` is used above its declaration");

    internal static readonly DiagnosticKind CannotAssign =
        new("REGO2003", Severity.Error, "cannot assign to {0}");

    internal static readonly DiagnosticKind UnknownFunction =
        new("REGO2004", Severity.Error, "function `{0}` is not defined") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind WrongArity =
        new("REGO2005", Severity.Error, "function `{0}` takes {1} arguments, but {2} are given") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind ConflictingRules =
        new("REGO2006", Severity.Error, "conflicting rules `{0}` found") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind PackageConflict =
        new("REGO2007", Severity.Error, "rule `{0}` conflicts with a package or rule below it") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind MultipleDefaults =
        new("REGO2008", Severity.Error, "multiple default rules `{0}` found") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind Recursion =
        new("REGO2009", Severity.Error, "rule `{0}` is recursive: {1}") { WireCode = "rego_recursion_error" };

    internal static readonly DiagnosticKind InvalidWithTarget =
        new("REGO2010", Severity.Error, "`with` cannot replace {0}") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind InvalidHead =
        new("REGO2011", Severity.Error, "a rule's name must not contain {0}");

    internal static readonly DiagnosticKind DefaultNotConstant =
        new("REGO2012", Severity.Error, "the value of a default rule must be a constant, a comprehension or a call, without variables");

    internal static readonly DiagnosticKind UnusedDeclaration =
        new("REGO2013", Severity.Error, "declared variable `{0}` is never used");

    internal static readonly DiagnosticKind UnsafeVariable =
        new("REGO2014", Severity.Error, "variable `{0}` is never bound in this body") { WireCode = "rego_unsafe_var_error" };

    internal static readonly DiagnosticKind ArityConflict =
        new("REGO2015", Severity.Error, "function `{0}` is defined with differing numbers of parameters") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind NotAFunction =
        new("REGO2016", Severity.Error, "`{0}` is no function") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind FunctionAsDocument =
        new("REGO2017", Severity.Error, "function `{0}` is used without arguments") { WireCode = "rego_type_error" };

    internal static readonly DiagnosticKind DuplicateImport =
        new("REGO2018", Severity.Error, "import `{0}` is shadowed by a later import of the same name");

    internal static readonly DiagnosticKind RootShadowed =
        new("REGO2019", Severity.Error, "variable `{0}` must not shadow `{0}`");

    internal static readonly DiagnosticKind DeprecatedBuiltin =
        new("REGO2020", Severity.Error, "deprecated built-in function `{0}` must not be used") { WireCode = "rego_type_error" };
}
