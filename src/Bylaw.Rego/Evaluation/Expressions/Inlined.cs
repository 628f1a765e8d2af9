using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>A document of one value whose rule runs in the frame of the rule that refers to it.</summary>
/// <param name="document">The document, for when a path that covers it is replaced.</param>
/// <param name="body">The rule; ends in a step that stores the value.</param>
/// <param name="slot">Where the value is stored.</param>
/// <param name="fallback">The default; undefined for none.</param>
internal sealed class InlineDocumentExpression(Document document, Step body, int slot, RegoValue fallback) : Expression
{
    private readonly RegoValue _fallback = fallback;

    public override RegoValue Evaluate(Frame frame)
    {
        if (frame.Machine.ReplacedGroups is not null)
        {
            return document.Evaluate(frame.Machine);
        }
        frame.Slots[slot] = default;
        body.Run(frame);
        var value = frame.Slots[slot];
        return value.IsDefined ? value : _fallback;
    }
}

/// <summary>A document whose rules all yield the same constant, run in the frame of the rule that refers to it: the first that holds decides.</summary>
/// <param name="document">The document, for when a path that covers it is replaced.</param>
/// <param name="bodies">The rules.</param>
/// <param name="constant">What they yield.</param>
/// <param name="fallback">The default; undefined for none.</param>
internal sealed class InlineTestExpression(Document document, Step[] bodies, RegoValue constant, RegoValue fallback) : Expression
{
    private readonly RegoValue _constant = constant;
    private readonly RegoValue _fallback = fallback;

    public override RegoValue Evaluate(Frame frame)
    {
        if (frame.Machine.ReplacedGroups is not null)
        {
            return document.Evaluate(frame.Machine);
        }
        foreach (var body in bodies)
        {
            if (body.Run(frame))
            {
                return _constant;
            }
        }
        return _fallback;
    }
}

/// <summary>A document that is one term, evaluated in the frame of the rule that refers to it.</summary>
internal sealed class AliasExpression(Document document, Expression value) : Expression
{
    /// <summary>Gets the term.</summary>
    public Expression Value { get; } = value;

    public override RegoValue Evaluate(Frame frame) =>
        frame.Machine.ReplacedGroups is null ? Value.Evaluate(frame) : document.Evaluate(frame.Machine);
}

/// <summary>A document that a query names and nothing else of the query or its rules: it need not be kept.</summary>
internal sealed class AskedDocumentExpression(Document document) : Expression
{
    public override RegoValue Evaluate(Frame frame) => document.EvaluateOnce(frame.Machine);
}
