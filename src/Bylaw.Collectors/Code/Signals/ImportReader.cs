using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>A name that a file refers to, and the line.</summary>
/// <param name="Ecosystem">Whose name it is, as the catalogue says.</param>
/// <param name="Name">The module or package.</param>
/// <param name="Line">From 1.</param>
internal readonly record struct NamedUse(string Ecosystem, string Name, int Line);

/// <summary>Reads the imports of source files and notebooks, line by line.</summary>
internal static partial class ImportReader
{
    /// <summary>Reads what a source file imports; nothing for a file of another kind.</summary>
    public static IEnumerable<NamedUse> Read(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".py" or ".pyi" => Python(Lines(text)),
        ".ipynb" => Python(NotebookLines(text)),
        ".js" or ".mjs" or ".cjs" or ".jsx" or ".ts" or ".mts" or ".cts" or ".tsx" or ".vue" or ".svelte" => Each("npm", Script(), text),
        ".cs" or ".razor" => Each("nuget", CSharp(), text),
        ".fs" or ".fsx" => Each("nuget", FSharp(), text),
        ".vb" => Each("nuget", VisualBasic(), text),
        ".go" => Each("go", Go(), text),
        ".java" or ".kt" or ".kts" or ".scala" or ".groovy" => Each("java", Java(), text),
        ".rs" => Each("cargo", Rust(), text).Select(u => u with { Name = u.Name.Replace('_', '-') }),
        _ => [],
    };

    /// <summary>Tells whether a file holds source code.</summary>
    public static bool IsSource(string path) => Path.GetExtension(path).ToLowerInvariant() is ".py" or ".pyi" or ".ipynb" or ".js" or ".mjs" or ".cjs" or ".jsx" or ".ts"
        or ".mts" or ".cts" or ".tsx" or ".vue" or ".svelte" or ".cs" or ".razor" or ".fs" or ".fsx" or ".vb" or ".go" or ".java" or ".kt" or ".kts" or ".scala" or ".groovy" or ".rs"
        or ".rb" or ".php" or ".swift" or ".sh" or ".ps1" or ".r";

    private static IEnumerable<(string Text, int Number)> Lines(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Length < 2000)
            {
                yield return (line.TrimEnd('\r'), number);
            }
        }
    }

    private static IEnumerable<NamedUse> Each(string ecosystem, Regex pattern, string text)
    {
        foreach (var (line, number) in Lines(text))
        {
            if (line.AsSpan().TrimStart().StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }
            foreach (Match match in pattern.Matches(line))
            {
                yield return new NamedUse(ecosystem, match.Groups[1].Value, number);
            }
        }
    }

    /// <summary>Python's imports outside texts of three quotes, where examples stand.</summary>
    private static IEnumerable<NamedUse> Python(IEnumerable<(string Text, int Number)> lines)
    {
        string? quote = null;
        foreach (var (line, number) in lines)
        {
            var inside = quote is not null;
            foreach (Match mark in TripleQuote().Matches(line))
            {
                quote = quote is null ? mark.Value : quote == mark.Value ? null : quote;
            }
            if (inside)
            {
                continue;
            }
            if (PythonFrom().Match(line) is { Success: true } from)
            {
                yield return new NamedUse("python", from.Groups[1].Value, number);
                foreach (var name in from.Groups[2].Value.Trim('(', ')', ' ').Split(','))
                {
                    yield return new NamedUse("python", $"{from.Groups[1].Value}.{name.Trim().Split(' ')[0]}", number);
                }
            }
            else if (PythonImport().Match(line) is { Success: true } import)
            {
                foreach (var name in import.Groups[1].Value.Split(','))
                {
                    yield return new NamedUse("python", name.Trim().Split(' ')[0], number);
                }
            }
        }
    }

    /// <summary>The lines of a notebook's code cells. Lines count within the notebook's code, since its JSON has none of its own.</summary>
    private static IEnumerable<(string Text, int Number)> NotebookLines(string text)
    {
        JsonArray cells;
        try
        {
            cells = JsonNode.Parse(text)?["cells"] as JsonArray ?? [];
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            return Lines(text);
        }
        var code = cells.OfType<JsonObject>().Where(c => c["cell_type"]?.ToString() == "code").Select(c => c["source"] switch
        {
            JsonArray lines => string.Concat(lines.Select(l => l?.ToString())),
            var one => one?.ToString() ?? "",
        });
        return Lines(string.Join('\n', code));
    }

    [GeneratedRegex("""(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"\s]+)['"]""", RegexOptions.CultureInvariant)]
    private static partial Regex Script();

    [GeneratedRegex(@"^\s*(?:@using|(?:global\s+)?using)\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Za-z_][\w.]*)\s*;?", RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^\s*open\s+([A-Za-z_][\w.]*)", RegexOptions.CultureInvariant)]
    private static partial Regex FSharp();

    [GeneratedRegex(@"^\s*Imports\s+([A-Za-z_][\w.]*)", RegexOptions.CultureInvariant)]
    private static partial Regex VisualBasic();

    [GeneratedRegex("""^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w.-]+\.[a-z]+/[^"\s]+)"\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Go();

    [GeneratedRegex(@"^\s*import\s+(?:static\s+)?([a-z_][\w.]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Java();

    [GeneratedRegex(@"^\s*(?:pub\s+)?(?:use|extern\s+crate)\s+(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Rust();

    [GeneratedRegex("\"\"\"|'''", RegexOptions.CultureInvariant)]
    private static partial Regex TripleQuote();

    [GeneratedRegex(@"^\s*(?:>>>\s*)?from\s+([A-Za-z_][\w.]*)\s+import\s+(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex PythonFrom();

    [GeneratedRegex(@"^\s*import\s+([A-Za-z_][\w.]*(?:\s+as\s+\w+)?(?:\s*,\s*[A-Za-z_][\w.]*(?:\s+as\s+\w+)?)*)", RegexOptions.CultureInvariant)]
    private static partial Regex PythonImport();
}
