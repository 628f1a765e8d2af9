using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Yields one value from a frame, or undefined.</summary>
internal abstract class Expression
{
    public abstract RegoValue Evaluate(Frame frame);

    /// <summary>Gets the value when it is known beforehand.</summary>
    public virtual bool TryGetConstant(out RegoValue value)
    {
        value = default;
        return false;
    }
}

/// <summary>
/// One step of a body. It does its part and, for each way in which that succeeds, runs the step after it.
/// </summary>
internal abstract class Step
{
    /// <summary>The step after this one; set while the body is built, never changed afterwards.</summary>
    public Step Next = null!;

    /// <summary>Runs this step and those after it.</summary>
    /// <returns>True when somebody has seen enough: no further way is tried.</returns>
    public abstract bool Run(Frame frame);
}
