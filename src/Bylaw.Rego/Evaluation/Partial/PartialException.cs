using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Says that a policy uses something that partial evaluation, or a filter made of its residual, does not cover.</summary>
/// <param name="message">What, in one line.</param>
/// <param name="source">The text in which it stands, if known.</param>
/// <param name="span">Its place.</param>
public sealed class PartialException(string message, SourceText? source = null, TextSpan span = default)
    : EvaluationException("partial_error", message, source, span);
