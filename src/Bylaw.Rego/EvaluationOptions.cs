using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;

namespace Bylaw.Rego;

/// <summary>Sets how a query is evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Gets the default options.</summary>
    public static EvaluationOptions Default { get; } = new();

    /// <summary>Gets the bounds of the evaluation.</summary>
    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    /// <summary>Gets what the host grants to built-ins.</summary>
    public BuiltinHost Host { get; init; } = BuiltinHost.Default;

    /// <summary>Gets whether a built-in error stops the evaluation. Default false: the expression is undefined.</summary>
    public bool StrictBuiltinErrors { get; init; }

    /// <summary>Gets what receives the output of <c>print</c>; null to drop it.</summary>
    public Action<string>? Print { get; init; }

    /// <summary>Gets whether the decision explains itself: <see cref="Decision.Explanation"/>. Default false.</summary>
    public bool Explain { get; init; }

    /// <summary>Gets where the values of the input stand in its file, for the explanation; null when not known.</summary>
    public DocumentPositions? InputPositions { get; init; }

    /// <summary>Gets how much of the evaluation is traced into <see cref="Decision.Trace"/>. Default nothing.</summary>
    public TraceLevel Trace { get; init; }

    /// <summary>Gets what collects the lines that are reached; null for none.</summary>
    public CoverageRecorder? Coverage { get; init; }

    /// <summary>Gets what measures the time spent in each line; null for none.</summary>
    public ProfileRecorder? Profile { get; init; }

    /// <summary>Gets what notes the cases of a test; null for none.</summary>
    public CaseRecorder? Cases { get; init; }

    internal bool IsObserved => Cases is not null || Explain || Trace != TraceLevel.Off || Coverage is not null || Profile is not null;
}
