using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Scans one column, batch after batch.</summary>
/// <param name="result">Where to put what is found.</param>
/// <param name="detector">What looks.</param>
internal sealed class ColumnScan(ColumnResult result, Detector detector)
{
    private const int SampleValues = 4000;
    private const int Repeated = 500; // of the first values repetitions are kept too, which deterministic encryption would show
    private const int FirstRows = 10;

    private readonly HashSet<ulong> _distinct = [];
    private readonly List<Finding> _found = [];

    public ColumnResult Result { get; } = result;

    /// <summary>Gets distinct values seen first, with the repetitions among the first of all.</summary>
    public List<string> Sample { get; } = [];

    /// <summary>Gets the bytes of the values that were scanned.</summary>
    public long Bytes { get; private set; }

    /// <summary>Scans the column's values in a batch.</summary>
    /// <param name="batch">The values.</param>
    /// <param name="firstRow">The number of the first, from 1.</param>
    public void Scan(ColumnBatch batch, long firstRow)
    {
        TakeSample(batch);
        Bytes += batch.Text.Length - (ColumnBatch.Gap * batch.Ends.Length);
        detector.Scan(batch.Text, _found);
        var ends = batch.Ends;
        var row = 0;
        var (type, count, score) = ("", 0L, 0.0);
        foreach (ref readonly var finding in CollectionsMarshal.AsSpan(_found))
        {
            if (!ReferenceEquals(type, finding.Type))
            {
                Count(type, count, score);
                (type, count, score) = (finding.Type, 0, 0);
            }
            count++;
            score = Math.Max(score, finding.Score);
            if (Result.FirstRows.Count < FirstRows)
            {
                while (ends[row] <= finding.Start)
                {
                    row++;
                }
                Result.FirstRows.Add(firstRow + row);
            }
        }
        Count(type, count, score);
    }

    /// <summary>Drops types that a column of plain numbers passes by chance: fewer of its values than a check digit lets through.</summary>
    public void DropChance()
    {
        var numbers = Sample.Count(v => v.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
        if (Sample.Count < 5 || numbers < Sample.Count * 0.9)
        {
            return;
        }
        foreach (var type in Result.Counts.Keys.Where(t => t != Result.Type && Result.Counts[t] < Result.Values * 0.5).ToList())
        {
            Result.Counts.Remove(type);
            Result.Scores.Remove(type);
        }
        if (Result.Counts.Count == 0)
        {
            Result.FirstRows.Clear();
        }
    }

    private void TakeSample(ColumnBatch batch)
    {
        for (var i = 0; i < batch.Ends.Length; i++)
        {
            var value = batch[i];
            if (value.IsEmpty)
            {
                continue;
            }
            Result.Values++;
            if (Sample.Count < SampleValues && (_distinct.Add(XxHash3.HashToUInt64(value)) || Sample.Count < Repeated))
            {
                Sample.Add(Encoding.UTF8.GetString(value));
            }
        }
    }

    private void Count(string type, long count, double score)
    {
        if (count > 0)
        {
            Result.Counts[type] = Result.Counts.GetValueOrDefault(type) + count;
            Result.Scores[type] = Math.Max(Result.Scores.GetValueOrDefault(type), score);
        }
    }
}
