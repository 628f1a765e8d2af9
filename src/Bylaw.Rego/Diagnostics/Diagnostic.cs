using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Diagnostics;

/// <summary>Ranks how much a diagnostic matters.</summary>
public enum Severity
{
    /// <summary>The text is legal but likely not meant.</summary>
    Warning,

    /// <summary>The text cannot be used.</summary>
    Error,
}

/// <summary>A lasting kind of fault: its code, its severity and the words of its message.</summary>
/// <param name="Code">For ever: never reused, never renumbered (for example <c>REGO2014</c>).</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Template">A composite format string: lower-case first letter, no full stop, the user's words in backticks.</param>
public sealed record DiagnosticKind(string Code, Severity Severity, string Template)
{
    /// <summary>Gets the error code that clients of OPA's REST API already know, for example <c>rego_parse_error</c>.</summary>
    public string WireCode { get; init; } = "rego_compile_error";
}

/// <summary>A mechanical change of a text: what stands in the span is replaced.</summary>
/// <param name="Span">What is replaced; empty to insert.</param>
/// <param name="NewText">What takes its place.</param>
public sealed record TextEdit(TextSpan Span, string NewText);

/// <summary>One fault in what the user wrote, with its place. Immutable.</summary>
public sealed class Diagnostic
{
    /// <summary>Makes a diagnostic.</summary>
    /// <param name="kind">Code, severity and message template.</param>
    /// <param name="source">The text it stands in; null when the fault has no place.</param>
    /// <param name="span">The place in the text.</param>
    /// <param name="arguments">What fills the template's holes.</param>
    public Diagnostic(DiagnosticKind kind, SourceText? source, TextSpan span, params object?[] arguments)
    {
        Kind = kind;
        Source = source;
        Span = span;
        Message = string.Format(CultureInfo.InvariantCulture, kind.Template, arguments);
    }

    /// <summary>Gets the kind: code, severity, wire code.</summary>
    public DiagnosticKind Kind { get; }

    /// <summary>Gets the text that the fault stands in, if any.</summary>
    public SourceText? Source { get; }

    /// <summary>Gets the place of the fault in <see cref="Source"/>.</summary>
    public TextSpan Span { get; }

    /// <summary>Gets the main point, in one line.</summary>
    public string Message { get; }

    /// <summary>Gets advice on how to mend it, in one line, where there is some.</summary>
    public string? Help { get; init; }

    /// <summary>Gets a mechanical repair, where there is one.</summary>
    public ImmutableArray<TextEdit> Fix { get; init; } = [];

    /// <summary>Writes the diagnostic as <c>file:line:column: severity CODE: message</c> with one-based line and column.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var severity = Kind.Severity == Severity.Error ? "error" : "warning";
        if (Source is null)
        {
            return $"{severity} {Kind.Code}: {Message}";
        }
        var (line, column) = Source.LineAt(Math.Min(Span.Start, Source.Text.Length));
        return $"{Source.Name}:{line + 1}:{column + 1}: {severity} {Kind.Code}: {Message}";
    }
}
