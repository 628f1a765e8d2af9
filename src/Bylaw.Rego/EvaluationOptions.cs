using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;

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
}
