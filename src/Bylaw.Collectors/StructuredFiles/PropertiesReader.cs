using System.Text;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads Java properties: names with text values, continued lines and unicode escapes.</summary>
public sealed class PropertiesReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "properties";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName.EndsWith(".properties", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var entries = new ConfigMap.Builder();
        var pending = new StringBuilder();
        var start = default(SourcePosition);
        foreach (var (line, place) in LineFormat.Lines(file, text))
        {
            var content = line.TrimStart();
            if (pending.Length == 0 && (content.Length == 0 || content[0] is '#' or '!'))
            {
                continue;
            }
            start = pending.Length == 0 ? place : start;
            pending.Append(content);
            if (EndsOpen(content))
            {
                pending.Length--;
                continue;
            }
            Add(entries, pending.ToString(), start.To(place));
            pending.Clear();
        }
        if (pending.Length > 0)
        {
            Add(entries, pending.ToString(), start);
        }
        return new StructuredDocument(file, Name, [ConfigValue.Map(entries.Build())], []);
    }

    private static bool EndsOpen(string line)
    {
        var count = 0;
        while (count < line.Length && line[line.Length - 1 - count] == '\\')
        {
            count++;
        }
        return count % 2 == 1;
    }

    private static void Add(ConfigMap.Builder entries, string line, SourcePosition place)
    {
        var end = 0;
        while (end < line.Length && line[end] is not ('=' or ':' or ' ' or '\t'))
        {
            end += line[end] == '\\' ? 2 : 1;
        }
        end = Math.Min(end, line.Length);
        var rest = line[end..].TrimStart();
        rest = rest.StartsWith('=') || rest.StartsWith(':') ? rest[1..].TrimStart() : rest;
        entries.Set(Unescape(line[..end]), ConfigValue.String(Unescape(rest), place));
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var c = text[++i];
            if (c == 'u' && i + 4 < text.Length && ushort.TryParse(text.AsSpan(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
            {
                result.Append((char)unit);
                i += 4;
                continue;
            }
            result.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => c });
        }
        return result.ToString();
    }
}
