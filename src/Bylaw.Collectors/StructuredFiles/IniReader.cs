namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads INI files: sections of names with text values. Names before the first section are left out, as in other tools.</summary>
public sealed class IniReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "ini";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".ini", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var sections = new ConfigMap.Builder();
        var problems = new List<ConfigProblem>();
        var name = string.Empty;
        var start = default(SourcePosition);
        var section = new ConfigMap.Builder();
        foreach (var (line, place) in LineFormat.Lines(file, text))
        {
            var content = line.Trim();
            if (content.Length == 0 || content[0] is ';' or '#')
            {
                continue;
            }
            if (content[0] == '[')
            {
                Close();
                if (content[^1] != ']')
                {
                    problems.Add(new ConfigProblem("a section name is never closed", place));
                    continue;
                }
                (name, start) = (content[1..^1].Trim(), place);
                continue;
            }
            var equals = content.AsSpan().IndexOfAny('=', ':');
            if (equals < 0)
            {
                problems.Add(new ConfigProblem("a line has neither a section nor a value", place, IsFatal: false));
                continue;
            }
            section.Set(content[..equals].Trim(), ConfigValue.String(Unquote(content[(equals + 1)..].Trim()), place));
        }
        Close();
        return new StructuredDocument(file, Name, [ConfigValue.Map(sections.Build())], [.. problems]);

        void Close()
        {
            if (name.Length > 0)
            {
                sections.Set(name, ConfigValue.Map(section.Build(), start));
            }
            section = new ConfigMap.Builder();
        }
    }

    private static string Unquote(string text) => text is ['"', .., '"'] or ['`', .., '`'] or ['\'', .., '\''] && text.Length > 1 ? text[1..^1] : text;
}
