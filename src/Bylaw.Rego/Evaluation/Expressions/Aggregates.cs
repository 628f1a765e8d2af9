using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>What a function makes of an array comprehension that nobody else looks at, so that the array is never made.</summary>
/// <param name="general">The call as written, for when the function or the document that is the comprehension is replaced.</param>
internal abstract class AggregateExpression(BuiltinExpression general) : Expression
{
    public sealed override RegoValue Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        return machine.ReplacedFunctions is null && machine.ReplacedGroups is null ? Aggregate(frame) : general.Evaluate(frame);
    }

    /// <summary>Goes through the items.</summary>
    protected abstract RegoValue Aggregate(Frame frame);
}

/// <summary>The number of items: <c>count([…])</c>.</summary>
/// <param name="comprehension">The comprehension.</param>
/// <param name="general">The call as written.</param>
internal sealed class CountExpression(ArrayComprehensionExpression comprehension, BuiltinExpression general) : AggregateExpression(general)
{
    protected override RegoValue Aggregate(Frame frame) => RegoValue.From(comprehension.Count(frame));
}

/// <summary>The first or last item: <c>max([…])</c>.</summary>
/// <param name="comprehension">The comprehension.</param>
/// <param name="isLast">Whether the last one is wanted.</param>
/// <param name="general">The call as written.</param>
internal sealed class ExtremeExpression(ArrayComprehensionExpression comprehension, bool isLast, BuiltinExpression general) : AggregateExpression(general)
{
    protected override RegoValue Aggregate(Frame frame) => comprehension.Extreme(frame, isLast);
}

/// <summary>The sum of the items: <c>sum([…])</c>.</summary>
/// <param name="comprehension">The comprehension.</param>
/// <param name="function">The function, for items that are not all integers.</param>
/// <param name="general">The call as written.</param>
/// <param name="site">The place of the call.</param>
internal sealed class SumExpression(ArrayComprehensionExpression comprehension, BuiltinDefinition function, BuiltinExpression general, CallSite site)
    : AggregateExpression(general)
{
    protected override RegoValue Aggregate(Frame frame)
    {
        var sum = comprehension.Sum(frame, out var items);
        return items is null ? sum : BuiltinExpression.Invoke(frame.Machine, function, [items], site);
    }
}

/// <summary>A call of <c>concat</c> whose strings are written out: the array of them is never made.</summary>
/// <param name="delimiter">What stands between the strings.</param>
/// <param name="items">The strings, at most as many as a buffer holds.</param>
/// <param name="function">The function, for what it refuses.</param>
/// <param name="general">The call as written, for when <c>concat</c> is replaced or the delimiter is no text.</param>
/// <param name="site">The place of the call.</param>
internal sealed class ConcatExpression(Expression delimiter, Expression[] items, BuiltinDefinition function, BuiltinExpression general, CallSite site)
    : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            return general.Evaluate(frame);
        }
        var between = delimiter.Evaluate(frame);
        if (!between.TryGetString(out var text))
        {
            return general.Evaluate(frame);
        }
        var buffer = default(ArgumentBuffer);
        for (var i = 0; i < items.Length; i++)
        {
            buffer[i] = items[i].Evaluate(frame);
            if (!buffer[i].IsDefined)
            {
                return default;
            }
        }
        if (!StringBuiltins.TryConcat(frame.Machine.Builtins, text, buffer[..items.Length], out var joined))
        {
            return BuiltinExpression.Invoke(frame.Machine, function, [between, RegoArray.Create(buffer[..items.Length])], site);
        }
        BuiltinExpression.LookAfterCall(frame.Machine, joined);
        return joined;
    }
}
