using System.Diagnostics;

namespace Bylaw.Benchmarks;

/// <summary>
/// How much two threads get done beside one: the best of three rounds of each, in turns. Beside it, in the same moments, how much two
/// threads of plain arithmetic get done, which share nothing: on a machine of two halves of one core, or beside other work, that is below 2 too.
/// </summary>
internal static class TwoThreads
{
    private const int Rounds = 3;

    /// <summary>Measures.</summary>
    /// <param name="seconds">How long a round takes.</param>
    /// <param name="evaluate">The work; receives a running number.</param>
    public static (double Work, double Arithmetic) Measure(double seconds, Action<int> evaluate)
    {
        var batch = BatchSize(evaluate);
        var (one, two, plainOne, plainTwo) = (0d, 0d, 0d, 0d);
        for (var round = 0; round < Rounds; round++)
        {
            one = Math.Max(one, Run(1, seconds, Batch));
            two = Math.Max(two, Run(2, seconds, Batch));
            plainOne = Math.Max(plainOne, Run(1, seconds / 2, Arithmetic));
            plainTwo = Math.Max(plainTwo, Run(2, seconds / 2, Arithmetic));
        }
        return (two / one, plainTwo / plainOne);

        int Batch()
        {
            for (var i = 0; i < batch; i++)
            {
                evaluate(i);
            }
            return batch;
        }
    }

    /// <summary>Runs batches on some threads that begin together; returns what they get done in a second.</summary>
    private static double Run(int threads, double seconds, Func<int> batch)
    {
        using var start = new Barrier(threads);
        var workers = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)).ToArray();
        return workers.Sum(w => w.Result);

        double Work()
        {
            start.SignalAndWait();
            var watch = Stopwatch.StartNew();
            var done = 0L;
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                done += batch();
            }
            return done / watch.Elapsed.TotalSeconds;
        }
    }

    private static int Arithmetic()
    {
        const int count = 20_000;
        Span<uint> lanes = [1, 2, 3, 4];
        for (var i = 0u; i < count; i++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = (lanes[lane] ^ i) * 0x9E3779B1;
            }
        }
        return lanes[0] + lanes[1] + lanes[2] + lanes[3] == 0 ? 1 : count;
    }

    /// <summary>So many evaluations take about a fifth of a millisecond: the clock is read once a batch.</summary>
    private static int BatchSize(Action<int> evaluate)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        while (watch.Elapsed.TotalMilliseconds < 0.2)
        {
            evaluate(count++);
        }
        return count;
    }
}
