using System.Text.RegularExpressions;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.ForeignPolicies;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Test;

/// <summary>One input for policies: a document of a file, or all files together.</summary>
/// <param name="File">The name that results bear.</param>
/// <param name="Value">The input.</param>
/// <param name="Find">Finds the place of a path into it.</param>
internal sealed record TestInput(string File, RegoValue Value, Func<InputPath, SourcePosition> Find)
{
    /// <summary>The name of all files together.</summary>
    public const string CombinedName = "Combined";

    /// <summary>Reads files and folders.</summary>
    /// <exception cref="UserErrorException">A file is not there or is broken; the message names the place.</exception>
    public static List<StructuredDocument> Read(IEnumerable<string> paths, string? parser, string? ignore)
    {
        IStructuredReader? reader = null;
        if (parser is not null && !StructuredReaders.TryFind(parser, out reader))
        {
            throw new UserErrorException($"there is no reader '{parser}'; known are {string.Join(", ", StructuredReaders.All.Select(r => r.Name))}");
        }
        var documents = new List<StructuredDocument>();
        foreach (var path in paths.SelectMany(p => Expand(p, parser is not null, ignore)))
        {
            var document = StructuredReaders.Read(path, ReadBytes(path), null, reader);
            if (!document.Succeeded)
            {
                throw new UserErrorException(document.Problems.First(p => p.IsFatal).ToString());
            }
            documents.Add(document);
        }
        return documents.Count > 0 ? documents : throw new UserErrorException("no file that a reader knows was found");
    }

    /// <summary>Makes one input of each document: a list at the top, such as several YAML documents, is judged item by item; the lines of a Dockerfile belong together.</summary>
    public static IEnumerable<TestInput> Each(StructuredDocument document)
    {
        IEnumerable<ConfigValue> roots = document.Input.Kind == ConfigKind.List && !IsListOfLines(document) ? document.Input.Items : [document.Input];
        foreach (var root in roots)
        {
            yield return new TestInput(document.File, Convert(root), p => PointerPositions.Find(root, p.Path.Select(Text)));
        }
    }

    /// <summary>Makes one input of all files: a list of <c>{"path", "contents"}</c>.</summary>
    public static TestInput Combine(List<StructuredDocument> documents) => new(
        CombinedName,
        RegoArray.Create([.. documents.Select(d => (RegoValue)RegoObject.Create(("path", d.File), ("contents", IsListOfLines(d) ? RegoArray.Create(Convert(d.Input)) : Convert(d.Input))))]),
        path => path.Path is [var first, ..] && first.TryGetInt64(out var index)
            ? PointerPositions.Find(documents[(int)index].Input, path.Path.Skip(IsListOfLines(documents[(int)index]) ? 3 : 2).Select(Text)) is { IsKnown: true } place ? place : new SourcePosition(documents[(int)index].File, 1, 1, 1, 1)
            : default);

    /// <summary>Tells of formats whose one document is the list of its lines; combined, conftest has them as a list of documents.</summary>
    private static bool IsListOfLines(StructuredDocument document) => document is { Format: "dockerfile" or "ignore", Roots.Length: 1 };

    private static RegoValue Convert(ConfigValue value) => RegoValue.FromJson(System.Text.Encoding.UTF8.GetBytes(ConfigJson.Write(value)));

    private static string Text(RegoValue key) => key.TryGetString(out var text) ? text : key.ToJson();

    private static IEnumerable<string> Expand(string path, bool isForced, string? ignore)
    {
        if (!Directory.Exists(path))
        {
            return path == "-" || System.IO.File.Exists(path) ? [path] : throw new UserErrorException($"no such file or folder: {path}");
        }
        var pattern = ignore is null ? null : new Regex(ignore, RegexOptions.NonBacktracking);
        return Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Contains(".git") && (isForced || StructuredReaders.TryForFile(f, out _)) && pattern?.IsMatch(f) != true)
            .Order(StringComparer.Ordinal);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (path != "-")
            {
                return System.IO.File.ReadAllBytes(path);
            }
            using var buffer = new MemoryStream();
            using var input = Console.OpenStandardInput();
            input.CopyTo(buffer);
            return buffer.ToArray();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {path}: {fault.Message}");
        }
    }
}
