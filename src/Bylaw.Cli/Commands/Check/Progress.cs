using Spectre.Console;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Runs work with a progress view on standard error, where that is a terminal.</summary>
internal static class Progress
{
    public static async Task<TResult[]> RunAsync<TWork, TResult>(
        IReadOnlyList<TWork> work, Func<TWork, string> describe, Func<TWork, Task<TResult>> run, CancellationToken cancellation)
    {
        var results = new TResult[work.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = cancellation };
        if (Console.IsErrorRedirected || work.Count == 0)
        {
            await Parallel.ForAsync(0, work.Count, limits, async (i, _) => results[i] = await run(work[i]));
            return results;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask("collecting evidence", maxValue: work.Count);
            await Parallel.ForAsync(0, work.Count, limits, async (i, _) =>
            {
                bar.Description = Markup.Escape(describe(work[i]));
                results[i] = await run(work[i]);
                bar.Increment(1);
            });
        });
        return results;
    }
}
