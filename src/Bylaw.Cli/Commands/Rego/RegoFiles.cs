using System.Text;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Finds, reads and replaces Rego files for commands that work on their text.</summary>
internal static class RegoFiles
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the named files, and all <c>*.rego</c> files below the named folders, sorted.</summary>
    /// <exception cref="UserErrorException">A path does not exist.</exception>
    public static IEnumerable<string> Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                yield return path;
                continue;
            }
            if (!Directory.Exists(path))
            {
                throw new UserErrorException($"no such file or folder: {path}");
            }
            foreach (var file in Directory.EnumerateFiles(path, "*.rego", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }

    /// <summary>Reads a file as UTF-8.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or is not UTF-8.</exception>
    public static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file, _utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new UserErrorException($"{file} is not UTF-8 text");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {file}: {error.Message}");
        }
    }

    /// <summary>Replaces a file as a whole: a crash leaves the old text or the new one.</summary>
    /// <exception cref="UserErrorException">It cannot be written.</exception>
    public static void Replace(string file, string text)
    {
        var fresh = file + ".bylaw-new";
        try
        {
            File.WriteAllText(fresh, text, _utf8);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(file));
            }
            File.Move(fresh, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {file}: {error.Message}");
        }
    }
}
