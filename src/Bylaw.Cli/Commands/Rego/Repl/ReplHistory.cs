using System.Text;

namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary>The lines entered before, kept in a file that only its owner can read. A history that cannot be written is given up in silence: it is a comfort.</summary>
internal sealed class ReplHistory
{
    private const int MaxEntries = 1_000;

    private readonly string? _file;
    private readonly List<string> _entries = [];

    /// <summary>Opens a history.</summary>
    /// <param name="file">The file; null to keep it in memory.</param>
    public ReplHistory(string? file)
    {
        _file = file;
        try
        {
            if (file is not null && File.Exists(file))
            {
                _entries.AddRange(File.ReadLines(file).Select(Decode).TakeLast(MaxEntries));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _file = null;
        }
    }

    /// <summary>Gets the entries, the oldest first.</summary>
    public IReadOnlyList<string> Entries => _entries;

    /// <summary>Adds an entry; the same as the last one is not repeated.</summary>
    public void Add(string entry)
    {
        if (string.IsNullOrWhiteSpace(entry) || (_entries.Count > 0 && _entries[^1] == entry))
        {
            return;
        }
        _entries.Add(entry);
        if (_file is null)
        {
            return;
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using var stream = new FileStream(_file, options);
            stream.Write(Encoding.UTF8.GetBytes(Encode(entry) + "\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The session goes on without it.
        }
    }

    private static string Encode(string entry) => entry.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Decode(string line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                text.Append(line[++i] == 'n' ? '\n' : line[i]);
            }
            else
            {
                text.Append(line[i]);
            }
        }
        return text.ToString();
    }
}
