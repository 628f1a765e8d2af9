namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>An expression that has no value: a wrong type, a missing name, a function that refuses its arguments.</summary>
internal sealed class HclEvaluationException(string message, HclSpan? span = null) : Exception(message)
{
    public HclSpan? Span { get; } = span;
}
