using System.Runtime.CompilerServices;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>A growing list of values, kept by the machine from use to use.</summary>
internal sealed class ValueList
{
    private const int MaxKept = 1 << 13;

    private RegoValue[] _items = new RegoValue[8];
    private int _count;
    private bool _isCounting;

    /// <summary>Gets or sets the next list that waits for use.</summary>
    public ValueList? NextFree { get; set; }

    /// <summary>Gets whether the list is small enough to be kept.</summary>
    public bool IsWorthKeeping => _items.Length <= MaxKept;

    public void Add(in RegoValue value)
    {
        if (_isCounting)
        {
            _count++;
            return;
        }
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }
        _items[_count++] = value;
    }

    /// <summary>Begins to count items instead of keeping them.</summary>
    public void BeginCounting() => _isCounting = true;

    /// <summary>Returns the number of items counted and empties the list.</summary>
    public int EndCounting()
    {
        var count = _count;
        (_count, _isCounting) = (0, false);
        return count;
    }

    /// <summary>Copies the items out and empties the list.</summary>
    public RegoArray Drain()
    {
        var array = RegoArray.Create(_items.AsSpan(0, _count));
        Clear();
        return array;
    }

    /// <summary>Returns the first or last item in order; undefined when there is none.</summary>
    public RegoValue Extreme(bool isLast)
    {
        var items = _items.AsSpan(0, _count);
        return isLast ? AggregateBuiltins.Last(items) : AggregateBuiltins.First(items);
    }

    /// <summary>Adds the items up when all are integers.</summary>
    public bool TryAdd(out RegoValue sum) => AggregateBuiltins.TryAdd(_items.AsSpan(0, _count), out sum);

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        _items.AsSpan(0, _count).Clear();
        _count = 0;
    }
}

/// <summary>An array comprehension.</summary>
internal sealed class ArrayComprehensionExpression(Step body, int collector) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var list = frame.Machine.RentList();
        frame.Collectors[collector] = list;
        body.Run(frame);
        var array = list.Drain();
        frame.Machine.Return(list);
        return array;
    }

    /// <summary>Returns the first or last item in order without making the array; undefined when there is none.</summary>
    public RegoValue Extreme(Frame frame, bool isLast)
    {
        var list = frame.Machine.RentList();
        frame.Collectors[collector] = list;
        body.Run(frame);
        var extreme = list.Extreme(isLast);
        list.Clear();
        frame.Machine.Return(list);
        return extreme;
    }

    /// <summary>Adds the items up.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="items">The items themselves when they are not all integers.</param>
    public RegoValue Sum(Frame frame, out RegoArray? items)
    {
        var list = frame.Machine.RentList();
        frame.Collectors[collector] = list;
        body.Run(frame);
        items = null;
        if (list.TryAdd(out var sum))
        {
            list.Clear();
        }
        else
        {
            items = list.Drain();
        }
        frame.Machine.Return(list);
        return sum;
    }

    /// <summary>Counts the items without keeping them.</summary>
    public int Count(Frame frame)
    {
        var list = frame.Machine.RentList();
        frame.Collectors[collector] = list;
        list.BeginCounting();
        body.Run(frame);
        var count = list.EndCounting();
        frame.Machine.Return(list);
        return count;
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
        var builder = frame.Machine.RentSet();
        frame.Collectors[collector] = builder;
        body.Run(frame);
        var set = builder.Drain();
        frame.Machine.Return(builder);
        return set;
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
