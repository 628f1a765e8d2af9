using Bylaw.Benchmarks;
using Bylaw.Benchmarks.Check;
using Bylaw.Benchmarks.Detection;
using Bylaw.Benchmarks.Iac;
using Bylaw.Benchmarks.Ledger;
using Bylaw.Benchmarks.Metrics;
using Bylaw.Benchmarks.ValueForms;

// Usage: eng/bench GROUP [ARG...]. One class a group, listed here.
IBenchmarkGroup[] groups =
[
    new CheckBenchmarks(),
    new DetectionGroup(),
    new IacBenchmarks(),
    new LanguageServerBenchmarks(),
    new LedgerGroup(),
    new MetricsBenchmarks(),
    new RegoBenchmarks(),
    new RegoCompileBenchmarks(),
    new ValueFormBenchmarks(),
];

if (args.Length == 0 || Array.Find(groups, g => g.Name == args[0]) is not { } group)
{
    Console.Error.WriteLine("usage: eng/bench GROUP [ARG...]");
    foreach (var known in groups)
    {
        Console.Error.WriteLine($"  {known.Name,-14} {known.Summary}");
    }
    return 2;
}
return await group.RunAsync(args[1..]);
