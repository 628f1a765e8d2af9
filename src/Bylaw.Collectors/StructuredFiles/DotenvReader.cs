namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads dotenv files: <c>NAME=value</c>, quoted or not, <c>export</c> allowed.</summary>
public sealed class DotenvReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "dotenv";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName == ".env" || fileName.StartsWith(".env.", StringComparison.Ordinal) || fileName.EndsWith(".env", StringComparison.Ordinal);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var entries = new ConfigMap.Builder();
        var problems = new List<ConfigProblem>();
        foreach (var (line, place) in LineFormat.Lines(file, text))
        {
            var content = line.Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }
            content = content.StartsWith("export ", StringComparison.Ordinal) ? content[7..].TrimStart() : content;
            var equals = content.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                problems.Add(new ConfigProblem("a line is not of the form NAME=value", place));
                continue;
            }
            entries.Set(content[..equals].Trim(), ConfigValue.String(Value(content[(equals + 1)..].Trim()), place));
        }
        return new StructuredDocument(file, Name, [ConfigValue.Map(entries.Build())], [.. problems]);
    }

    private static string Value(string text)
    {
        if (text.Length > 1 && text[0] is '"' or '\'' && text.IndexOf(text[0], 1) is var close and > 0)
        {
            var inner = text[1..close];
            return text[0] == '"' ? inner.Replace("\\n", "\n", StringComparison.Ordinal) : inner;
        }
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
