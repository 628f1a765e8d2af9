using System.Globalization;
using Bylaw.Collectors.Datasets.Scanning;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Holds what a scan found, for every output format.</summary>
/// <param name="Results">One entry a file, table or stream.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ScanSummary(IReadOnlyList<ScanResult> Results, TimeSpan Elapsed)
{
    public long Bytes => Results.Sum(r => r.Bytes);

    public long Rows => Results.Sum(r => r.Rows);

    public bool IsComplete => Results.All(r => r.IsComplete);

    public double MegabytesPerSecond => Bytes / 1e6 / Math.Max(Elapsed.TotalSeconds, 1e-6);

    /// <summary>Gets the bytes that were looked at as people write them, decimal units.</summary>
    public string Size => Bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{Bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e3:F1} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e6:F1} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e9:F2} GB"),
    };

    public int ViolationCount => Results.Sum(r => r.Columns.Count(c => c.Verdict == "VIOLATION")) + Results.Sum(r => r.Form == "table" ? (int)Math.Min(int.MaxValue, r.OutsideColumns.Sum(c => c.Count)) : r.Findings.Count);

    /// <summary>Tells the exit code: a finding outranks an incomplete scan, which never counts as clean.</summary>
    public int ExitCode(string failOn)
    {
        var hit = failOn switch
        {
            "violation" => ViolationCount > 0,
            "warn" => ViolationCount > 0 || Results.Any(r => r.Columns.Any(c => c.Verdict is "WARN" or "UNKNOWN")),
            "any" => Results.Any(r => r.Counts.Count > 0),
            _ => false,
        };
        return hit ? Cli.ExitCode.Violation : failOn == "none" || IsComplete ? Cli.ExitCode.Success : Cli.ExitCode.Incomplete;
    }
}
