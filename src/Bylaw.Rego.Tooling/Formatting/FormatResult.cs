using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>What came of formatting a text: the new text, or the faults that forbid it.</summary>
/// <param name="Text">The formatted text; null when the text is wrong.</param>
/// <param name="Diagnostics">The faults in order of their place.</param>
public sealed record FormatResult(string? Text, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets whether there is a formatted text.</summary>
    [MemberNotNullWhen(true, nameof(Text))]
    public bool Succeeded => Text is not null;
}
