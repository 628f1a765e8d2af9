using Bylaw.Rego.Evaluation.Observing;

namespace Bylaw.Rego.Tooling.Testing;

/// <summary>Sets which tests run, and how.</summary>
public sealed record TestOptions
{
    /// <summary>Gets the default options: all tests, once, a minute each at most.</summary>
    public static TestOptions Default { get; } = new();

    /// <summary>Gets a regular expression that a test's full name (<c>data.authz_test.test_admin</c>) must match; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Gets how often each test runs. Default 1; at least 1.</summary>
    public int Count
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 1;

    /// <summary>Gets how long one test may run before it is an error. Default one minute.</summary>
    public TimeSpan Timeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be positive");
    } = TimeSpan.FromMinutes(1);

    /// <summary>Gets what collects the lines that tests reach; null for none.</summary>
    public CoverageRecorder? Coverage { get; init; }

    /// <summary>Gets what measures the time spent in each line; null for none.</summary>
    public ProfileRecorder? Profile { get; init; }

    /// <summary>Gets host and limits. Default those of <see cref="EvaluationOptions"/>.</summary>
    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;
}
