using System.Globalization;

namespace Bylaw.Ledger.Querying;

public sealed partial class LedgerIndex
{
    private const int FirstBlocks = 4;
    private const int MostBlocks = 256;

    /// <summary>Answers a query.</summary>
    /// <param name="query">What is asked.</param>
    /// <returns>Indices of records, the newest first.</returns>
    /// <exception cref="ArgumentException">A filter names a field that there is not.</exception>
    public List<long> Find(LedgerQuery query)
    {
        var found = new List<long>();
        foreach (var (block, bits) in Matches(query))
        {
            for (var place = BlockSize - 1; place >= 0; place--)
            {
                if (bits[place >> 6] == 0)
                {
                    place &= ~63; // nothing in this word
                    continue;
                }
                if ((bits[place >> 6] >> (place & 63) & 1) == 0)
                {
                    continue;
                }
                found.Add((block.Number * BlockSize) + place);
                if (found.Count == query.Limit)
                {
                    return found;
                }
            }
        }
        return found;
    }

    private static int Number(string field)
    {
        for (var number = 0; number < RecordFacets.Names.Count; number++)
        {
            if (RecordFacets.Names[number] == field)
            {
                return number;
            }
        }
        throw new ArgumentException($"there is no field `{field}`; the fields are {string.Join(", ", Fields)}", nameof(field));
    }

    /// <summary>
    /// Goes through the blocks from the newest, and returns what of each satisfies the query; the bits are overwritten by the
    /// next block. Blocks are asked for in runs that grow, so that a few newest answers cost little and many blocks few statements.
    /// </summary>
    private IEnumerable<(Block Block, ulong[] Bits)> Matches(LedgerQuery query)
    {
        if (Conditions(query) is not { } conditions)
        {
            yield break;
        }
        var blocks = Blocks(query);
        for (var (done, run) = (0, FirstBlocks); done < blocks.Count; done += run, run = Math.Min(MostBlocks, run * 2))
        {
            var part = blocks.GetRange(done, Math.Min(run, blocks.Count - done));
            var lists = new List<Dictionary<long, ulong[]>>();
            foreach (var condition in conditions)
            {
                lists.Add(condition.Read(this, part[^1].Number, part[0].Number));
                if (lists[^1].Count == 0)
                {
                    break; // the rarest comes first: often nothing else need be read
                }
            }
            foreach (var block in part)
            {
                if (Intersect(lists, block.Number) is { } bits && Narrow(query, block, bits))
                {
                    yield return (block, bits);
                }
            }
        }
    }

    private static ulong[]? Intersect(List<Dictionary<long, ulong[]>> lists, long block)
    {
        ulong[]? bits = null;
        foreach (var list in lists)
        {
            if (!list.TryGetValue(block, out var these))
            {
                return null;
            }
            if (bits is null)
            {
                bits = these;
            }
            else
            {
                And(bits, these);
            }
        }
        if (bits is null)
        {
            bits = new ulong[PostingList.Words];
            Array.Fill(bits, ulong.MaxValue);
        }
        return bits;
    }

    /// <summary>Takes away what the bounds of time and index exclude, and what the block does not hold; false when nothing is left.</summary>
    private bool Narrow(LedgerQuery query, Block block, ulong[] bits)
    {
        var (low, high) = (query.Since is { } since ? Micros(since) : long.MinValue, query.Until is { } until ? Micros(until) : long.MaxValue);
        if (block.Earliest < low || block.Latest > high)
        {
            using var reading = new TimesOfBlocks(this);
            var times = new BlockTimes(reading.Read(block.Number));
            for (var place = 0; times.Next(out var time); place++)
            {
                if (time < low || time > high)
                {
                    bits[place >> 6] &= ~(1UL << (place & 63));
                }
            }
        }
        // Entries from `first` to `end` are indexed; what was pruned before, and what is to come, is not.
        var end = Math.Min(query.Before ?? long.MaxValue, _size) - (block.Number * BlockSize);
        Cut(bits, (int)Math.Clamp(_first - (block.Number * BlockSize), 0, BlockSize), (int)Math.Clamp(end, 0, BlockSize));
        return bits.AsSpan().ContainsAnyExcept(0UL);
    }

