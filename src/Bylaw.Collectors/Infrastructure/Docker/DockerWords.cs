using System.Collections.Immutable;
using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Docker;

/// <summary>Splits arguments into words. Quotes and escapes hold a word together and stay in it.</summary>
internal static class DockerWords
{
    public static ImmutableArray<string> Blank(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Name, value and the mark between them: <c>=</c>, or nothing for the old form with a blank.</summary>
    public static ImmutableArray<string> Pairs(string command, string text, char escape, SourcePosition place)
    {
        var words = Split(text, escape);
        if (words.Count == 0)
        {
            return [];
        }
        if (!words[0].Contains('=', StringComparison.Ordinal))
        {
            var end = text.AsSpan().IndexOfAny(" \t");
            return end < 0
                ? throw new ConfigReadException($"{command.ToUpperInvariant()} needs a name and a value", place)
                : [text[..end], text[end..].Trim(), string.Empty];
        }
        var result = ImmutableArray.CreateBuilder<string>();
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw new ConfigReadException($"`{word}` has no `=`", place);
            }
            result.AddRange(word[..equals], word[(equals + 1)..], "=");
        }
        return result.ToImmutable();
    }

    public static List<string> Split(string text, char escape)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Flush();
                continue;
            }
            word.Append(c);
            if (c == escape && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'' && quote == '\0')
            {
                quote = c;
            }
        }
        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }
}
