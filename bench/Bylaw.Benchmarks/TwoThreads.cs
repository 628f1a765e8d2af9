using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bylaw.Benchmarks;

/// <summary>
/// How much two threads get done beside one: twice the best of several rounds of two over the sum of the best of one on each processor, in
/// turns. On Linux each thread keeps to its processor, since those of a shared machine are not equally fast: one thread that lands on the
/// faster one would be measured against two of which one cannot. Beside it, in the same moments, how much two threads of plain arithmetic
/// get done, which share nothing: on a machine of two halves of one core, or beside other work, that is below 2 too.
/// </summary>
internal static partial class TwoThreads
{
    private const int Rounds = 6;

    private static readonly int[][] s_sets = [[0], [1], [0, 1]];

    /// <summary>Measures.</summary>
    /// <param name="seconds">How long a round takes.</param>
    /// <param name="evaluate">The work; receives a running number.</param>
    public static (double Work, double Arithmetic) Measure(double seconds, Action<int> evaluate)
    {
        var batch = BatchSize(evaluate);
        var (work, plain) = (new double[s_sets.Length], new double[s_sets.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < s_sets.Length; i++)
            {
                work[i] = Math.Max(work[i], Run(s_sets[i], seconds / 2, Batch));
                plain[i] = Math.Max(plain[i], Run(s_sets[i], seconds / 6, Arithmetic));
            }
        }
        return (Ratio(work), Ratio(plain));

        int Batch()
        {
            for (var i = 0; i < batch; i++)
            {
                evaluate(i);
            }
            return batch;
        }
    }

    private static double Ratio(double[] rates) => 2 * rates[2] / (rates[0] + rates[1]);

    /// <summary>Runs batches on some processors, in threads that begin together; returns what they get done in a second.</summary>
    private static double Run(int[] processors, double seconds, Func<int> batch)
    {
        using var start = new Barrier(processors.Length);
        var workers = processors.Select(p => Task.Factory.StartNew(() => Work(p), TaskCreationOptions.LongRunning)).ToArray();
        return workers.Sum(w => w.Result);

        double Work(int processor)
        {
            KeepTo(processor);
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

    /// <summary>Keeps the calling thread, which ends with its round, to a processor where the system can.</summary>
    private static void KeepTo(int processor)
    {
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > processor)
        {
            ulong mask = 1UL << processor;
            _ = SetAffinity(0, sizeof(ulong), ref mask);
        }
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint size, ref ulong mask);

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
