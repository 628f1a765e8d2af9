using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>
/// A regular expression with RE2's syntax and Go's matching, always linear in the text. Safe to share between threads; compiled ones
/// are kept for the whole process, up to a bound.
/// </summary>
internal sealed class GoRegex
{
    private const int MaxCached = 1_000;

    private const int RecentSlots = 64;

    private const int WorkPerMatch = 10;

    /// <summary>Longer patterns are not kept: each takes some hundred bytes a character.</summary>
    private const int LongPattern = 10_000;

    private const int BytesPerCharacter = 800;

    /// <summary>.NET refuses larger expressions after it has put much memory into them.</summary>
    private const int MostFlat = 20_000;

    private static readonly ConcurrentDictionary<string, GoRegex> _cache = new(StringComparer.Ordinal);

    /// <summary>In longer texts .NET's automata, which leap over what no match begins with, are ahead.</summary>
    private const int LongText = 4_096;

    private static readonly GoRegex?[] _recent = new GoRegex?[RecentSlots];

    private readonly string _pattern;
    private readonly RegexNode _node;
    private readonly int _captures;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    // Made when first needed; a race makes one twice.
    private RegexProgram? _program;
    private RegexMachine? _machine;
    private RegexAutomaton? _automaton;
    private bool _hasNoAutomaton;
    private FlatRegex? _flat;

    private GoRegex(string pattern)
    {
        _pattern = pattern;
        _node = RegexParser.Parse(pattern, out _captures);
        CollectNames(_node);
    }

    /// <summary>Returns the compiled expression.</summary>
    /// <param name="pattern">RE2 syntax.</param>
    /// <param name="context">Whose limits hold; null for none.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="RegexSyntaxException">The pattern is not RE2.</exception>
    public static GoRegex Compile(string pattern, BuiltinContext? context = null)
    {
        if (pattern.Length > LongPattern)
        {
            context?.Reserve((long)pattern.Length * BytesPerCharacter);
            return new GoRegex(pattern);
        }
        // A policy asks for few patterns again and again: comparing one text costs less than hashing it.
        ref var recent = ref _recent[RecentSlot(pattern)];
        if (recent is { } last && string.Equals(last._pattern, pattern))
        {
            return last;
        }
        var regex = Find(pattern);
        recent = regex;
        return regex;
    }

    private static GoRegex Find(string pattern)
    {
        if (_cache.TryGetValue(pattern, out var known))
        {
            return known;
        }
        var compiled = new GoRegex(pattern);
        if (_cache.Count >= MaxCached)
        {
            _cache.Clear(); // Rare: a policy names far fewer patterns than this.
        }
        _cache[pattern] = compiled;
        return compiled;
    }

    /// <summary>Tells whether the text holds a match.</summary>
    /// <param name="text">The text.</param>
    /// <param name="context">Whose limits hold in long texts.</param>
    public bool IsMatch(string text, BuiltinContext context)
    {
        if (text.Length <= LongText && !_hasNoAutomaton)
        {
            var automaton = _automaton ??= RegexAutomaton.Make(Program);
            if (automaton?.IsMatch(text) is { } isMatch)
            {
                return isMatch;
            }
            _hasNoAutomaton = true;
        }
        return Flat.CanRead(text) ? Flat.IsMatch(text, context) : Machine.Find(text, 0, context) is not null;
    }

    /// <summary>Finds matches from left to right that do not overlap; an empty one does not follow right behind another.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">The most matches; negative for all.</param>
    /// <param name="context">Whose limits hold.</param>
    /// <returns>Begin and end of each match and of its groups, -1 where a group took no part.</returns>
    public List<int[]> FindAll(string text, long limit, BuiltinContext context)
    {
        var matches = new List<int[]>();
        // Once a text, not once a match: it looks at every character.
        var isFlat = Flat.CanRead(text);
        var previousEnd = -1;
        for (var at = 0; at <= text.Length && (limit < 0 || matches.Count < limit);)
        {
            // A search may lead far beyond the match that it finds.
            context.Spend(WorkPerMatch + (_captures / 4) + ((text.Length - at) / 1024));
            if (Find(text, at, isFlat, context) is not { } match)
            {
                break;
            }
            if (match[1] > match[0] || match[0] != previousEnd)
            {
                matches.Add(match);
            }
            previousEnd = match[1];
            at = match[1] > match[0] ? match[1] : match[1] < text.Length ? match[1] + GoText.CodePoints.LengthAt(text, match[1]) : text.Length + 1;
        }
        return matches;
    }

