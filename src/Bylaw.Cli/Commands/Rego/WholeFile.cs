namespace Bylaw.Cli.Commands.Rego;

/// <summary>Writes a file whole or not at all: a full disk or a crash leaves what was there before, and no half file.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside the wanted name and moves it there once it is whole. A device or pipe, such as <c>/dev/null</c>, is written to as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (!IsReplaceable(path))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            device.Flush();
            return;
        }
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        var draft = target + ".partial";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(file);
            }
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            Remove(draft);
            throw;
        }
    }

    /// <summary>What stands below /dev or /proc, or cannot be sought in, is no file that another could take the place of.</summary>
    private static bool IsReplaceable(string path)
    {
        var full = Path.GetFullPath(path);
        if (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
        {
            return false;
        }
        if (!File.Exists(full) || new FileInfo(full).Length > 0)
        {
            return true;
        }
        using var there = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        return there.CanSeek;
    }

    private static void Remove(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"bylaw: {draft} is left over and may be removed");
        }
    }
}
