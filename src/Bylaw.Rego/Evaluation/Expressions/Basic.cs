using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>A value known beforehand.</summary>
internal sealed class ConstantExpression(RegoValue value) : Expression
{
    private readonly RegoValue _value = value;

    public override RegoValue Evaluate(Frame frame) => _value;

    public override bool TryGetConstant(out RegoValue value)
    {
        value = _value;
        return true;
    }
}

/// <summary>A variable that has a value.</summary>
internal sealed class SlotExpression(int slot) : Expression
{
    public int Slot { get; } = slot;

    public override RegoValue Evaluate(Frame frame) => frame.Slots[Slot];
}

/// <summary>The input document.</summary>
internal sealed class InputExpression : Expression
{
    public override RegoValue Evaluate(Frame frame) => frame.Machine.Input;
}

/// <summary>A constant path below the input document.</summary>
internal sealed class InputPathExpression(RegoValue[] path) : Expression
{
    private readonly PathLookup _path = new(path);

    public RegoValue[] Path => _path.Path;

    public override RegoValue Evaluate(Frame frame) => _path.In(frame.Machine.Input);
}

/// <summary>A constant path below the base documents.</summary>
internal sealed class DataPathExpression(RegoValue[] path) : Expression
{
    private readonly PathLookup _path = new(path);

    public override RegoValue Evaluate(Frame frame) => _path.In(frame.Machine.Data);
}

/// <summary>A constant path below the value of a variable.</summary>
internal sealed class SlotPathExpression(int slot, RegoValue[] path) : Expression
{
    public int Slot { get; } = slot;

    public RegoValue[] Path { get; } = path;

    public override RegoValue Evaluate(Frame frame)
    {
        // What variables hold differs too often for places of keys to be remembered.
        var value = frame.Slots[Slot];
        foreach (ref readonly var key in Path.AsSpan())
        {
            value = value.Get(key);
        }
        return value;
    }
}

/// <summary>One look-up by a constant key.</summary>
internal sealed class ConstantLookupExpression(Expression head, RegoValue key) : Expression
{
    private readonly RegoValue _key = key;

    public override RegoValue Evaluate(Frame frame) => head.Evaluate(frame).Get(_key);
}

/// <summary>One step of a constant path below the base documents: a number also names the key that is written like it.</summary>
internal sealed class BaseLookupExpression(Expression head, RegoValue key) : Expression
{
    private readonly RegoValue _key = key;
    private readonly RegoValue _text = key.IsNumber ? RegoValue.FromKey(key.NumberAsText()) : default;

    public override RegoValue Evaluate(Frame frame)
    {
        var value = head.Evaluate(frame);
        var item = value.Get(_key);
        return item.IsDefined || !_text.IsDefined || value.Kind != ValueKind.Object ? item : value.Get(_text);
    }
}

/// <summary>One look-up by a computed key.</summary>
internal sealed class LookupExpression(Expression head, Expression key) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var value = head.Evaluate(frame);
        if (!value.IsDefined)
        {
            return default;
        }
        var k = key.Evaluate(frame);
        return k.IsDefined ? value.Get(k) : default;
    }
}

/// <summary>A virtual document.</summary>
internal sealed class DocumentExpression(Document document) : Expression
{
    /// <summary>Gets the document.</summary>
    public Document Document { get; } = document;

    public override RegoValue Evaluate(Frame frame) => Document.Evaluate(frame.Machine);
}

/// <summary>An array of computed items.</summary>
internal sealed class ArrayExpression(Expression[] items) : Expression
{
    /// <summary>Gets the items.</summary>
    public Expression[] Items => items;

    public override RegoValue Evaluate(Frame frame)
    {
        var values = new RegoValue[items.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(frame);
            if (!values[i].IsDefined)
            {
                return default;
            }
        }
        return RegoArray.Wrap(values);
    }
}

/// <summary>A set of computed members.</summary>
internal sealed class SetExpression(Expression[] items) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var builder = new SetBuilder(items.Length);
        foreach (var item in items)
        {
            var value = item.Evaluate(frame);
            if (!value.IsDefined)
            {
                return default;
            }
            builder.Add(value);
        }
        return builder.Build();
    }
}

/// <summary>An object of computed keys and values.</summary>
internal sealed class ObjectExpression((Expression Key, Expression Value)[] items) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var builder = new ObjectBuilder(items.Length);
        foreach (var (key, value) in items)
        {
            var k = key.Evaluate(frame);
            var v = value.Evaluate(frame);
            if (!k.IsDefined || !v.IsDefined)
            {
                return default;
            }
            builder.Set(k, v);
        }
        return builder.Build();
    }
}

/// <summary>An object of constant keys, which share one table, and computed values.</summary>
internal sealed class RecordExpression(KeyTable table, Expression[] values) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var result = new RegoValue[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i].Evaluate(frame);
            if (!result[i].IsDefined)
            {
                return default;
            }
        }
        return new RegoObject(table, result);
    }
}

/// <summary>A template string; a part that has no value is shown as <c>&lt;undefined&gt;</c>.</summary>
internal sealed class TemplateExpression(Expression[] parts) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            if (part.TryGetConstant(out var constant) && constant.TryGetString(out var literal))
            {
                text.Append(literal);
                continue;
            }
            var value = part.Evaluate(frame);
            if (!value.TryGetSet(out var set) || set.Count == 0)
            {
                text.Append("<undefined>");
                continue;
            }
            if (set.Count > 1)
            {
                throw new EvaluationException("eval_conflict_error", "template-strings must not produce multiple outputs");
            }
            foreach (var member in set)
            {
                if (member.TryGetString(out var s))
                {
                    text.Append(s);
                }
                else
                {
                    text.Append(LimitedText.Write(frame.Machine.Builtins, member));
                }
            }
        }
        RegoValue result = text.ToString();
        BuiltinExpression.LookAfterCall(frame.Machine, result);
        return result;
    }
}
