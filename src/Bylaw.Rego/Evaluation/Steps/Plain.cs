using System.Runtime.CompilerServices;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Goes on when a term is defined and not false.</summary>
internal sealed class CheckStep(Expression condition) : Step
{
    public override bool Run(Frame frame) => condition.Evaluate(frame).Holds && Next.Run(frame);
}

/// <summary>Goes on when a term is defined.</summary>
internal sealed class DefinedStep(Expression term) : Step
{
    public override bool Run(Frame frame) => term.Evaluate(frame).IsDefined && Next.Run(frame);
}

/// <summary>Gives a variable its value.</summary>
internal sealed class AssignStep(int slot, Expression value) : Step
{
    public override bool Run(Frame frame)
    {
        var result = value.Evaluate(frame);
        if (!result.IsDefined)
        {
            return false;
        }
        frame.Slots[slot] = result;
        return Next.Run(frame);
    }
}

/// <summary>Goes on when two terms are equal.</summary>
internal sealed class EqualStep(Expression left, Expression right) : Step
{
    public override bool Run(Frame frame)
    {
        var a = left.Evaluate(frame);
        if (!a.IsDefined)
        {
            return false;
        }
        var b = right.Evaluate(frame);
        return b.IsDefined && a.Equals(b) && Next.Run(frame);
    }
}

/// <summary>Goes on when a variable holds an array of a length.</summary>
internal sealed class ArrayShapeStep(int slot, int count) : Step
{
    public override bool Run(Frame frame) => frame.Slots[slot].TryGetArray(out var array) && array.Count == count && Next.Run(frame);
}

/// <summary>Goes on when a variable holds an object of so many keys.</summary>
internal sealed class ObjectShapeStep(int slot, int count) : Step
{
    public override bool Run(Frame frame) => frame.Slots[slot].TryGetObject(out var obj) && obj.Count == count && Next.Run(frame);
}

/// <summary>Makes sure that there is room on the stack for the steps behind it: a long body ends in a limit, never in a crash.</summary>
internal sealed class StackGuardStep : Step
{
    public override bool Run(Frame frame)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Next.Run(frame);
    }
}

/// <summary>Ends a body that only has to be possible.</summary>
internal sealed class FoundStep : Step
{
    public override bool Run(Frame frame) => true;
}

/// <summary>Ends the branch of a rule with one value.</summary>
/// <param name="value">The value.</param>
/// <param name="isConstant">Whether every way yields the same value, so that the first is enough.</param>
/// <param name="isFunction">Whether the rule is a function, for the message.</param>
/// <param name="site">The place of the rule.</param>
internal sealed class YieldStep(Expression value, bool isConstant, bool isFunction, CallSite site) : Step
{
    public override bool Run(Frame frame)
    {
        var result = value.Evaluate(frame);
        if (!result.IsDefined)
        {
            return false;
        }
        if (frame.Result.IsDefined && !frame.Result.Equals(result))
        {
            throw new EvaluationException(
                "eval_conflict_error",
                isFunction ? "functions must not produce multiple outputs for same inputs" : "complete rules must not produce multiple outputs",
                site.Source,
                site.Span);
        }
        frame.Result = result;
        return isConstant;
    }
}

/// <summary>Ends the branch of a partial object: contributes a value, or a member of a set, at a computed path.</summary>
internal sealed class ContributeStep(Expression[] path, Expression value, bool isMember, CallSite site) : Step
{
    public override bool Run(Frame frame)
    {
        if (path.Length <= ArgumentBuffer.Capacity)
        {
            var buffer = default(ArgumentBuffer);
            return Contribute(frame, buffer[..path.Length]);
        }
        return Contribute(frame, new RegoValue[path.Length]);
    }

    private bool Contribute(Frame frame, Span<RegoValue> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = path[i].Evaluate(frame);
            if (!keys[i].IsDefined)
            {
                return false;
            }
        }
        var result = value.Evaluate(frame);
        if (!result.IsDefined)
        {
            return false;
        }
        var tree = Unsafe.As<PartialObject>(frame.Collectors[0]!);
        if (!(isMember ? tree.TryAddMember(keys, result) : tree.TryAdd(keys, result)))
        {
            throw new EvaluationException("eval_conflict_error", "object keys must be unique", site.Source, site.Span);
        }
        return false;
    }
}

/// <summary>Writes a line for <c>print</c>.</summary>
internal sealed class PrintStep(Expression[] arguments) : Step
{
    public override bool Run(Frame frame)
    {
        if (frame.Machine.Builtins.Print is { } print)
        {
            Write(frame, new string[arguments.Length], 0, print);
        }
        return Next.Run(frame);
    }

    /// <summary>Each argument is a set of what it can be; every combination is written.</summary>
    private void Write(Frame frame, string[] words, int index, Action<string> print)
    {
        if (index == arguments.Length)
        {
            print(string.Join(' ', words));
            return;
        }
        var set = arguments[index].Evaluate(frame).AsSet();
        if (set.Count == 0)
        {
            words[index] = "<undefined>";
            Write(frame, words, index + 1, print);
        }
        foreach (var member in set)
        {
            words[index] = member.TryGetString(out var text) ? text : member.ToString();
            Write(frame, words, index + 1, print);
        }
    }
}
