namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Draws rows evenly from a table, the same ones each time.</summary>
internal static class RowSample
{
    private const int Seed = 20251126;
    private const int MostRead = 2_000_000;

    /// <summary>Draws up to a number of rows from the first two million.</summary>
    /// <param name="relation">The table.</param>
    /// <param name="columns">What to select, as SQL.</param>
    /// <param name="count">The most rows.</param>
    /// <returns>The rows, in no order.</returns>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static List<object?[]> Draw(Relation relation, IEnumerable<string> columns, int count)
    {
        var random = new Random(Seed);
        var sample = new List<object?[]>(Math.Min(count, 1024));
        var seen = 0;
        foreach (var row in relation.Stream($"SELECT {string.Join(", ", columns)} FROM {relation.From} LIMIT {MostRead}"))
        {
            seen++;
            if (sample.Count < count)
            {
                sample.Add(row);
            }
            else if (random.Next(seen) is var place && place < count)
            {
                sample[place] = row;
            }
        }
        return sample;
    }
}
