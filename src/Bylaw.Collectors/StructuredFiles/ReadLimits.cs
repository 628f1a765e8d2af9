namespace Bylaw.Collectors.StructuredFiles;

/// <summary>The bounds of reading one file. Every bound is on by default.</summary>
public sealed record ReadLimits
{
    /// <summary>Gets the default bounds.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Gets the largest file that is read. Default 64 MiB; at least 1.</summary>
    public long MaxBytes { get; init => field = AtLeastOne(value); } = 64L << 20;

    /// <summary>Gets how deep lists, maps and expressions may nest. Default 200; at least 1.</summary>
    public int MaxDepth { get; init => field = (int)AtLeastOne(value); } = 200;

    /// <summary>Gets how many values one file may expand to, aliases and loops included. Default 5,000,000; at least 1.</summary>
    public long MaxValues { get; init => field = AtLeastOne(value); } = 5_000_000;

    private static long AtLeastOne(long value) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
}
