namespace Bylaw.Rego.Diagnostics;

/// <summary>The kinds of fault that lexer and parser report: REGO1xxx, on the wire <c>rego_parse_error</c>.</summary>
internal static class ParseDiagnostics
{
    internal static readonly DiagnosticKind IllegalCharacter = Kind("REGO1001", "illegal {0}");
    internal static readonly DiagnosticKind UnterminatedString = Kind("REGO1002", "non-terminated string");
    internal static readonly DiagnosticKind IllegalEscape = Kind("REGO1003", "illegal escape sequence in string literal");
    internal static readonly DiagnosticKind IllegalNumber = Kind("REGO1004", "illegal number `{0}`: {1}");
    internal static readonly DiagnosticKind TooDeep = Kind("REGO1005", "max parsing recursion depth exceeded");
    internal static readonly DiagnosticKind TooManyErrors = Kind("REGO1006", "too many errors; parsing stopped here");

    internal static readonly DiagnosticKind UnexpectedToken = Kind("REGO1010", "unexpected {0} {1}");
    internal static readonly DiagnosticKind WrongToken = Kind("REGO1011", "unexpected {0} {1}: {2}");
    internal static readonly DiagnosticKind EmptyBody = Kind("REGO1012", "found empty body");
    internal static readonly DiagnosticKind Unclosed = Kind("REGO1013", "non-terminated {0}");
    internal static readonly DiagnosticKind IllegalRefHead = Kind("REGO1014", "illegal ref (head cannot be {0})");

    internal static readonly DiagnosticKind EmptyModule = Kind("REGO1020", "empty module");
    internal static readonly DiagnosticKind PackageExpected = Kind("REGO1021", "package expected");
    internal static readonly DiagnosticKind SecondPackage = Kind("REGO1022", "unexpected package");
    internal static readonly DiagnosticKind IllegalPath = Kind("REGO1023", "unexpected {0} token: expecting {1}");

    internal static readonly DiagnosticKind ImportRoot =
        Kind("REGO1030", "unexpected import path, must begin with one of: {{data, future, input, rego}}, got: {0}");
    internal static readonly DiagnosticKind ImportEndsWithKeyword =
        Kind("REGO1031", "unexpected import path, must not end with a keyword, got: {0}");
    internal static readonly DiagnosticKind FutureImport = Kind("REGO1032", "invalid import, must be `future.keywords`");
    internal static readonly DiagnosticKind UnknownFutureKeyword = Kind("REGO1033", "unexpected keyword, must be one of [{0}]");
    internal static readonly DiagnosticKind AliasedLanguageImport = Kind("REGO1034", "`{0}` imports cannot be aliased");
    internal static readonly DiagnosticKind RegoImport = Kind("REGO1035", "invalid import `{0}`, must be `rego.v1`");

    internal static readonly DiagnosticKind DefaultWithoutValue = Kind("REGO1040", "illegal default rule (must have a value)");
    internal static readonly DiagnosticKind DefaultValue = Kind("REGO1041", "illegal default rule (value cannot contain {0})");
    internal static readonly DiagnosticKind DefaultArgument = Kind("REGO1042", "illegal default rule (arguments cannot {0})");
    internal static readonly DiagnosticKind ElseNotAllowed = Kind("REGO1043", "else keyword cannot be used on {0}");
    internal static readonly DiagnosticKind NotARuleHead = Kind("REGO1044", "{0} cannot be used for {1}");
    internal static readonly DiagnosticKind IfRequired = Kind("REGO1045", "`if` keyword is required before {0} body");
    internal static readonly DiagnosticKind ContainsRequired = Kind("REGO1046", "`contains` keyword is required for partial set rules");
    internal static readonly DiagnosticKind ConflictsWithBuiltin = Kind("REGO1047", "rule name conflicts with built-in function");

    internal static readonly DiagnosticKind IllegalDeclaration = Kind("REGO1050", "{0}");
    internal static readonly DiagnosticKind TemplateExpression = Kind("REGO1051", "unexpected {0} in template-string expression");

    private static DiagnosticKind Kind(string code, string template) =>
        new(code, Severity.Error, template) { WireCode = "rego_parse_error" };
}
