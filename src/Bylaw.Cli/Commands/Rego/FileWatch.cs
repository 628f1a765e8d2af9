namespace Bylaw.Cli.Commands.Rego;

/// <summary>Runs something again whenever files change.</summary>
internal static class FileWatch
{
    private static readonly TimeSpan _settle = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs once, and then after each change, until cancelled. A fault of the user's files is written and waited on.</summary>
    /// <param name="paths">Files and folders to watch.</param>
    /// <param name="run">What to run.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(IReadOnlyList<string> paths, Func<int> run, CancellationToken cancellation)
    {
        using var changed = new SemaphoreSlim(0, 1);
        var watchers = Folders(paths).Select(f => Watch(f.Folder, f.Files, changed)).ToArray();
        try
        {
            while (true)
            {
                try
                {
                    run();
                }
                catch (Exception error) when (error is UserErrorException or IOException or UnauthorizedAccessException)
                {
                    await Console.Error.WriteLineAsync($"bylaw: {error.Message}");
                }
                await Console.Error.WriteLineAsync("watching for changes; stop with Ctrl+C");
                await changed.WaitAsync(cancellation);
                // An editor writes in several steps: wait until it is still.
                while (await changed.WaitAsync(_settle, cancellation))
                {
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            Array.ForEach(watchers, w => w.Dispose());
        }
    }

    /// <summary>Lists what is watched: folders as a whole, and files by the folder they stand in, one watcher a folder.</summary>
    private static IEnumerable<(string Folder, HashSet<string>? Files)> Folders(IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(p => !Path.Exists(p)) is { } absent)
        {
            throw new UserErrorException($"no such file or folder: {absent}");
        }
        var folders = paths.Where(Directory.Exists).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Select(f => (f, (HashSet<string>?)null));
        var files = paths.Where(p => !Directory.Exists(p)).Select(Path.GetFullPath).GroupBy(f => Path.GetDirectoryName(f)!, StringComparer.Ordinal).Select(g => (g.Key, (HashSet<string>?)[.. g]));
        return folders.Concat(files);
    }

    private static FileSystemWatcher Watch(string folder, HashSet<string>? files, SemaphoreSlim changed)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = files is null };
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += Note;
        // More changes than the system keeps: what they were is lost, that there were some is not.
        watcher.Error += (_, _) => Release();
        watcher.EnableRaisingEvents = true;
        return watcher;

        void Note(object sender, FileSystemEventArgs change)
        {
            if (files is null || files.Contains(change.FullPath))
            {
                Release();
            }
        }

        void Release()
        {
            lock (changed)
            {
                if (changed.CurrentCount == 0)
                {
                    changed.Release();
                }
            }
        }
    }
}
