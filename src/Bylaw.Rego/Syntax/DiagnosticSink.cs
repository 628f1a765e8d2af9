using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Collects the faults of one parse. Attempts that may be taken back can be rolled back to a mark.</summary>
/// <param name="source">The text that is parsed.</param>
internal sealed class DiagnosticSink(SourceText source)
{
    private const int MaxDiagnostics = 200;
    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Gets the number of faults so far, to go back to.</summary>
    public int Mark => _diagnostics.Count;

    /// <summary>Gets whether so many faults were found that going on helps nobody.</summary>
    public bool IsFull => _diagnostics.Count >= MaxDiagnostics;

    /// <summary>Reports a fault.</summary>
    public void Report(DiagnosticKind kind, TextSpan span, string? help, params object?[] arguments)
    {
        if (!IsFull)
        {
            _diagnostics.Add(new Diagnostic(kind, source, span, arguments) { Help = help });
            if (IsFull)
            {
                _diagnostics.Add(new Diagnostic(ParseDiagnostics.TooManyErrors, source, span));
            }
        }
    }

    /// <summary>Forgets what was reported after the mark.</summary>
    public void RollBack(int mark) => _diagnostics.RemoveRange(mark, _diagnostics.Count - mark);

    /// <summary>Returns the faults in order of their place.</summary>
    public ImmutableArray<Diagnostic> ToOrdered() => [.. _diagnostics.OrderBy(d => d.Span.Start)];
}