    private static void Cut(ulong[] bits, int from, int to)
    {
        for (var word = 0; word < PostingList.Words; word++)
        {
            var start = Math.Clamp(from - (word * 64), 0, 64);
            var end = Math.Clamp(to - (word * 64), 0, 64);
            bits[word] &= (end == 64 ? ulong.MaxValue : (1UL << end) - 1) & (start == 64 ? 0 : ulong.MaxValue << start);
        }
    }

    private static void And(ulong[] bits, ulong[] others)
    {
        for (var word = 0; word < PostingList.Words; word++)
        {
            bits[word] &= others[word];
        }
    }

    /// <summary>The conditions, that with the fewest records first; null when one of them can never hold.</summary>
    private List<Condition>? Conditions(LedgerQuery query)
    {
        (_first, _size) = Range();
        var conditions = new List<Condition>();
        foreach (var (field, values) in query.Filters)
        {
            var condition = new Condition();
            var number = Number(field);
            foreach (var value in values.Distinct(StringComparer.Ordinal))
            {
                using var command = Command(null, "SELECT id, uses, first FROM term WHERE field = @f AND text = @t", ("@f", number), ("@t", value));
                using var reader = command.ExecuteReader();
                if (reader.Read())
                {
                    condition.Add(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2));
                }
            }
            if (condition.Uses == 0)
            {
                return null;
            }
            conditions.Add(condition);
        }
        conditions.Sort((left, right) => left.Uses.CompareTo(right.Uses));
        return conditions;
    }

    private long _first;
    private long _size;

    private (long First, long Size) Range()
    {
        using var command = Command(null, "SELECT size, first FROM head WHERE one = 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(1), reader.GetInt64(0)) : (0, 0);
    }

    /// <summary>The blocks that touch the query's span of time, the newest first; clocks may have jumped, so a block is a hull.</summary>
    private List<Block> Blocks(LedgerQuery query)
    {
        using var command = Command(
            null,
            "SELECT number, earliest, latest FROM block WHERE latest >= @a AND earliest <= @b AND number <= @n ORDER BY number DESC",
            ("@a", query.Since is { } since ? Micros(since) : long.MinValue),
            ("@b", query.Until is { } until ? Micros(until) : long.MaxValue),
            ("@n", (query.Before ?? long.MaxValue) / BlockSize));
        using var reader = command.ExecuteReader();
        var blocks = new List<Block>();
        while (reader.Read())
        {
            blocks.Add(new Block(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
        }
        return blocks;
    }

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private readonly record struct Block(long Number, long Earliest, long Latest);

    /// <summary>One field and the values of it that satisfy the query.</summary>
    private sealed class Condition
    {
        private readonly List<int> _listed = [];
        private readonly List<long> _firsts = [];

        public long Uses { get; private set; }

        public void Add(int id, long uses, long first)
        {
            Uses += uses;
            _firsts.Add(first);
            if (uses > 1)
            {
                _listed.Add(id);
            }
        }

        /// <summary>Reads what satisfies the condition in a run of blocks.</summary>
        public Dictionary<long, ulong[]> Read(LedgerIndex index, long low, long high)
        {
            var found = new Dictionary<long, ulong[]>();
            foreach (var first in _firsts.Where(f => f / BlockSize >= low && f / BlockSize <= high))
            {
                Bits(found, first / BlockSize)[first % BlockSize >> 6] |= 1UL << (int)(first & 63);
            }
            if (_listed.Count == 0)
            {
                return found;
            }
            var terms = string.Join(',', _listed.Select(t => t.ToString(CultureInfo.InvariantCulture)));
            using var command = index.Command(
                null, $"SELECT block, data FROM posting WHERE term IN ({terms}) AND block BETWEEN @low AND @high", ("@low", low), ("@high", high));
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                PostingList.AddTo((byte[])reader[1], Bits(found, reader.GetInt64(0)));
            }
            return found;
        }

        private static ulong[] Bits(Dictionary<long, ulong[]> found, long block) =>
            found.TryGetValue(block, out var bits) ? bits : found[block] = new ulong[PostingList.Words];
    }
}
