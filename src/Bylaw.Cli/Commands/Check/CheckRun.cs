using System.Collections.Immutable;
using Bylaw.Assessment;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Waivers;

namespace Bylaw.Cli.Commands.Check;

/// <summary>All that an assessment of a folder needs: what is declared, the packs, the waivers, and the evidence as of a moment.</summary>
internal sealed record CheckRun
{
    public required string Root { get; init; }

    public required GovernanceManifest Manifest { get; init; }

    /// <summary>Gets the packs. They are read beside the collecting of evidence; asking waits for them.</summary>
    /// <exception cref="UserErrorException">They cannot be used.</exception>
    public PackLibrary Library => Loading.GetAwaiter().GetResult();

    public required Task<PackLibrary> Loading { get; init; }

    public required ImmutableArray<Waiver> Waivers { get; init; }

    public Baseline? Baseline { get; init; }

    public ImmutableArray<EvidenceDocument> Documents { get; init; } = [];

    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>Reads manifest, packs, waivers and baseline of a folder.</summary>
    /// <exception cref="UserErrorException">One of them cannot be used; the message holds every fault with its place.</exception>
    /// <param name="folder">The folder of the manifest.</param>
    /// <param name="packFolders">Further folders of packs.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="onlyEnabled">Whether only rules of packs that the manifest enables will be asked, so that the others need not be compiled.</param>
    public static CheckRun Load(string folder, IEnumerable<string> packFolders, CancellationToken cancellation, bool onlyEnabled = false)
    {
        var root = Path.GetFullPath(folder);
        // The built-in packs are read while the manifest is: it only adds to them.
        var reading = new TaskCompletionSource<GovernanceManifest>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loading = Task.Run(() => LoadPacks(root, reading.Task, [.. packFolders], onlyEnabled, cancellation), cancellation);
        GovernanceManifest manifest;
        try
        {
            manifest = LoadManifest(root);
            reading.SetResult(manifest);
        }
        catch
        {
            reading.SetCanceled(CancellationToken.None);
            throw;
        }
        var problems = new List<string>();
        var waivers = LoadWaivers(root, problems);
        return new CheckRun
        {
            Root = root,
            Manifest = manifest.WithFaults([.. manifest.Faults, .. problems]),
            Loading = loading,
            Waivers = waivers,
            Baseline = LoadBaseline(root),
        };
    }

    /// <summary>Collects evidence about everything that the manifest declares.</summary>
    /// <param name="now">The moment that the evidence bears.</param>
    /// <param name="useCache">Whether unchanged inputs need not be read again.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The run with its evidence.</returns>
    public async Task<CheckRun> CollectAsync(DateTimeOffset now, bool useCache, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var collecting = EvidenceCollection.RunAsync(Root, Manifest, now, useCache, stop.Token);
        if (await Task.WhenAny(Loading, collecting) == Loading && !Loading.IsCompletedSuccessfully)
        {
            // Without packs nothing is judged: the person hears of it at once and not after a long look at data.
            await stop.CancelAsync();
            await collecting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await Loading;
        }
        var (documents, gaps) = await collecting;
        return this with { Documents = documents, Gaps = gaps };
    }

    public AssessmentReport Assess(AssessmentOptions options, CancellationToken cancellation) =>
        new Assessor(Library, Manifest, Waivers, Baseline).Assess(Documents, Gaps, options, cancellation);

    /// <summary>Reads a manifest from its text.</summary>
    /// <exception cref="UserErrorException">It cannot be used; each fault with its place.</exception>
    public static GovernanceManifest ReadManifest(string file, string text)
    {
        var manifest = GovernanceManifest.TryRead(file, text, out var problems);
        var lines = problems.Select(p => $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), file)}:{p.Line}:{p.Column}: {p.Message}");
        return manifest ?? throw new UserErrorException("the manifest cannot be used\n" + string.Join('\n', lines));
    }

    /// <summary>Reads the built-in packs, those of the folder and further ones.</summary>
    /// <exception cref="UserErrorException">They cannot be used.</exception>
    public static PackLibrary LoadPacks(string root, IEnumerable<string> more, CancellationToken cancellation)
    {
        return PackLibrary.TryLoad(PackFolders(root, more), out var problems, cancellationToken: cancellation)
            ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));
    }

    private static PackLibrary LoadPacks(string root, Task<GovernanceManifest> reading, IReadOnlyList<string> more, bool onlyEnabled, CancellationToken cancellation)
    {
        var library = PackLibrary.TryLoad(Folders(), out var problems, onlyEnabled ? () => Manifest().Packs : null, cancellation)
            ?? throw new UserErrorException("the packs cannot be used\n" + string.Join('\n', problems));
        library.Prepare(Manifest().Packs, cancellation);
        return library;

        GovernanceManifest Manifest() => reading.GetAwaiter().GetResult();

        IEnumerable<string> Folders()
        {
            yield return PackLocation.BuiltIn();
            foreach (var folder in FurtherFolders(root, [.. Packs.ManifestPacks.Folders(root, Manifest().System), .. more]))
            {
                yield return folder;
            }
        }
    }

    /// <summary>The folders that packs are read from, in order: built-in, further ones, those of the folder.</summary>
    public static List<string> PackFolders(string root, IEnumerable<string> more) => [PackLocation.BuiltIn(), .. FurtherFolders(root, more)];

    private static List<string> FurtherFolders(string root, IEnumerable<string> more)
    {
        var own = Path.Combine(root, ".bylaw", "packs");
        return Directory.Exists(own) ? [.. more, own] : [.. more];
    }

    /// <summary>Reads the manifest of a folder.</summary>
    /// <exception cref="UserErrorException">There is none, or it cannot be used.</exception>
    public static GovernanceManifest LoadManifest(string root)
    {
        var file = Path.Combine(root, GovernanceManifest.FileName);
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: write a manifest there; the smallest is\n\n  governance: 1\n  system:\n    id: my-system\n    purpose: what it is for\n    owner: {{contact: team@example.org}}\n");
        }
        return ManifestFiles.Read(root, text);
    }

    /// <summary>Reads the waivers that can be read; a fault in one is a fault of the declarations, and nothing is waived by it.</summary>
    private static ImmutableArray<Waiver> LoadWaivers(string root, List<string> problems)
    {
        var file = Path.Combine(root, Waiver.FileName);
        try
        {
            return File.Exists(file) ? Waiver.Read(Waiver.FileName, File.ReadAllText(file), problems) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{Waiver.FileName} cannot be read: {error.Message}");
            return [];
        }
    }

    private static Baseline? LoadBaseline(string root)
    {
        var file = Path.Combine(root, Baseline.FileName);
        try
        {
            return File.Exists(file) ? Baseline.Parse(File.ReadAllText(file)) : null;
        }
        catch (FormatException error)
        {
            throw new UserErrorException("the baseline cannot be used\n" + error.Message);
        }
    }
}
