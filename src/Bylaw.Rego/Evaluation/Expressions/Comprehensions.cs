using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>A growing list of values, kept by its frame from use to use.</summary>
internal sealed class ValueList
{
    private RegoValue[] _items = new RegoValue[4];
    private int _count;

    public int Count => _count;

    public void Add(in RegoValue value)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }
        _items[_count++] = value;
    }

    /// <summary>Copies the items out and empties the list.</summary>
    public RegoArray Drain()
    {
        var array = RegoArray.Create(_items.AsSpan(0, _count));
        Array.Clear(_items, 0, _count);
        _count = 0;
        return array;
    }
}

/// <summary>An array comprehension.</summary>
internal sealed class ArrayComprehensionExpression(Step body, int collector) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var list = new ValueList();
        frame.Collectors[collector] = list;
        body.Run(frame);
        return list.Drain();
    }
}

/// <summary>Adds the head's value to the list of an array comprehension.</summary>
internal sealed class AppendStep(Expression head, int collector) : Step
{
    public override bool Run(Frame frame)
    {
        var value = head.Evaluate(frame);
        if (value.IsDefined)
        {
            Unsafe.As<ValueList>(frame.Collectors[collector]!).Add(value);
        }
        return false;
    }
}

/// <summary>A set comprehension.</summary>
internal sealed class SetComprehensionExpression(Step body, int collector) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var builder = new SetBuilder();
        frame.Collectors[collector] = builder;
        body.Run(frame);
        return builder.Build();
    }
}

/// <summary>Adds the head's value to a set: of a comprehension, or of a partial set (collector 0).</summary>
internal sealed class AddMemberStep(Expression head, int collector) : Step
{
    public override bool Run(Frame frame)
    {
        var value = head.Evaluate(frame);
        if (value.IsDefined)
        {
            Unsafe.As<SetBuilder>(frame.Collectors[collector]!).Add(value);
        }
        return false;
    }
}

/// <summary>An object comprehension.</summary>
internal sealed class ObjectComprehensionExpression(Step body, int collector) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var builder = new ObjectBuilder();
        frame.Collectors[collector] = builder;
        body.Run(frame);
        return builder.Build();
    }
}

/// <summary>Adds key and value to the object of a comprehension.</summary>
internal sealed class AddEntryStep(Expression key, Expression value, int collector, CallSite site) : Step
{
    public override bool Run(Frame frame)
    {
        var k = key.Evaluate(frame);
        if (!k.IsDefined)
        {
            return false;
        }
        var v = value.Evaluate(frame);
        if (v.IsDefined && !Unsafe.As<ObjectBuilder>(frame.Collectors[collector]!).TryAdd(k, v))
        {
            throw new EvaluationException("eval_conflict_error", "object keys must be unique", site.Source, site.Span);
        }
        return false;
    }
}
