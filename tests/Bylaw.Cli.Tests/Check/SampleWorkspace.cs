using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Check;
using Bylaw.Packs;
using Bylaw.Samples;
using Bylaw.Testing;

namespace Bylaw.Cli.Tests.Check;

/// <summary>Copies of the sample projects, checked in this process. Evidence of the clean sample is kept and goes with each copy.</summary>
public sealed class SampleWorkspace : IAsyncLifetime
{
    private static readonly Lazy<PackLibrary> _library = new(() => CheckRun.LoadPacks(SharedData.RepositoryRoot, [], CancellationToken.None));
    private readonly ConcurrentDictionary<(string, string?), Task<AssessmentReport>> _clean = new();
    private readonly string _root = Directory.CreateTempSubdirectory("bylaw-samples-").FullName;

    /// <summary>The day on which the samples are as they should be.</summary>
    public static DateTimeOffset Day { get; } = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        foreach (var sample in SampleList.All)
        {
            var clean = Path.Combine(_root, sample.Name);
            CopyFolder(Path.Combine(SharedData.RepositoryRoot, "examples", sample.Name), clean);
            await CheckAsync(clean, Day);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Checks a sample as it stands; each question is asked once.</summary>
    internal Task<AssessmentReport> CleanAsync(string sample, string? pack = null) =>
        _clean.GetOrAdd((sample, pack), _ => CopyAndCheckAsync(sample, _ => { }, null, pack));

    /// <summary>Checks a copy of a sample that is broken in one place.</summary>
    internal Task<AssessmentReport> BrokenAsync(string sample, string fault, string? control = null, string? pack = null) =>
        CopyAndCheckAsync(sample, SampleList.All.Single(s => s.Name == sample).Faults[fault], control, pack);

    private async Task<AssessmentReport> CopyAndCheckAsync(string sample, Action<SampleFolder> change, string? control, string? pack)
    {
        var copy = Path.Combine(_root, Path.GetRandomFileName());
        CopyFolder(Path.Combine(_root, sample), copy);
        change(new SampleFolder(copy));
        if (pack is not null)
        {
            var manifest = Path.Combine(copy, "governance.yaml");
            await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("{enabled: [", $"{{enabled: [{pack}, ", StringComparison.Ordinal));
        }
        return await CheckAsync(copy, Day, control is null ? [] : [control]);
    }

    internal static async Task<AssessmentReport> CheckAsync(string folder, DateTimeOffset at, ImmutableHashSet<string>? only = null)
    {
        var run = CheckRun.Load(folder, [], CancellationToken.None) with { Loading = Task.FromResult(_library.Value) };
        run = await run.CollectAsync(at, useCache: true, CancellationToken.None);
        return run.Assess(new AssessmentOptions { EffectiveTime = at, Only = only ?? [] }, CancellationToken.None);
    }

    internal static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
