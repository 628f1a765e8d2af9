using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Goes on when a body has no solution.</summary>
internal sealed class NotStep(Step body) : Step
{
    public override bool Run(Frame frame) => !body.Run(frame) && Next.Run(frame);
}

/// <summary>Goes on when both bodies have a solution (<c>and</c>), or one has (<c>or</c>).</summary>
internal sealed class LogicalStep(bool isAnd, Step left, Step right) : Step
{
    public override bool Run(Frame frame)
    {
        var holds = isAnd ? left.Run(frame) && right.Run(frame) : left.Run(frame) || right.Run(frame);
        return holds && Next.Run(frame);
    }
}

/// <summary>Goes on when a body has a solution for each item of a domain.</summary>
internal sealed class EveryStep(Expression domain, int keySlot, int valueSlot, Step body) : Step
{
    public override bool Run(Frame frame)
    {
        var collection = domain.Evaluate(frame);
        switch (collection.Kind)
        {
            case ValueKind.Array:
                var array = collection.AsArray();
                for (var i = 0; i < array.Count; i++)
                {
                    if (!Holds(frame, i, array[i]))
                    {
                        return false;
                    }
                }
                break;
            case ValueKind.Object:
                foreach (var (key, value) in collection.AsObject())
                {
                    if (!Holds(frame, key, value))
                    {
                        return false;
                    }
                }
                break;
            case ValueKind.Set:
                foreach (var member in collection.AsSet())
                {
                    if (!Holds(frame, member, member))
                    {
                        return false;
                    }
                }
                break;
            default:
                // An undefined domain, or one that cannot be iterated, is no success.
                return false;
        }
        return Next.Run(frame);
    }

    private bool Holds(Frame frame, in RegoValue key, in RegoValue value)
    {
        frame.Machine.Tick();
        if (keySlot >= 0)
        {
            frame.Slots[keySlot] = key;
        }
        frame.Slots[valueSlot] = value;
        return body.Run(frame);
    }
}
