using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Goes on when <c>a == b</c>. A replaced operator takes the long way.</summary>
internal sealed class EqualTestStep(EqualExpression condition) : Step
{
    private readonly Expression _left = condition.Left;
    private readonly Expression _right = condition.Right;

    public override bool Run(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            return condition.Evaluate(frame).Holds && Next.Run(frame);
        }
        var a = _left.Evaluate(frame);
        if (!a.IsDefined)
        {
            return false;
        }
        var b = _right.Evaluate(frame);
        return b.IsDefined && a.Equals(b) && Next.Run(frame);
    }
}

/// <summary>Goes on when two values stand in one of the wanted orders. A replaced operator takes the long way.</summary>
internal sealed class OrderTestStep(OrderExpression condition) : Step
{
    private readonly Expression _left = condition.Left;
    private readonly Expression _right = condition.Right;

    public override bool Run(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            return condition.Evaluate(frame).Holds && Next.Run(frame);
        }
        var a = _left.Evaluate(frame);
        if (!a.IsDefined)
        {
            return false;
        }
        var b = _right.Evaluate(frame);
        return b.IsDefined && condition.Test(a, b) && Next.Run(frame);
    }
}

/// <summary>Goes on when a collection holds a value. A replaced operator takes the long way.</summary>
internal sealed class MemberTestStep(MemberExpression condition) : Step
{
    private readonly Expression _left = condition.Left;
    private readonly Expression _right = condition.Right;

    public override bool Run(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            return condition.Evaluate(frame).Holds && Next.Run(frame);
        }
        var a = _left.Evaluate(frame);
        if (!a.IsDefined)
        {
            return false;
        }
        var b = _right.Evaluate(frame);
        return b.IsDefined && ComparisonBuiltins.IsMember(a, b) && Next.Run(frame);
    }
}