    /// <summary>Fills a replacement: <c>$1</c>, <c>${name}</c>, <c>$$</c>; a group that is not there is empty.</summary>
    public void Expand(StringBuilder output, string template, string text, int[] match, BuiltinContext context)
    {
        for (var i = 0; i < template.Length && output.Length <= BuiltinLimits.MaxText;)
        {
            context.Spend();
            var dollar = template.IndexOf('$', i);
            if (dollar < 0)
            {
                output.Append(template, i, template.Length - i);
                return;
            }
            output.Append(template, i, dollar - i);
            i = dollar + 1;
            if (i < template.Length && template[i] == '$')
            {
                output.Append('$');
                i++;
            }
            else if (TryReadName(template, ref i, out var name))
            {
                var group = name.All(char.IsAsciiDigit) && int.TryParse(name, out var number) ? number : _names.GetValueOrDefault(name, -1);
                if (group >= 0 && group <= _captures && match[group * 2] >= 0)
                {
                    context.Reserve((long)(match[(group * 2) + 1] - match[group * 2]) * sizeof(char));
                    output.Append(text, match[group * 2], match[(group * 2) + 1] - match[group * 2]);
                }
            }
            else
            {
                output.Append('$');
            }
        }
    }

    private RegexProgram Program => _program ??= new RegexProgram(_node);

    private RegexMachine Machine => _machine ??= new RegexMachine(Program, _captures);

    private FlatRegex Flat => _flat ??= new FlatRegex(_node, Program.Count <= MostFlat);

    private int[]? Find(string text, int start, bool isFlat, BuiltinContext context)
    {
        if (!isFlat)
        {
            return Machine.Find(text, start, context);
        }
        var match = Flat.Match(text, start, context);
        if (!match.Success)
        {
            return null;
        }
        var places = new int[(_captures + 1) * 2];
        for (var i = 0; i <= _captures; i++)
        {
            var group = match.Groups[i];
            places[i * 2] = group.Success ? group.Index : -1;
            places[(i * 2) + 1] = group.Success ? group.Index + group.Length : -1;
        }
        return places;
    }

    private static int RecentSlot(string pattern) =>
        pattern.Length == 0 ? 0 : (int)((((uint)pattern.Length * 31) + ((uint)pattern[^1] * 7) + pattern[pattern.Length / 2]) % RecentSlots);

    private static bool TryReadName(string template, ref int index, out string name)
    {
        var isBraced = index < template.Length && template[index] == '{';
        var start = isBraced ? index + 1 : index;
        var end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template[end]) || template[end] == '_'))
        {
            end++;
        }
        name = template[start..end];
        if (end == start || (isBraced && (end >= template.Length || template[end] != '}')))
        {
            return false;
        }
        index = isBraced ? end + 1 : end;
        return true;
    }

    private void CollectNames(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Capture capture:
                if (capture.Name is not null)
                {
                    _names[capture.Name] = capture.Index;
                }
                CollectNames(capture.Body);
                break;
            case RegexNode.Repeat repeat:
                CollectNames(repeat.Body);
                break;
            case RegexNode.Concat concat:
                foreach (var part in concat.Parts)
                {
                    CollectNames(part);
                }
                break;
            case RegexNode.Alternate alternate:
                foreach (var choice in alternate.Choices)
                {
                    CollectNames(choice);
                }
                break;
        }
    }

    /// <summary>The expression in .NET's syntax, for texts of which each code unit is one code point.</summary>
    private sealed class FlatRegex
    {
        private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

        /// <summary>A text of this many characters or more is read with a look at the limits now and then.</summary>
        private const int WatchedText = 1 << 16;

        private static readonly TimeSpan _firstLook = TimeSpan.FromMilliseconds(500);

        private readonly bool _usesWordBoundary;
        private readonly string _translated;
        private readonly Regex? _regex;
        private Regex? _watched;

        public FlatRegex(RegexNode node, bool isSmall)
        {
            _translated = RegexTranslator.Write(node, out _usesWordBoundary);
            if (!isSmall)
            {
                return;
            }
            try
            {
                _regex = new Regex(_translated, Options);
            }
            catch (NotSupportedException)
            {
                // The automaton would be too large; the machine takes every text.
            }
        }

        public bool IsMatch(string text, BuiltinContext context) =>
            text.Length < WatchedText ? _regex!.IsMatch(text) : Watch(context, regex => regex.IsMatch(text));

        public Match Match(string text, int start, BuiltinContext context) =>
            text.Length - start < WatchedText ? _regex!.Match(text, start) : Watch(context, regex => regex.Match(text, start));

        /// <summary>
        /// Searches, and looks at the limits when a search takes long: .NET's automata know no other way to be stopped than to give up
        /// after a time. A search that may go on begins anew and is given more.
        /// </summary>
        private T Watch<T>(BuiltinContext context, Func<Regex, T> search)
        {
            var regex = _watched ??= new Regex(_translated, Options, _firstLook);
            for (var time = _firstLook; ; regex = new Regex(_translated, Options, time))
            {
                context.Spend(int.MaxValue);
                try
                {
                    var found = search(regex);
                    context.Spend(int.MaxValue);
                    return found;
                }
                catch (RegexMatchTimeoutException)
                {
                    time *= 3;
                }
            }
        }

        public bool CanRead(string text) => _regex is not null && ByteText.IsFlat(text) && (!_usesWordBoundary || System.Text.Ascii.IsValid(text));
    }
}
