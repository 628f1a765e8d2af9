using System.Globalization;
using System.Text;

namespace Bylaw.Ledger.Querying;

public sealed partial class LedgerIndex
{
    /// <summary>Answers a query.</summary>
    /// <param name="query">What is asked.</param>
    /// <returns>Indices of records, the newest first.</returns>
    /// <exception cref="ArgumentException">A filter names a field that there is not.</exception>
    public List<long> Find(LedgerQuery query)
    {
        if (Conditions(query) is not { } where)
        {
            return [];
        }
        var key = query.Filters.IsEmpty ? "r.idx" : "f.idx";
        var sql = $"SELECT {key} {where} ORDER BY {key} DESC LIMIT {query.Limit.ToString(CultureInfo.InvariantCulture)}";
        using var command = Command(null, sql);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read())
        {
            found.Add(reader.GetInt64(0));
        }
        return found;
    }

    /// <summary>Counts the records that satisfy a query, in spans of time.</summary>
    /// <param name="query">What is asked; its limit does not matter.</param>
    /// <param name="span">The length of a span.</param>
    /// <returns>Start and count of each span that has a record, in order.</returns>
    public List<(DateTimeOffset Start, long Count)> CountOverTime(LedgerQuery query, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        var counts = new List<(DateTimeOffset, long)>();
        if (Conditions(query) is not { } where)
        {
            return counts;
        }
        var width = (span.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);
        using var command = Command(null, $"SELECT r.time / {width}, COUNT(*) {where} GROUP BY 1 ORDER BY 1");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            counts.Add((DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(reader.GetInt64(0) * span.Ticks), reader.GetInt64(1)));
        }
        return counts;
    }

    /// <summary>Counts the records that satisfy a query, by the values of a field.</summary>
    /// <param name="query">What is asked; its limit bounds the number of values.</param>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <returns>Values and counts, the most frequent first.</returns>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public List<(string Value, long Count)> CountBy(LedgerQuery query, string field)
    {
        RequireField(field);
        var counts = new List<(string, long)>();
        if (Conditions(query) is not { } where)
        {
            return counts;
        }
        var limit = query.Limit.ToString(CultureInfo.InvariantCulture);
        var sql = query.Filters.IsEmpty && query.Since is null && query.Until is null && query.Before is null
            ? $"SELECT text, uses FROM term WHERE field = @field AND uses > 0 ORDER BY 2 DESC, 1 LIMIT {limit}"
            : $"SELECT t.text, COUNT(*) FROM (SELECT r.idx AS idx {where}) q JOIN facet g ON g.idx = q.idx JOIN term t ON t.id = g.term WHERE t.field = @field GROUP BY t.text ORDER BY 2 DESC, 1 LIMIT {limit}";
        using var command = Command(null, sql, ("@field", field));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            counts.Add((reader.GetString(0), reader.GetInt64(1)));
        }
        return counts;
    }

    private static void RequireField(string field)
    {
        if (!Fields.Contains(field))
        {
            throw new ArgumentException($"there is no field `{field}`; the fields are {string.Join(", ", Fields)}", nameof(field));
        }
    }

    /// <summary>
    /// Returns the FROM and WHERE of a query; null when nothing can satisfy it. All numbers in it are ours, so they are written
    /// in. The condition with the fewest records leads, and the others are looked up one by one.
    /// </summary>
    private string? Conditions(LedgerQuery query)
    {
        var conditions = new List<(List<int> Terms, long Uses)>();
        foreach (var (field, values) in query.Filters)
        {
            RequireField(field);
            var terms = values.Select(v => FindTerm(field, v)).Where(t => t.Id > 0).ToList();
            if (terms.Count == 0)
            {
                return null;
            }
            conditions.Add((terms.ConvertAll(t => t.Id), terms.Sum(t => t.Uses)));
        }
        if (IndexRange(query) is not var (low, high))
        {
            return null;
        }
        conditions.Sort((left, right) => left.Uses.CompareTo(right.Uses));
        var sql = new StringBuilder("FROM ");
        if (conditions.Count == 0)
        {
            sql.Append("record r WHERE ");
        }
        else if (conditions[0].Terms.Count == 1)
        {
            sql.Append(CultureInfo.InvariantCulture, $"facet f CROSS JOIN record r WHERE r.idx = f.idx AND f.term = {conditions[0].Terms[0]} AND f.idx BETWEEN {low} AND {high} AND ");
        }
        else
        {
            sql.Append(CultureInfo.InvariantCulture, $"(SELECT DISTINCT idx FROM facet WHERE term IN ({List(conditions[0].Terms)}) AND idx BETWEEN {low} AND {high}) f CROSS JOIN record r WHERE r.idx = f.idx AND ");
        }
        sql.Append(CultureInfo.InvariantCulture, $"r.idx BETWEEN {low} AND {high}");
        foreach (var (terms, _) in conditions.Skip(1))
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND EXISTS (SELECT 1 FROM facet e WHERE e.term IN ({List(terms)}) AND e.idx = r.idx)");
        }
        if (query.Since is { } since)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND r.time >= {Micros(since)}");
        }
        if (query.Until is { } until)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND r.time <= {Micros(until)}");
        }
        return sql.ToString();
    }

    /// <summary>Narrows a span of time to a range of indices by the blocks that touch it; clocks may have jumped, so it is only a hull.</summary>
    private (long Low, long High)? IndexRange(LedgerQuery query)
    {
        var (low, high) = (0L, query.Before is { } before ? before - 1 : long.MaxValue - 1);
        if (query.Since is null && query.Until is null)
        {
            return (low, high);
        }
        var earliest = query.Since is { } since ? Micros(since) : long.MinValue;
        var latest = query.Until is { } until ? Micros(until) : long.MaxValue;
        using var command = Command(
            null, "SELECT MIN(number), MAX(number) FROM block WHERE latest >= @a AND earliest <= @b", ("@a", earliest), ("@b", latest));
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.IsDBNull(0))
        {
            return null;
        }
        return (Math.Max(low, reader.GetInt64(0) * BlockSize), Math.Min(high, ((reader.GetInt64(1) + 1) * BlockSize) - 1));
    }

    private (int Id, long Uses) FindTerm(string field, string value)
    {
        using var command = Command(null, "SELECT id, uses FROM term WHERE field = @f AND text = @t", ("@f", field), ("@t", value));
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt32(0), reader.GetInt64(1)) : (0, 0);
    }

    private static string List(List<int> terms) => string.Join(',', terms.Select(t => t.ToString(CultureInfo.InvariantCulture)));

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
