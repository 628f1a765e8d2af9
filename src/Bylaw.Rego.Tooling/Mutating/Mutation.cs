using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Mutating;

/// <summary>One small change to a policy that its tests should notice.</summary>
/// <param name="Kind">What sort of change: <c>comparison</c>, <c>arithmetic</c>, <c>number</c>, <c>text</c>, <c>boolean</c>, <c>negation</c>, <c>condition</c>, <c>member</c> or <c>rule</c>.</param>
/// <param name="Span">The text that is replaced.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Description">The change in words, for example <c>`&lt;` becomes `&lt;=`</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public sealed record Mutation(string Kind, TextSpan Span, string Replacement, string Description, int Line, int Column)
{
    /// <summary>Makes the changed text.</summary>
    /// <param name="source">The text that the mutation was found in.</param>
    /// <returns>The text with this one change.</returns>
    public string Apply(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return string.Concat(source.Text.AsSpan(0, Span.Start), Replacement, source.Text.AsSpan(Span.End));
    }
}
