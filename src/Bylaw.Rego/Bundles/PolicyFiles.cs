using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>Policy and data found in files and folders.</summary>
/// <param name="Modules">The Rego files, in the order of their names.</param>
/// <param name="Data">The base documents merged into one object.</param>
/// <param name="Problems">Files that could not be used, one line each with the file's name.</param>
public sealed record PolicyFiles(ImmutableArray<SourceText> Modules, RegoValue Data, ImmutableArray<string> Problems)
{
    /// <summary>
    /// Reads files and folders as OPA does: <c>.rego</c> files are modules; <c>.json</c>, <c>.yaml</c> and <c>.yml</c> files are data, put
    /// below <c>data</c> by the names of the folders under the given one. <c>PREFIX:PATH</c> puts data below a prefix
    /// (<c>a.b:file.json</c>).
    /// </summary>
    /// <param name="paths">Files or folders; hidden files and folders inside a folder are passed over.</param>
    /// <param name="isWanted">Says whether a file inside a folder is read; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What was found, and what could not be read.</returns>
    public static PolicyFiles Load(IEnumerable<string> paths, Func<string, bool>? isWanted = null, CancellationToken cancellationToken = default)
    {
        var reader = new Reader(isWanted ?? (_ => true));
        foreach (var path in paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Add(path);
        }
        return new PolicyFiles([.. reader.Modules], reader.Data, [.. reader.Problems]);
    }

    /// <summary>Reads one JSON or YAML file.</summary>
    /// <param name="path">The file; <c>.yaml</c> and <c>.yml</c> are YAML, all else is JSON.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The file is not valid; the message names the file and the place.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RegoValue ReadDocument(string path) => Parse(path, File.ReadAllBytes(path));

    /// <summary>Reads one JSON or YAML document.</summary>
    /// <param name="name">The name of the document: its ending says what it is, and messages show it.</param>
    /// <param name="bytes">The contents, UTF-8.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The document is not valid; the message names it and the place.</exception>
    public static RegoValue Parse(string name, byte[] bytes)
    {
        try
        {
            return IsYaml(name) ? YamlValues.Read(Encoding.UTF8.GetString(bytes)) : RegoValue.FromJson(bytes);
        }
        catch (JsonException error)
        {
            var place = error.LineNumber is { } line ? $"{name}:{line + 1}:{error.BytePositionInLine + 1}" : name;
            throw new FormatException($"{place}: not valid JSON: {FirstSentence(error.Message)}", error);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{name}: not valid YAML: {error.Message}", error);
        }
    }

    /// <summary>Merges two documents; objects are merged key by key.</summary>
    /// <param name="first">One document.</param>
    /// <param name="second">The other.</param>
    /// <param name="merged">The merged document.</param>
    /// <returns>False when both have a value that is no object, or differ, at the same place.</returns>
    public static bool TryMerge(in RegoValue first, in RegoValue second, out RegoValue merged)
    {
        merged = first;
        if (!first.TryGetObject(out var a) || !second.TryGetObject(out var b))
        {
            return first == second;
        }
        var builder = new ObjectBuilder(a);
        foreach (var (key, value) in b)
        {
            var existing = a.Get(key);
            var item = value;
            if (existing.IsDefined && !TryMerge(existing, value, out item))
            {
                return false;
            }
            builder.Set(key, item);
        }
        merged = builder.Build();
        return true;
    }

    private static bool IsYaml(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string FirstSentence(string message)
    {
        // What follows in .NET's words is the place, which is told already.
        string[] places = [" Path:", " LineNumber:"];
        var end = places.Select(p => message.IndexOf(p, StringComparison.Ordinal)).Where(i => i >= 0).DefaultIfEmpty(message.Length).Min();
        return message[..end].TrimEnd('.');
    }

    private sealed class Reader(Func<string, bool> isWanted)
    {
        public List<SourceText> Modules { get; } = [];

        public List<string> Problems { get; } = [];

        public RegoValue Data { get; private set; } = RegoObject.Empty;

        public void Add(string argument)
        {
            var (prefix, path) = Split(argument);
            if (Directory.Exists(path))
            {
                AddFolder(path, path, prefix);
            }
            else if (File.Exists(path))
            {
                AddFile(path, prefix);
            }
            else
            {
                Problems.Add($"{path}: no such file or folder");
            }
        }

        private static (string[] Prefix, string Path) Split(string argument)
        {
            var path = argument.StartsWith("file://", StringComparison.Ordinal) ? argument["file://".Length..] : argument;
            var colon = path.IndexOf(':');
            if (colon <= 0 || Path.Exists(path) || path.AsSpan(0, colon).IndexOfAny("/\\") >= 0)
            {
                return ([], path);
            }
            var prefix = path[..colon].Split('.');
            return (prefix is ["data", ..] ? prefix[1..] : prefix, path[(colon + 1)..]);
        }

        private void AddFolder(string root, string folder, string[] prefix)
        {
            foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                if (!Path.GetFileName(file).StartsWith('.') && isWanted(file) && IsKnown(file))
                {
                    var steps = Path.GetRelativePath(root, folder).Split(Path.DirectorySeparatorChar).Where(s => s != ".");
                    AddFile(file, [.. prefix, .. steps]);
                }
            }
            foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                // A link to a folder may lead back up: only real folders are followed.
                if (!Path.GetFileName(inner).StartsWith('.') && new DirectoryInfo(inner).LinkTarget is null)
                {
                    AddFolder(root, inner, prefix);
                }
            }
        }

        private static bool IsKnown(string file) =>
            file.EndsWith(".rego", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || IsYaml(file);

        private void AddFile(string file, string[] prefix)
        {
            try
            {
                if (file.EndsWith(".rego", StringComparison.Ordinal))
                {
                    Modules.Add(new SourceText(file, File.ReadAllText(file)));
                    return;
                }
                var value = ReadDocument(file);
                foreach (var step in prefix.Reverse())
                {
                    value = RegoObject.Create((RegoValue.From(step), value));
                }
                if (!value.TryGetObject(out _))
                {
                    Problems.Add($"{file}: the top of a data file must be an object");
                }
                else if (TryMerge(Data, value, out var merged))
                {
                    Data = merged;
                }
                else
                {
                    Problems.Add($"{file}: its data conflicts with that of another file");
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
            {
                Problems.Add(error is FormatException ? error.Message : $"{file}: {error.Message}");
            }
        }
    }
}
