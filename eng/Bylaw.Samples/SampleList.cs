using Bylaw.Samples.CreditScoring;
using Bylaw.Samples.Hiring;
using Bylaw.Samples.Support;

namespace Bylaw.Samples;

/// <summary>All samples.</summary>
internal static class SampleList
{
    public static ISample[] All { get; } = [new CreditSample(), new HiringSample(), new SupportSample()];

    /// <summary>The faults that can stand in one folder at once: those that take a file away leave nothing for the others to break.</summary>
    public static IEnumerable<string> Together(ISample sample) => sample.Faults.Keys.Where(f => !f.StartsWith("PII scan evidence", StringComparison.Ordinal) && !f.StartsWith("red team 10", StringComparison.Ordinal));
}
