using System.Collections.Immutable;

namespace Bylaw.Ledger.Querying;

/// <summary>What is asked of a ledger. All conditions must hold; of several values for one field, one.</summary>
public sealed record LedgerQuery
{
    /// <summary>Gets the conditions: a field of <see cref="LedgerIndex.Fields"/>, and the values that satisfy it.</summary>
    public ImmutableArray<(string Field, ImmutableArray<string> Values)> Filters { get; init; } = [];

    /// <summary>Gets the earliest wall time; null for no bound.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets the latest wall time; null for no bound.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets the index below which to answer, for paging backwards; null for no bound.</summary>
    public long? Before { get; init; }

    /// <summary>Gets how many records to answer at most, the newest first. Default 100.</summary>
    public int Limit
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 1");
    } = 100;
}
