namespace Bylaw.Rego.Evaluation;

/// <summary>The bounds of one evaluation. Every bound is on by default.</summary>
public sealed record EvaluationLimits
{
    /// <summary>Gets the default bounds.</summary>
    public static EvaluationLimits Default { get; } = new();

    /// <summary>Gets how many steps (items looked at, rules and functions entered) an evaluation may take. Default 1,000,000,000; at least 1.</summary>
    public long MaxSteps
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 1_000_000_000;

    /// <summary>Gets how many bytes an evaluation may allot, freed ones counted too. Default 4 GiB; at least 1 MiB.</summary>
    public long MaxAllocatedBytes
    {
        get;
        init => field = value >= 1 << 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1 MiB");
    } = 4L << 30;

    /// <summary>Gets how many results a query may have. Default 1,000,000; at least 1.</summary>
    public int MaxResults
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 1_000_000;

    /// <summary>Gets how many bytes of JSON <see cref="PreparedQuery.EvaluateJson"/> may write. Default 1 GiB; at least 1.</summary>
    public long MaxOutputBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 1 << 30;

    /// <summary>Gets how long an evaluation may run. Default one minute.</summary>
    public TimeSpan MaxDuration
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be positive");
    } = TimeSpan.FromMinutes(1);
}
