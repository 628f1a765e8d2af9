using System.Collections.Immutable;
using System.Text;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads CSV with a header line into a list of objects. Every cell is text.</summary>
/// <remarks>Source: RFC 4180.</remarks>
public sealed class CsvReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var source = new SourceText(file, text);
        var rows = ImmutableArray.CreateBuilder<ConfigValue>();
        List<ConfigValue>? header = null;
        var at = 0;
        long count = 0;
        try
        {
            while (at < source.Text.Length)
            {
                var start = at;
                var row = ReadRow(source, ref at);
                count += row.Count;
                if (count > limits.MaxValues)
                {
                    throw new ConfigReadException($"the file holds more than {limits.MaxValues} values", source.At(start, at));
                }
                if (row is [{ Text.Length: 0 }])
                {
                    continue;
                }
                if (header is null)
                {
                    header = row;
                    continue;
                }
                var entries = new ConfigMap.Builder();
                for (var i = 0; i < Math.Min(row.Count, header.Count); i++)
                {
                    entries.Set(header[i].Text, row[i]);
                }
                rows.Add(ConfigValue.Map(entries.Build(), source.At(start, at)));
            }
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, [], [fault.ToProblem()]);
        }
        return new StructuredDocument(file, Name, [ConfigValue.List(rows.ToImmutable(), source.At(0, source.Text.Length))], []);
    }

    private static List<ConfigValue> ReadRow(SourceText source, ref int at)
    {
        var text = source.Text;
        var row = new List<ConfigValue>();
        while (true)
        {
            var start = at;
            var cell = at < text.Length && text[at] == '"' ? ReadQuoted(source, ref at) : ReadPlain(text, ref at);
            row.Add(ConfigValue.String(cell, source.At(start, at)));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }
            at += at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
            return row;
        }
    }

    private static string ReadPlain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
        {
            at++;
        }
        return text[start..at];
    }

    private static string ReadQuoted(SourceText source, ref int at)
    {
        var text = source.Text;
        var start = at++;
        var result = new StringBuilder();
        while (at < text.Length)
        {
            if (text[at] != '"')
            {
                result.Append(text[at++]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                result.Append('"');
                at += 2;
            }
            else
            {
                at++;
                return result.ToString();
            }
        }
        throw new ConfigReadException("a quoted cell is never closed", source.At(start, start + 1));
    }
}
