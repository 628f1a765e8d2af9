using System.Globalization;
using System.Text.Json;
using Bylaw.Ledger.Records;

namespace Bylaw.Ledger.Hosting;

/// <summary>
/// Counts how much time has passed along a log without believing any clock that can be set: within one run of the machine by the
/// ticks of its records, from one run to the next by wall time, of which at most <see cref="MaxGap"/> is believed.
/// </summary>
/// <remarks>
/// So a clock that is set forward makes nothing older by more than one gap, and a clock set back takes nothing away that was counted.
/// Whoever may append records could write false ticks; against that stand the witnesses, whose cosignatures carry their own time.
/// </remarks>
internal sealed class CountedTime
{
    /// <summary>How much wall time between two runs of the machine is believed at most.</summary>
    public static readonly TimeSpan MaxGap = TimeSpan.FromDays(7);

    private string? _boot;
    private long _ticks;
    private DateTimeOffset _wall;

    /// <summary>Gets the time counted from the first record to the last one that was taken up.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Gets the latest wall time that a record states.</summary>
    public DateTimeOffset Latest { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Takes up an entry; one that is no record of ours passes no time.</summary>
    public void Add(ReadOnlySpan<byte> entry)
    {
        if (Read(entry) is var (boot, ticks, wall))
        {
            Add(boot, ticks, wall);
        }
    }

    /// <summary>Takes up a moment: the present, as the last.</summary>
    public void Add(string boot, long ticks, DateTimeOffset wall)
    {
        if (_boot is not null)
        {
            var step = boot == _boot && boot != "unknown"
                ? TimeSpan.FromMicroseconds(Math.Max(0, ticks - _ticks))
                : wall - _wall;
            Elapsed += boot == _boot && boot != "unknown" ? step
                : step < TimeSpan.Zero ? TimeSpan.Zero
                : step > MaxGap ? MaxGap
                : step;
        }
        (_boot, _ticks, _wall) = (boot, boot == _boot ? Math.Max(_ticks, ticks) : ticks, wall);
        Latest = wall > Latest ? wall : Latest;
    }

    private static (string Boot, long Ticks, DateTimeOffset Wall)? Read(ReadOnlySpan<byte> entry)
    {
        try
        {
            var reader = new Utf8JsonReader(entry);
            string? boot = null;
            long? ticks = null;
            DateTimeOffset? wall = null;
            var ours = false;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isBoot, isTicks, isTime, isSchema) = (reader.ValueTextEquals("boot"u8), reader.ValueTextEquals("ticks"u8), reader.ValueTextEquals("time"u8), reader.ValueTextEquals("schema"u8));
                reader.Read();
                if (isSchema)
                {
                    ours = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(RecordShape.Schema);
                }
                else if (isBoot && reader.TokenType == JsonTokenType.String)
                {
                    boot = reader.GetString();
                }
                else if (isTicks && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
                {
                    ticks = number;
                }
                else if (isTime && reader.TokenType == JsonTokenType.String
                    && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                {
                    wall = time;
                }
                reader.Skip();
            }
            return ours && boot is not null && ticks is { } t && wall is { } w ? (boot, t, w) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
