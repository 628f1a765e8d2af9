namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads ignore files such as <c>.gitignore</c>: a list of lines, comments and blank lines left out.</summary>
public sealed class IgnoreReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "ignore";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName is ".gitignore" or ".dockerignore";

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var items = LineFormat.Lines(file, text).Where(l => l.Text.Trim() is { Length: > 0 } t && t[0] != '#').Select(l =>
        {
            var entries = new ConfigMap.Builder();
            entries.Set("Kind", ConfigValue.String(l.Text.TrimStart().StartsWith('!') ? "NegatedPath" : "Path", l.Place));
            entries.Set("Value", ConfigValue.String(l.Text.Trim().TrimStart('!'), l.Place));
            entries.Set("Original", ConfigValue.String(l.Text, l.Place));
            return ConfigValue.Map(entries.Build(), l.Place);
        });
        return new StructuredDocument(file, Name, [ConfigValue.List([.. items])], []);
    }
}
