using System.Text.RegularExpressions;
using Bylaw.Detection.Validation;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Bylaw.Detection.Recognizers;

/// <summary>A recogniser that the user writes: a required literal, a linear-time pattern, a check and context words.</summary>
public sealed class CustomRecognizer
{
    private readonly Regex _pattern;
    private readonly Func<string, bool> _check;

    private CustomRecognizer(string type, string? literal, Regex pattern, Func<string, bool> check, IReadOnlyList<string> context, double score) =>
        (Type, Literal, _pattern, _check, ContextWords, Score) = (type, literal, pattern, check, context, score);

    /// <summary>Gets the name that findings bear.</summary>
    public string Type { get; }

    /// <summary>Gets the text that must stand in the input before the pattern is tried, or null.</summary>
    public string? Literal { get; }

    /// <summary>Gets words one of which must stand near, in lower case; empty when none need.</summary>
    public IReadOnlyList<string> ContextWords { get; }

    /// <summary>Gets the score of a match.</summary>
    public double Score { get; }

    /// <summary>Reads recognisers from YAML: a list under <c>recognizers</c> with type, pattern, and optionally literal, check, context, score.</summary>
    /// <param name="yaml">The YAML text.</param>
    /// <returns>The recognisers.</returns>
    /// <exception cref="FormatException">The YAML, a pattern or a check is wrong; the message names the recogniser.</exception>
    public static IReadOnlyList<CustomRecognizer> ParseYaml(string yaml)
    {
        Document document;
        try
        {
            var reader = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build();
            document = reader.Deserialize<Document>(yaml) ?? new Document();
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}: {error.InnerException?.Message ?? error.Message}");
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a list or mapping that was opened with `[` or `{` is not closed", error);
        }
        return [.. document.Recognizers.Select(Build)];
    }

    internal IEnumerable<(int Start, int Length)> Matches(string text)
    {
        if (Literal is not null && !text.Contains(Literal, StringComparison.Ordinal))
        {
            yield break;
        }
        foreach (Match match in _pattern.Matches(text))
        {
            if (match.Length > 0 && _check(match.Value))
            {
                yield return (match.Index, match.Length);
            }
        }
    }

    private static CustomRecognizer Build(Entry entry)
    {
        var type = entry.Type ?? throw new FormatException("a recogniser lacks `type`");
        if (string.IsNullOrEmpty(entry.Pattern))
        {
            throw new FormatException($"recogniser {type} lacks `pattern`");
        }
        if (entry.Check is not null && !IdentifierChecks.Knows(entry.Check))
        {
            throw new FormatException($"recogniser {type}: there is no check named {entry.Check}");
        }
        if (entry.Score is < 0 or > 1)
        {
            throw new FormatException($"recogniser {type}: score must be from 0 to 1");
        }
        try
        {
            var pattern = new Regex(entry.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            Func<string, bool> check = entry.Check is { } name ? text => IdentifierChecks.IsValid(name, text) : static _ => true;
            return new(type, entry.Literal, pattern, check, [.. (entry.Context ?? []).Select(w => w.ToLowerInvariant())], entry.Score ?? 0.7);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"recogniser {type}: the pattern is not one the linear engine can run: {error.Message}");
        }
    }

    private sealed class Document
    {
        public List<Entry> Recognizers { get; set; } = [];
    }

    private sealed class Entry
    {
        public string? Type { get; set; }
        public string? Pattern { get; set; }
        public string? Literal { get; set; }
        public string? Check { get; set; }
        public List<string>? Context { get; set; }
        public double? Score { get; set; }
    }
}
