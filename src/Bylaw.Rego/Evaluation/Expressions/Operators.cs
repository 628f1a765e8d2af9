using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>An operation on two operands that has a short way for plain values. A replaced operator takes the long way.</summary>
internal abstract class BinaryExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site) : Expression
{
    private readonly BuiltinExpression _general = new(function, [left, right], site);

    /// <summary>Gets the first operand.</summary>
    public Expression Left { get; } = left;

    /// <summary>Gets the second operand.</summary>
    public Expression Right { get; } = right;

    public sealed override RegoValue Evaluate(Frame frame)
    {
        if (frame.Machine.ReplacedFunctions is not null)
        {
            return _general.Evaluate(frame);
        }
        var a = Left.Evaluate(frame);
        if (!a.IsDefined)
        {
            return default;
        }
        var b = Right.Evaluate(frame);
        return b.IsDefined ? Apply(frame.Machine, a, b) : default;
    }

    protected abstract RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b);

    protected RegoValue General(Machine machine, in RegoValue a, in RegoValue b) =>
        BuiltinExpression.Invoke(machine, function, [a, b], site);
}

/// <summary><c>==</c>.</summary>
internal sealed class EqualExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b) => a.Equals(b);
}

/// <summary><c>!=</c>.</summary>
internal sealed class NotEqualExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b) => !a.Equals(b);
}

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</summary>
internal sealed class OrderExpression(
    Expression left, Expression right, BuiltinDefinition function, CallSite site, bool whenLess, bool whenEqual, bool whenGreater)
    : BinaryExpression(left, right, function, site)
{
    /// <summary>Tells whether two values stand in a wanted order.</summary>
    public bool Test(in RegoValue a, in RegoValue b)
    {
        var order = a.IsInteger && b.IsInteger ? a.Bits.CompareTo(b.Bits) : a.CompareTo(b);
        return order < 0 ? whenLess : order == 0 ? whenEqual : whenGreater;
    }

    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b) => Test(a, b);
}

/// <summary><c>+</c>; integers that stay in 64 bits take the short way.</summary>
internal sealed class PlusExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var sum = unchecked(a.Bits + b.Bits);
            if (((a.Bits ^ sum) & (b.Bits ^ sum)) >= 0)
            {
                return sum;
            }
        }
        return General(machine, a, b);
    }
}

/// <summary><c>-</c>; integers that stay in 64 bits take the short way.</summary>
internal sealed class MinusExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var difference = unchecked(a.Bits - b.Bits);
            if (((a.Bits ^ b.Bits) & (a.Bits ^ difference)) >= 0)
            {
                return difference;
            }
        }
        return General(machine, a, b);
    }
}

/// <summary><c>*</c>; integers that stay in 64 bits take the short way.</summary>
internal sealed class MultiplyExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b)
    {
        if (a.IsInteger && b.IsInteger)
        {
            var high = Math.BigMul(a.Bits, b.Bits, out var low);
            if (high == low >> 63)
            {
                return low;
            }
        }
        return General(machine, a, b);
    }
}

/// <summary><c>v in xs</c>: membership among the values of an array or object, or the members of a set.</summary>
internal sealed class MemberExpression(Expression left, Expression right, BuiltinDefinition function, CallSite site)
    : BinaryExpression(left, right, function, site)
{
    protected override RegoValue Apply(Machine machine, in RegoValue a, in RegoValue b) => ComparisonBuiltins.IsMember(a, b);
}
