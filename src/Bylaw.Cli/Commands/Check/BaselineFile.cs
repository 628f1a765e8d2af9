using Bylaw.Assessment;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Writes and shrinks the baseline of a folder.</summary>
internal static class BaselineFile
{
    /// <summary>Writes or shrinks the file and returns the run with what it now holds.</summary>
    /// <exception cref="UserErrorException">There is one already, there is none, or only part would be judged.</exception>
    public static CheckRun Update(CheckRun run, AssessmentOptions options, CheckRequest request, CancellationToken cancellation)
    {
        var file = Path.Combine(run.Root, Baseline.FileName);
        if (request.Stage is not null || !request.Only.IsEmpty || request.ChangedSince is not null)
        {
            throw new UserErrorException("a baseline is about the whole repository: leave out --stage, --only and --changed-since");
        }
        if (request.WritesBaseline && run.Baseline is not null)
        {
            throw new UserErrorException($"{Baseline.FileName} is there already and may only shrink: use --shrink-baseline, or answer new failures by a waiver");
        }
        if (request.ShrinksBaseline && run.Baseline is null)
        {
            throw new UserErrorException($"there is no {Baseline.FileName} to shrink");
        }
        var today = Baseline.Of((run with { Baseline = null }).Assess(options, cancellation));
        var baseline = run.Baseline is null ? today : run.Baseline.Shrink(today);
        File.WriteAllText(file, baseline.Write());
        Console.Error.WriteLine(run.Baseline is null
            ? $"{baseline.Entries.Length} failures are known from now on ({file}); controls that are never waivable still stop"
            : $"{run.Baseline.Entries.Length - baseline.Entries.Length} of {run.Baseline.Entries.Length} entries are mended and taken out of {file}");
        return run with { Baseline = baseline };
    }
}
