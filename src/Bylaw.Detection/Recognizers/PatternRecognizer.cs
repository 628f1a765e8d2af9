using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bylaw.Detection.Catalogue;

namespace Bylaw.Detection.Recognizers;

/// <summary>Finds one type by a pattern of the linear-time engine and a rule on what it matched.</summary>
internal sealed class PatternRecognizer
{
    private static readonly FrozenDictionary<string, PatternRecognizer> _byName = Load();

    private readonly Lazy<Regex> _pattern;
    private readonly Func<string, bool> _rule;

    private PatternRecognizer(string type, string rule, string pattern)
    {
        Type = type;
        HasRule = rule != "-";
        _rule = ContextRules.Find(rule);
        _pattern = new(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    public string Type { get; }

    public bool HasRule { get; }

    public static IEnumerable<string> Types => _byName.Values.Select(r => r.Type).Distinct();

    /// <summary>Finds the recogniser of a type, by its name or another tool's name for it.</summary>
    public static PatternRecognizer? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Lists the matches in a text that hold the rule and do not continue a longer word or number.</summary>
    public IEnumerable<(int Start, int Length)> Matches(string text)
    {
        var at = 0;
        while (at < text.Length && _pattern.Value.Match(text, at) is { Success: true } match)
        {
            at = match.Index + Math.Max(match.Length, 1);
            if (match.Length == 0 || !StandsAlone(text, match.Index, match.Length))
            {
                continue;
            }
            if (_rule(match.Value))
            {
                yield return (match.Index, match.Length);
            }
            else if (Shorter(match.Value) is { } shorter && _rule(shorter))
            {
                yield return (match.Index, shorter.Length);
                at = match.Index + shorter.Length;
            }
        }
    }

    /// <summary>Tells whether a whole value is of the type.</summary>
    public bool Fits(string value) => _pattern.Value.Match(value) is { Success: true } match && match.Index == 0 && match.Length == value.Length && _rule(value);

    /// <summary>A greedy match may have swallowed the next word: try it without the last one.</summary>
    private static string? Shorter(string value)
    {
        if (value.EndsWith('.'))
        {
            return value.TrimEnd('.');
        }
        var space = value.LastIndexOf(' ');
        return space > 4 ? value[..space] : null;
    }

    private bool StandsAlone(string text, int start, int length)
    {
        var end = start + length;
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (Type is "EMAIL" or "URL")
        {
            return true;
        }
        if (Type is "FI_HETU" or "KR_PASSPORT")
        {
            return !char.IsAsciiDigit(before) && !(char.IsAsciiLetterOrDigit(after));
        }
        // A dash or dot that joins more digits means the match is a part of something longer.
        var joins = (before is '-' or '.' or '/' or '+' && start > 1 && char.IsAsciiDigit(text[start - 2])) ||
            (after is '-' or '.' or '/' or '+' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]));
        return !char.IsAsciiLetterOrDigit(before) && !char.IsAsciiLetterOrDigit(after) && before != '_' && after != '_' && !(joins && HasRule && Type != "IP_ADDRESS");
    }

    private static FrozenDictionary<string, PatternRecognizer> Load()
    {
        var byName = new Dictionary<string, PatternRecognizer>(StringComparer.Ordinal);
        foreach (var row in CatalogueFile.Read("patterns.tsv"))
        {
            var recognizer = new PatternRecognizer(row[0], row[2], row[3]);
            foreach (var name in row[1].Split(',', StringSplitOptions.RemoveEmptyEntries).Append(row[0]))
            {
                byName[name] = recognizer;
            }
        }
        return byName.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
