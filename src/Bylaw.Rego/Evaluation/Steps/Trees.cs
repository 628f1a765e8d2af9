using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>
/// Follows a computed step through the tree of packages: goes on once for each child that the key can name, through steps made for
/// that child, and once for each key of the base document that no child covers.
/// </summary>
/// <param name="key">The key; null when it is to be found.</param>
/// <param name="keySlot">The variable that receives the key when it is to be found; -1 for none.</param>
/// <param name="children">The children and the steps made for each.</param>
/// <param name="baseDocument">The base document at this place.</param>
/// <param name="baseSlot">The variable that receives the value below a base key.</param>
/// <param name="baseSteps">The steps for a base key.</param>
internal sealed class TreeStep(
    Expression? key, int keySlot, (RegoValue Name, Step Steps)[] children, Expression baseDocument, int baseSlot, Step baseSteps) : Step
{
    private readonly Dictionary<RegoValue, Step> _byName = children.ToDictionary(c => c.Name, c => c.Steps);

    public override bool Run(Frame frame)
    {
        if (key is not null)
        {
            var wanted = key.Evaluate(frame);
            if (!wanted.IsDefined)
            {
                return false;
            }
            if (_byName.TryGetValue(wanted, out var steps))
            {
                return steps.Run(frame);
            }
            var value = baseDocument.Evaluate(frame).Get(wanted);
            return value.IsDefined && RunBase(frame, value);
        }
        foreach (var (name, steps) in children)
        {
            frame.Machine.Tick();
            SetKey(frame, name);
            if (steps.Run(frame))
            {
                return true;
            }
        }
        if (baseDocument.Evaluate(frame).TryGetObject(out var obj))
        {
            foreach (var (name, value) in obj)
            {
                frame.Machine.Tick();
                if (!_byName.ContainsKey(name))
                {
                    SetKey(frame, name);
                    if (RunBase(frame, value))
                    {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private bool RunBase(Frame frame, in RegoValue value)
    {
        frame.Slots[baseSlot] = value;
        return baseSteps.Run(frame);
    }

    private void SetKey(Frame frame, in RegoValue name)
    {
        if (keySlot >= 0)
        {
            frame.Slots[keySlot] = name;
        }
    }
}

/// <summary>Stores a value and joins the steps that several ways share.</summary>
internal sealed class JoinStep(int slot, Expression value) : Step
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

/// <summary>Goes on for each result of a built-in that yields several.</summary>
internal sealed class RelationStep(Expression call, int slot) : Step
{
    public override bool Run(Frame frame)
    {
        if (!call.Evaluate(frame).TryGetArray(out var results))
        {
            return false;
        }
        for (var i = 0; i < results.Count; i++)
        {
            frame.Machine.Tick();
            frame.Slots[slot] = results[i];
            if (Next.Run(frame))
            {
                return true;
            }
        }
        return false;
    }
}
