using System.Diagnostics;
using System.Text.Json;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Check;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Benchmarks.Check;

/// <summary>
/// The main job on the credit example: the program from process start without and with evidence kept from before, and the assessment alone with
/// every pack enabled.
/// </summary>
internal sealed class CheckBenchmarks : IBenchmarkGroup
{
    private const int Runs = 5;
    private const int MinControls = 200;
    private static readonly DateTimeOffset _at = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    public string Name => "check";

    public string Summary => "the credit example from process start, cold and cached, and the assessment of 200 controls; [PROGRAM] to measure a published one";

    public async Task<int> RunAsync(string[] args)
    {
        var root = RootOf(AppContext.BaseDirectory);
        string[] program = args.Length > 0 ? args : Published(root);
        var folder = Directory.CreateTempSubdirectory("bylaw-bench").FullName;
        try
        {
            CopyFolder(Path.Combine(root, "examples", "credit-scoring"), folder);
            Console.WriteLine($"load {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}, {Environment.ProcessorCount} cores, {string.Join(' ', program.Select(p => Path.GetRelativePath(root, p)))}");
            var cold = await TimeAsync(program, folder, isCold: true);
            var cached = await TimeAsync(program, folder, isCold: false);
            var (controls, first, warm) = await AssessAsync(root, folder);
            Console.WriteLine($"credit example, nothing kept       median {cold,6:F0} ms; bar 10,000 ms");
            Console.WriteLine($"credit example, evidence kept      median {cached,6:F0} ms; bar 1,000 ms");
            Console.WriteLine($"assessment of {controls} controls      median {warm,6:F0} ms, the first in a process {first:F0} ms; bar 200 ms for {MinControls}");
            Console.WriteLine(JsonSerializer.Serialize(new { group = Name, cold_ms = cold, cached_ms = cached, controls, assess_first_ms = first, assess_ms = warm }));
            return cold <= 10_000 && cached <= 1_000 && warm <= 200 && controls >= MinControls ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> TimeAsync(string[] program, string folder, bool isCold)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var cache = Path.Combine(folder, ".bylaw", "cache");
            if (isCold && Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(program[0], [.. program[1..], "check", folder, "--effective-time", "2026-11-25", "--quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"the check ended with {process.ExitCode} and should pass: {output}");
            }
        }
        times.Sort();
        return times[Runs / 2];
    }

    private static async Task<(int Controls, double First, double Median)> AssessAsync(string root, string folder)
    {
        var library = PackLibrary.TryLoad([Path.Combine(root, "packs")], out var problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
        library.Prepare(library.Packs.Keys);
        var manifest = CheckRun.LoadManifest(folder);
        var all = ManifestFiles.Read(folder, (await File.ReadAllTextAsync(Path.Combine(folder, GovernanceManifest.FileName))).Replace(
            $"enabled: [{string.Join(", ", manifest.Packs)}]", $"enabled: [{string.Join(", ", library.Packs.Keys)}]", StringComparison.Ordinal));
        if (all.Packs.Length != library.Packs.Count)
        {
            throw new InvalidOperationException("the packs of the example's manifest could not be widened");
        }
        var (documents, gaps) = await EvidenceCollection.RunAsync(folder, all, _at, useCache: true, CancellationToken.None);
        var times = new List<double>();
        var controls = 0;
        for (var i = 0; i < 2 * Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            var report = new Assessor(library, all, []).Assess(documents, gaps, new AssessmentOptions { EffectiveTime = _at });
            times.Add(watch.Elapsed.TotalMilliseconds);
            controls = report.Results.Select(r => r.Control.Id).Distinct().Count();
        }
        var first = times[0];
        times.Sort();
        return (controls, first, times[Runs]);
    }

    /// <summary>The program that <c>eng/publish</c> made; without one, that of the checkout.</summary>
    private static string[] Published(string root) =>
        Path.Combine(root, "artifacts", "publish", "bylaw", "bylaw") is var published && File.Exists(published)
            ? [published]
            : ["dotnet", Path.Combine(AppContext.BaseDirectory, "bylaw.dll")];

    private static string RootOf(string folder)
    {
        while (!File.Exists(Path.Combine(folder, "Bylaw.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the benchmark runs in a checkout");
        }
        return folder;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
