using System.Collections.Immutable;
using System.Globalization;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Names a stretch of rows that is compared with the reference as one.</summary>
/// <param name="Name">Its first day or moment, or its rows.</param>
/// <param name="Start">When it begins; null where no time is known.</param>
/// <param name="End">When it ends; null where no time is known.</param>
/// <param name="Rows">Rows in it.</param>
public sealed record DriftWindow(string Name, DateTimeOffset? Start, DateTimeOffset? End, int Rows);

/// <summary>Cuts rows into windows.</summary>
/// <param name="Windows">The windows in order.</param>
/// <param name="Of">For each row the index of its window.</param>
internal sealed record WindowCut(ImmutableArray<DriftWindow> Windows, int[] Of)
{
    private const int MaxWindows = 5_000;

    public static WindowCut Cut(WatchedTable table, DriftLayout layout)
    {
        if (layout.Time is { } time)
        {
            return ByTime(table, time, layout.Every);
        }
        if (layout.Every is not null)
        {
            throw new EvaluationInputException("windows of a length of time need the name of the time column");
        }
        var rows = table.Texts(table.Columns.First(), "window").Length;
        var size = layout.WindowRows ?? rows;
        if (size < 1)
        {
            throw new EvaluationInputException("a window holds at least one row");
        }
        var of = Enumerable.Range(0, rows).Select(r => r / size).ToArray();
        return new([.. of.GroupBy(w => w).Select(w => new DriftWindow(
            layout.WindowRows is null ? "all rows" : string.Create(CultureInfo.InvariantCulture, $"rows {w.Key * size} to {Math.Min(rows, (w.Key + 1) * size) - 1}"),
            null, null, w.Count()))], of);
    }

    private static WindowCut ByTime(WatchedTable table, string column, TimeSpan? every)
    {
        var texts = table.Texts(column, "time");
        var times = new DateTimeOffset[texts.Length];
        var bad = 0;
        for (var row = 0; row < texts.Length; row++)
        {
            bad += DateTimeOffset.TryParse(texts[row], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out times[row]) ? 0 : 1;
        }
        if (bad > 0)
        {
            throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture, $"the time column `{column}` holds {bad} rows without a time; write them as 2026-11-23T12:00:00Z"));
        }
        DateTimeOffset first = times.Min(), last = times.Max();
        if (every is not { } length)
        {
            return new([new DriftWindow(Word(first, TimeSpan.FromDays(1)), first, last, times.Length)], new int[times.Length]);
        }
        // Windows begin at multiples of their length since 1970, so that a later file continues the same windows.
        var origin = first.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var start = DateTimeOffset.UnixEpoch.AddTicks(origin - (((origin % length.Ticks) + length.Ticks) % length.Ticks));
        if ((last - start) / length > MaxWindows)
        {
            throw new EvaluationInputException($"more than {MaxWindows} windows; take longer ones");
        }
        var raw = Array.ConvertAll(times, t => (int)((t - start).Ticks / length.Ticks));
        var kept = raw.Distinct().Order().ToArray(); // a stretch without rows is no window
        var place = kept.Index().ToDictionary(k => k.Item, k => k.Index);
        var of = Array.ConvertAll(raw, r => place[r]);
        var counts = new int[kept.Length];
        foreach (var window in of)
        {
            counts[window]++;
        }
        return new([.. kept.Select((k, i) => new DriftWindow(Word(start + (k * length), length), start + (k * length), start + ((k + 1) * length), counts[i]))], of);
    }

    private static string Word(DateTimeOffset start, TimeSpan length) =>
        start.ToString(length < TimeSpan.FromDays(1) ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
