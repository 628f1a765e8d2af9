using Bylaw.Rego.Builtins;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Sets how a query is evaluated in part.</summary>
public sealed record PartialOptions
{
    /// <summary>Gets the default options: all of <c>input</c> is unknown.</summary>
    public static PartialOptions Default { get; } = new();

    /// <summary>Gets what is not known yet: paths such as <c>input</c>, <c>input.row</c>, <c>data.users</c>. Default <c>input</c>.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = ["input"];

    /// <summary>Gets the package below which support modules stand: a name. Default <c>partial</c>.</summary>
    public string Namespace
    {
        get;
        init => field = value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(value[0])
            ? value
            : throw new ArgumentException($"`{value}` is no name", nameof(value));
    } = "partial";

    /// <summary>Gets how many residual queries there may be. Default 10,000; at least 1.</summary>
    public int MaxQueries
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 10_000;

    /// <summary>Gets how many literals the residual may have in all, those in nested bodies too. Default 50,000; at least 1.</summary>
    public int MaxLiterals
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 50_000;

    /// <summary>Gets the bounds of what is evaluated on the way.</summary>
    public EvaluationLimits Limits { get; init; } = EvaluationLimits.Default;

    /// <summary>Gets what the host grants to built-ins.</summary>
    public BuiltinHost Host { get; init; } = BuiltinHost.Default;
}
