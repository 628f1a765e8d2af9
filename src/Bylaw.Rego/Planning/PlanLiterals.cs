using Bylaw.Rego.Builtins;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Planning;

/// <summary>A query whose literals stand in the order in which they run.</summary>
internal sealed class BodyPlan(TextSpan span, List<PlanLiteral> literals)
{
    public TextSpan Span { get; } = span;

    /// <summary>Gets the literals; put into a safe order once all names are resolved.</summary>
    public List<PlanLiteral> Literals { get; } = literals;
}

/// <summary>One statement of a body.</summary>
internal abstract class PlanLiteral(TextSpan span)
{
    public TextSpan Span { get; } = span;

    public PlanModifier[] Modifiers { get; set; } = [];

    /// <summary>Returns the same statement without its modifiers.</summary>
    public PlanLiteral WithoutModifiers()
    {
        var copy = (PlanLiteral)MemberwiseClone();
        copy.Modifiers = [];
        return copy;
    }
}

/// <summary>A term that must be defined and not false.</summary>
internal sealed class TermLiteral(TextSpan span, PlanTerm term) : PlanLiteral(span)
{
    public PlanTerm Term { get; } = term;
}

/// <summary>Two terms that must be made equal; unbound variables on either side are bound.</summary>
internal sealed class UnifyLiteral(TextSpan span, PlanTerm left, PlanTerm right) : PlanLiteral(span)
{
    /// <summary>Gets whether it was written as a call with an output argument, <c>f(x, out)</c>.</summary>
    public bool IsOutputCall { get; init; }

    public PlanTerm Left { get; } = left;

    public PlanTerm Right { get; } = right;
}

/// <summary>A body that must have no solution.</summary>
internal sealed class NotLiteral(TextSpan span, BodyPlan body, bool ownsScope) : PlanLiteral(span)
{
    /// <summary>Gets whether variables met only inside are the body's own; if not they must be bound outside.</summary>
    public bool OwnsScope { get; } = ownsScope;

    public BodyPlan Body { get; } = body;
}

/// <summary>A body that must have a solution for each item of a domain.</summary>
internal sealed class EveryLiteral(TextSpan span, PlanTerm? key, PlanTerm value, PlanTerm domain, BodyPlan body) : PlanLiteral(span)
{
    public PlanTerm? Key { get; } = key;

    public PlanTerm Value { get; } = value;

    public PlanTerm Domain { get; } = domain;

    public BodyPlan Body { get; } = body;
}

/// <summary>Two bodies joined by <c>and</c> or <c>or</c>; binds nothing.</summary>
internal sealed class LogicalLiteral(TextSpan span, bool isAnd, BodyPlan left, BodyPlan right) : PlanLiteral(span)
{
    public bool IsAnd { get; } = isAnd;

    public BodyPlan Left { get; } = left;

    public BodyPlan Right { get; } = right;
}

/// <summary>A call of <c>print</c>: each argument is a set comprehension, so that an undefined one is shown and stops nothing.</summary>
internal sealed class PrintLiteral(TextSpan span, PlanTerm[] arguments) : PlanLiteral(span)
{
    public PlanTerm[] Arguments { get; } = arguments;
}

/// <summary>One <c>with</c> modifier with its target resolved.</summary>
internal abstract class PlanModifier(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>Gets the value that is put in place; null when a function takes the place.</summary>
    public abstract PlanTerm? Replacing { get; }
}

/// <summary>Replaces the input document, or a part of it.</summary>
internal sealed class InputModifier(TextSpan span, string[] path, PlanTerm value) : PlanModifier(span)
{
    public string[] Path { get; } = path;

    public PlanTerm Value { get; } = value;

    /// <inheritdoc/>
    public override PlanTerm? Replacing => Value;
}

/// <summary>Replaces a document below <c>data</c>, base or virtual.</summary>
internal sealed class DataModifier(TextSpan span, string[] path, PlanTerm value) : PlanModifier(span)
{
    public string[] Path { get; } = path;

    public PlanTerm Value { get; } = value;

    /// <inheritdoc/>
    public override PlanTerm? Replacing => Value;
}

/// <summary>Replaces a function by another function or by a value.</summary>
internal sealed class FunctionModifier(TextSpan span, object target, object? replacement, PlanTerm? value) : PlanModifier(span)
{
    /// <summary>Gets the <see cref="BuiltinDefinition"/> or <see cref="FunctionName"/> that is replaced.</summary>
    public object Target { get; } = target;

    /// <summary>Gets the <see cref="BuiltinDefinition"/> or <see cref="FunctionName"/> that takes its place; null when a value does.</summary>
    public object? Replacement { get; } = replacement;

    /// <summary>Gets the value that every call yields; null when a function takes its place.</summary>
    public PlanTerm? Value { get; } = value;

    /// <inheritdoc/>
    public override PlanTerm? Replacing => Value;
}
