using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Metrics;

namespace Bylaw.Cli.Commands.Drift;

/// <summary>Holds the limits that the command line sets.</summary>
/// <param name="MaxPsi">The largest population stability index of a column.</param>
/// <param name="MaxDrop">The largest drop in accuracy.</param>
/// <param name="MinRatio">The smallest impact ratio.</param>
/// <param name="MinRows">The fewest rows of a window that is judged.</param>
internal sealed record DriftLimits(double MaxPsi, double MaxDrop, double MinRatio, int MinRows);

/// <summary>Holds the outcome of a window with a line for each limit that it breaks.</summary>
/// <param name="Window">The window.</param>
/// <param name="Outcome">Pass, fail or insufficient.</param>
/// <param name="Reasons">One line each.</param>
internal sealed record DriftVerdict(WindowDrift Window, Outcome Outcome, ImmutableArray<string> Reasons)
{
    public static DriftVerdict Of(WindowDrift window, DriftLimits limits)
    {
        if (window.Window.Rows < limits.MinRows)
        {
            return new(window, Outcome.Insufficient, [string.Create(CultureInfo.InvariantCulture, $"{window.Window.Rows} rows, fewer than {limits.MinRows}")]);
        }
        var reasons = ImmutableArray.CreateBuilder<string>();
        foreach (var column in window.Columns.Where(c => Judgement.Of(c.Psi, null, LimitKind.AtMost, limits.MaxPsi) == Outcome.Fail).OrderByDescending(c => c.Psi))
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Column}: PSI {column.Psi:0.###} > {limits.MaxPsi}"));
        }
        if (window.Performance.FirstOrDefault(p => p.Metric == "accuracy") is { Baseline: { } baseline } accuracy && (accuracy.Current ?? accuracy.Estimated) is { } now && baseline - now > limits.MaxDrop)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"accuracy {(accuracy.Current is null ? "estimated" : "measured")} {now:0.####} against {baseline:0.####}, a drop above {limits.MaxDrop}"));
        }
        foreach (var group in window.Fairness.Where(f => f.ImpactRatio < limits.MinRatio))
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{group.Attribute}={group.Group}: impact ratio {group.ImpactRatio:0.###} < {limits.MinRatio}"));
        }
        if (window.ErrorAlarmRaised)
        {
            reasons.Add("alarm: errors are above those of the reference");
        }
        if (window.Columns.Where(c => c.AlarmRaised).Select(c => c.Column).ToArray() is { Length: > 0 } raised)
        {
            reasons.Add($"alarm: {string.Join(", ", raised.Take(6))}{(raised.Length > 6 ? $" and {raised.Length - 6} more" : "")}");
        }
        return new(window, reasons.Count > 0 ? Outcome.Fail : Outcome.Pass, reasons.ToImmutable());
    }
}
