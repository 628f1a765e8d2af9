namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>Ends a query: hands its variables over as one result.</summary>
internal sealed class ResultStep : Step
{
    public override bool Run(Frame frame) => ((ResultCollector)frame.Collectors[0]!).Take(frame);
}

/// <summary>Receives the results of a query.</summary>
internal abstract class ResultCollector
{
    /// <summary>Takes one result.</summary>
    /// <returns>True when no more are wanted.</returns>
    public abstract bool Take(Frame frame);
}
