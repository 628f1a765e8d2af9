using System.Globalization;
using Bylaw.Collectors.Datasets.Scanning;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Scan;

/// <summary>Shows how far a scan is: by bytes of all files, with the file and its rows, and how long it will still take.</summary>
internal sealed class ScanBar
{
    private readonly ProgressTask _task;
    private readonly Dictionary<string, long> _sizes;
    private string _target = "";
    private double _before;

    public ScanBar(ProgressContext progress, IReadOnlyList<string> targets)
    {
        _sizes = targets.Distinct(StringComparer.Ordinal).ToDictionary(t => t, Size, StringComparer.Ordinal);
        _task = progress.AddTask("scanning", maxValue: Math.Max(1, targets.Sum(t => (double)_sizes[t])));
    }

    /// <summary>Gets what stands in the line.</summary>
    public static ProgressColumn[] Columns => [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()];

    /// <summary>Tells which target comes next; the one before it is done.</summary>
    public void Begin(string target)
    {
        _before += _target.Length == 0 ? 0 : _sizes[_target];
        _target = target;
        _task.Value = _before;
        _task.Description(Name);
    }

    /// <summary>Tells how far the target is.</summary>
    public void Show(ScanProgress done)
    {
        _task.Value = _before + Math.Min(done.Bytes, _sizes[_target]);
        var (count, unit) = done.Rows > 0 ? (done.Rows, "rows") : (done.Bytes, "bytes");
        _task.Description($"{Name} {count.ToString("N0", CultureInfo.InvariantCulture)} {unit}");
    }

    // A URI may hold a password.
    private string Name => Markup.Escape(_target.Contains("://", StringComparison.Ordinal) ? "database" : _target == "-" ? "standard input" : _target);

    /// <summary>A database, a query and what cannot be looked at count as one byte, so that they stand in the line.</summary>
    private static long Size(string target)
    {
        try
        {
            return ScanTargets.IsUri(target) || target == "-" ? 1 : Math.Max(1, new FileInfo(target).Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return 1;
        }
    }
}
