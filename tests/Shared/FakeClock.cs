namespace Bylaw.Testing;

/// <summary>A wall clock and a clock that never goes back, each set by the test.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = 1_000;

    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => 10_000_000;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Increment(ref _ticks);

    /// <summary>Lets time pass on both.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        Interlocked.Add(ref _ticks, time.Ticks);
    }
}
