using System.Collections.Immutable;
using Bylaw.Metrics.Drift;
using Bylaw.Metrics.Fairness;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Holds what an alarm has to know of a window that it has already seen.</summary>
/// <param name="Name">The window's name.</param>
/// <param name="Counts">Rows by bin for each column.</param>
/// <param name="Wrong">Wrong rows among the labelled ones.</param>
/// <param name="Labelled">Labelled rows.</param>
public sealed record SeenWindow(string Name, ImmutableSortedDictionary<string, ImmutableArray<long>> Counts, long Wrong, long Labelled);

/// <summary>Watches all columns and the errors of a model with one bound on false alarms for the whole life of the watch.</summary>
/// <remarks>Half of the rate is shared by the columns, half is the errors'; so adding columns does not add false alarms either.</remarks>
internal sealed class DriftAlarms
{
    private readonly Dictionary<string, DistributionAlarm> _columns;
    private readonly SequentialAlarm? _errors;
    private readonly double _errorRate;

    public DriftAlarms(ReferenceProfile reference)
    {
        var layout = reference.Layout;
        var share = reference.Cell is null ? layout.FalseAlarmRate : layout.FalseAlarmRate / 2;
        _columns = reference.Columns.ToDictionary(
            c => c.Name, c => new DistributionAlarm(c.Counts.AsSpan(), share / reference.Columns.Length, layout.Tolerance), StringComparer.Ordinal);
        _errorRate = layout.FalseAlarmRate / 4;
        if (reference.Cell is { } cell)
        {
            // The reference's own error rate is an estimate; the watch starts at its upper bound.
            var (wrong, rows) = cell.Counts(Rate.Error);
            var bound = ProportionIntervals.ClopperPearson(wrong, rows, 1 - (2 * _errorRate))!.Value.High + layout.Tolerance;
            _errors = bound < 1 ? new(bound) : null;
        }
    }

    public bool ErrorsRaised => _errors?.IsRaised(_errorRate) ?? false;

    public bool IsRaised(string column) => _columns[column].IsRaised;

    public void Observe(SeenWindow window)
    {
        foreach (var (column, alarm) in _columns)
        {
            if (window.Counts.TryGetValue(column, out var counts))
            {
                alarm.Observe(counts.AsSpan());
            }
        }
        if (window.Labelled > 0)
        {
            _errors?.Observe(window.Wrong, window.Labelled);
        }
    }
}
