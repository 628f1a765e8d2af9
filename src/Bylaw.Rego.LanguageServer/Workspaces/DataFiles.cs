using System.Runtime.CompilerServices;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Puts data files together as bundles do: each below the path of its folder.</summary>
internal static class DataFiles
{
    // By the text itself: it is the same object while a file stays as it is, and a large one is not read again for each key that is pressed elsewhere.
    private static readonly ConditionalWeakTable<string, ReadFile> _read = [];

    /// <summary>Merges the files that can be read.</summary>
    /// <param name="root">The folder that paths begin in.</param>
    /// <param name="files">Path and text.</param>
    public static RegoValue Merge(Root root, IEnumerable<(string Path, string Text)> files)
    {
        RegoValue data = RegoObject.Empty;
        foreach (var (path, text) in files)
        {
            if (TryRead(path, text, out var value, out _))
            {
                var folder = Path.GetDirectoryName(path) ?? "";
                var steps = root.Path.Length == 0 || folder == root.Path ? [] : Path.GetRelativePath(root.Path, folder).Split(Path.DirectorySeparatorChar);
                foreach (var step in steps.Reverse())
                {
                    value = RegoObject.Create((step, value));
                }
                data = PolicyFiles.TryMerge(data, value, out var merged) ? merged : data;
            }
        }
        return data;
    }

    /// <summary>Reads one file.</summary>
    /// <returns>False, and a problem, when it is not valid or its top is no object.</returns>
    public static bool TryRead(string path, string text, out RegoValue value, out FileProblem? problem)
    {
        if (!_read.TryGetValue(text, out var read) || read.Path != path)
        {
            _read.AddOrUpdate(text, read = Read(path, text));
        }
        (value, problem) = (read.Value, read.Problem);
        return problem is null;
    }

    private static ReadFile Read(string path, string text)
    {
        try
        {
            var value = PolicyFiles.Parse(path, Encoding.UTF8.GetBytes(text));
            return new ReadFile(path, value, value.TryGetObject(out _) ? null : new FileProblem(1, 1, "the top of a data file must be an object"));
        }
        catch (FormatException error)
        {
            return new ReadFile(path, default, PlaceIn(path, error.Message));
        }
    }

    /// <summary>Messages begin with the file and, where it is known, line and column.</summary>
    private static FileProblem PlaceIn(string path, string message)
    {
        var rest = message.StartsWith(path + ":", StringComparison.Ordinal) ? message[(path.Length + 1)..] : message;
        var parts = rest.Split(':', 3);
        return parts.Length == 3 && int.TryParse(parts[0], out var line) && int.TryParse(parts[1], out var column)
            ? new FileProblem(line, column, parts[2].Trim())
            : new FileProblem(1, 1, rest.Trim());
    }

    private sealed record ReadFile(string Path, RegoValue Value, FileProblem? Problem);
}
