namespace Bylaw.Collectors.Models.Cards;

/// <summary>The YAML block at the head of a Markdown file, read as plain text values.</summary>
internal sealed class FrontMatter
{
    private const int MaxValues = 10_000;
    private readonly Dictionary<string, object?> _root;

    private FrontMatter(Dictionary<string, object?> root) => _root = root;

    /// <summary>Gets a front matter without any value.</summary>
    public static FrontMatter Empty { get; } = new([]);

    /// <summary>Splits a Markdown text into its front matter and its body.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="body">What follows the block, or the whole text when there is none.</param>
    /// <param name="problem">What is wrong with the block; null when it is sound or absent.</param>
    public static FrontMatter Split(string markdown, out string body, out string? problem)
    {
        body = markdown;
        problem = null;
        var text = markdown.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
        {
            return Empty;
        }
        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0)
        {
            problem = "the front matter is not closed by ---";
            return Empty;
        }
        var lineEnd = text.IndexOf('\n', end + 4);
        body = lineEnd < 0 ? "" : text[(lineEnd + 1)..];
        return Parse(text[4..(end + 1)], out problem);
    }

    /// <summary>Reads a YAML mapping.</summary>
    public static FrontMatter Parse(string yaml, out string? problem)
    {
        problem = null;
        try
        {
            return YamlTree.Read(yaml) is Dictionary<string, object?> root ? new FrontMatter(root) : Empty;
        }
        catch (InvalidDataException fault)
        {
            problem = $"the front matter is no YAML: {fault.Message}";
            return Empty;
        }
    }

    /// <summary>Returns the text at a path of keys, or null when there is none or it is no plain value.</summary>
    public string? Text(params string[] path) => Node(path) is string { Length: > 0 } value ? value : null;

    /// <summary>Returns the texts at a path: those of a list, or the single one.</summary>
    public IReadOnlyList<string> Texts(params string[] path) => Node(path) switch
    {
        string { Length: > 0 } value => [value],
        List<object?> list => [.. list.OfType<string>().Where(v => v.Length > 0).Take(MaxValues)],
        _ => [],
    };

    /// <summary>Returns the mappings of the list at a path.</summary>
    public IReadOnlyList<FrontMatter> Items(params string[] path) => Node(path) switch
    {
        List<object?> list => [.. list.OfType<Dictionary<string, object?>>().Take(MaxValues).Select(m => new FrontMatter(m))],
        Dictionary<string, object?> one => [new FrontMatter(one)],
        _ => [],
    };

    /// <summary>Returns the keys of the mapping at a path.</summary>
    public IReadOnlyList<string> Keys(params string[] path) => Node(path) is Dictionary<string, object?> map ? [.. map.Keys] : [];

    private object? Node(string[] path)
    {
        object? node = _root;
        foreach (var key in path)
        {
            node = node is Dictionary<string, object?> map ? map.GetValueOrDefault(key) : null;
        }
        return node;
    }
}
