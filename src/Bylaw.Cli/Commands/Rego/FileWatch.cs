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
        var watchers = paths.Select(p => Watch(p, changed)).ToArray();
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

    private static FileSystemWatcher Watch(string path, SemaphoreSlim changed)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new UserErrorException($"no such file or folder: {path}");
        }
        var full = Path.GetFullPath(path);
        var watcher = isFolder
            ? new FileSystemWatcher(full) { IncludeSubdirectories = true }
            : new FileSystemWatcher(Path.GetDirectoryName(full)!, Path.GetFileName(full));
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += Note;
        // More changes than the system keeps: what they were is lost, that there were some is not.
        watcher.Error += (_, _) => Release();
        watcher.EnableRaisingEvents = true;
        return watcher;

        void Note(object sender, FileSystemEventArgs change) => Release();

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
