using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>A node of the tree of what was written. It knows its span and its children, and nothing else; it is never changed.</summary>
/// <param name="span">From the first to the last code unit of the node, without surrounding trivia.</param>
public abstract class SyntaxNode(TextSpan span)
{
    /// <summary>Gets the place of the node in its module's source text.</summary>
    public TextSpan Span { get; } = span;
}
