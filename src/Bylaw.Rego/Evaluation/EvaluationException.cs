using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation;

/// <summary>Stops an evaluation because the policy contradicts itself or a built-in failed in strict mode.</summary>
public class EvaluationException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="code">OPA's error code, for example <c>eval_conflict_error</c>.</param>
    /// <param name="message">What is wrong, in one line.</param>
    /// <param name="source">The text in which it happened, if known.</param>
    /// <param name="span">The place in the text.</param>
    public EvaluationException(string code, string message, SourceText? source = null, TextSpan span = default)
        : base(message)
    {
        Code = code;
        SourceText = source;
        Span = span;
    }

    /// <summary>Gets OPA's error code.</summary>
    public string Code { get; }

    /// <summary>Gets the text in which it happened, if known.</summary>
    public SourceText? SourceText { get; }

    /// <summary>Gets the place in the text.</summary>
    public TextSpan Span { get; }

    /// <summary>Writes the error as OPA does: <c>file:line: code: message</c>.</summary>
    /// <returns>One line.</returns>
    public string ToLine() =>
        SourceText is null ? $"{Code}: {Message}" : $"{SourceText.Name}:{SourceText.LineAt(Span.Start).Line + 1}: {Code}: {Message}";
}

/// <summary>Stops an evaluation because it reached one of its limits.</summary>
/// <param name="limit">The name of the limit.</param>
/// <param name="message">What was reached.</param>
public sealed class EvaluationLimitException(string limit, string message) : EvaluationException("eval_limit_error", message)
{
    /// <summary>Gets the name of the limit, as in <see cref="EvaluationLimits"/>.</summary>
    public string Limit { get; } = limit;
}
