using System.Data.Common;
using System.Globalization;

namespace Bylaw.Ledger.Querying;

public sealed partial class LedgerIndex
{
    /// <summary>Counts the records that satisfy a query, in spans of time.</summary>
    /// <param name="query">What is asked; its limit does not matter.</param>
    /// <param name="span">The length of a span.</param>
    /// <returns>Start and count of each span that has a record, in order.</returns>
    public List<(DateTimeOffset Start, long Count)> CountOverTime(LedgerQuery query, TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        var width = Math.Max(1, span.Ticks / TimeSpan.TicksPerMicrosecond);
        var counts = new SortedDictionary<long, long>();
        using var reading = new TimesOfBlocks(this);
        foreach (var (block, bits) in Matches(query))
        {
            if (block.Earliest / width == block.Latest / width)
            {
                counts[block.Earliest / width] = counts.GetValueOrDefault(block.Earliest / width) + PostingList.Count(bits);
                continue;
            }
            CountWithin(reading.Read(block.Number), bits, width, counts);
        }
        return [.. counts.Select(c => (DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(c.Key * span.Ticks), c.Value))];
    }

    /// <summary>Counts the places of a block whose times lie in more than one span: the clock mostly stays in the span it was in.</summary>
    private static void CountWithin(byte[] coded, ulong[] bits, long width, SortedDictionary<long, long> counts)
    {
        var times = new BlockTimes(coded);
        var (span, end, count) = (0L, long.MinValue, 0L);
        for (var place = 0; times.Next(out var time); place++)
        {
            if ((bits[place >> 6] >> (place & 63) & 1) == 0)
            {
                continue;
            }
            if (time >= end || time < end - width)
            {
                Add();
                span = time / width;
                end = (span + 1) * width;
            }
            count++;
        }
        Add();

        void Add()
        {
            if (count > 0)
            {
                counts[span] = counts.GetValueOrDefault(span) + count;
                count = 0;
            }
        }
    }

    /// <summary>Counts the records that satisfy a query, by the values of a field.</summary>
    /// <param name="query">What is asked; its limit bounds the number of values.</param>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <returns>Values and counts, the most frequent first.</returns>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public List<(string Value, long Count)> CountBy(LedgerQuery query, string field)
    {
        var number = Number(field);
        if (query.Filters.IsEmpty && query.Since is null && query.Until is null && query.Before is null)
        {
            var all = new List<(string, long)>();
            using var counting = Command(
                null,
                $"SELECT text, uses FROM term WHERE field = @field ORDER BY 2 DESC, 1 LIMIT {query.Limit.ToString(CultureInfo.InvariantCulture)}",
                ("@field", number));
            using var counted = counting.ExecuteReader();
            while (counted.Read())
            {
                all.Add((counted.GetString(0), counted.GetInt64(1)));
            }
            return all;
        }
        var matches = Matches(query).ToDictionary(m => m.Block.Number, m => (ulong[])m.Bits.Clone());
        if (matches.Count == 0)
        {
            return [];
        }
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using var command = Command(
            null,
            "SELECT t.text, t.first, p.block, p.data FROM term t LEFT JOIN posting p ON p.term = t.id AND p.block BETWEEN @low AND @high WHERE t.field = @field",
            ("@low", matches.Keys.Min()), ("@high", matches.Keys.Max()), ("@field", number));
        using var reader = command.ExecuteReader();
        var bits = new ulong[PostingList.Words];
        var last = "";
        while (reader.Read())
        {
            var text = reader.GetString(0);
            var count = counts.GetValueOrDefault(text);
            if (text != last || last.Length == 0)
            {
                var first = reader.GetInt64(1);
                count += matches.TryGetValue(first / BlockSize, out var begun) ? (long)(begun[first % BlockSize >> 6] >> (int)(first & 63) & 1) : 0;
                last = text;
            }
            if (!reader.IsDBNull(2) && matches.TryGetValue(reader.GetInt64(2), out var match))
            {
                Array.Clear(bits);
                PostingList.AddTo((byte[])reader[3], bits);
                And(bits, match);
                count += PostingList.Count(bits);
            }
            counts[text] = count;
        }
        return [.. counts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(query.Limit).Select(c => (c.Key, c.Value))];
    }

    /// <summary>Reads the times of block after block with one prepared statement.</summary>
    private sealed class TimesOfBlocks : IDisposable
    {
        private readonly DbCommand _command;

        public TimesOfBlocks(LedgerIndex index) => _command = index.Command(null, "SELECT times FROM block WHERE number = @n", ("@n", 0L));

        public byte[] Read(long block)
        {
            _command.Parameters[0].Value = block;
            return _command.ExecuteScalar() as byte[] ?? [];
        }

        public void Dispose() => _command.Dispose();
    }
}
