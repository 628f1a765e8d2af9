using System.ComponentModel;
using System.Diagnostics;

namespace Bylaw.Cli.Commands;

/// <summary>Asks the git program of this machine.</summary>
internal static class Git
{
    /// <summary>Lists the files that differ from a revision, also those that git does not track yet; paths relative to the folder.</summary>
    /// <exception cref="UserErrorException">git is absent, the folder is in no repository, or the revision is unknown.</exception>
    public static HashSet<string> ChangedFiles(string folder, string revision)
    {
        var changed = Lines(Run(folder, "diff", "--name-only", "--relative", "-z", "--end-of-options", revision, "--"));
        var added = Lines(Run(folder, "ls-files", "--others", "--exclude-standard", "-z"));
        return changed.Concat(added).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Returns a file's text at a revision; null when it was not there.</summary>
    public static string? TryShow(string folder, string revision, string path)
    {
        var (code, output, _) = Start(folder, "show", "--end-of-options", $"{revision}:./{path}");
        return code == 0 ? output : null;
    }

    /// <summary>Writes a folder as it was at a revision below a target folder.</summary>
    /// <exception cref="UserErrorException">The revision or the folder is unknown.</exception>
    public static void Export(string folder, string revision, string path, string target)
    {
        foreach (var file in Lines(Run(folder, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", revision, "--", path)))
        {
            var destination = Path.GetFullPath(Path.Combine(target, file));
            if (!destination.StartsWith(Path.GetFullPath(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new UserErrorException($"{revision}: `{file}` leads out of the folder");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
            File.WriteAllText(destination, TryShow(folder, revision, file) ?? "");
        }
    }

    private static string Run(string folder, params string[] arguments)
    {
        var (code, output, error) = Start(folder, arguments);
        return code == 0 ? output : throw new UserErrorException($"git {arguments[0]}: {error.ReplaceLineEndings(" ").Trim()}");
    }

    private static (int Code, string Output, string Error) Start(string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw new UserErrorException("the program git is needed for this, and it is not installed");
        }
    }

    private static string[] Lines(string text) => text.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
