using System.Threading.Channels;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Checks again whenever a file changes, until it is stopped.</summary>
internal static class CheckWatch
{
    private static readonly TimeSpan _settle = TimeSpan.FromMilliseconds(300);

    public static async Task<int> RunAsync(CheckRequest request, CancellationToken cancellation)
    {
        var changes = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var root = Path.GetFullPath(request.Folder);
        using var watcher = new FileSystemWatcher(root) { IncludeSubdirectories = true };
        void Note(object? sender, FileSystemEventArgs change)
        {
            var path = Path.GetRelativePath(root, change.FullPath).Replace('\\', '/');
            // What Bylaw and git write themselves is no change of what is checked.
            if (!path.StartsWith(".bylaw/", StringComparison.Ordinal) && !path.StartsWith(".git/", StringComparison.Ordinal) && path is not (".bylaw" or ".git")
                && !request.Outputs.Any(o => Path.GetFullPath(o.File) == change.FullPath || Path.GetFullPath(o.File) + ".partial" == change.FullPath))
            {
                changes.Writer.TryWrite(path);
            }
        }
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += (sender, change) => Note(sender, change);
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            try
            {
                await CheckOnce.RunAsync(request, cancellation);
            }
            catch (UserErrorException error)
            {
                // A half-written manifest is what one has while editing it.
                await Console.Error.WriteLineAsync($"bylaw: {error.Message}");
            }
            await Console.Error.WriteLineAsync("watching; Ctrl+C ends it");
            string path;
            try
            {
                path = await changes.Reader.ReadAsync(cancellation);
                await Task.Delay(_settle, cancellation);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Success;
            }
            while (changes.Reader.TryRead(out var later))
            {
                path = later;
            }
            await Console.Error.WriteLineAsync($"\n{path} changed");
        }
    }
}
