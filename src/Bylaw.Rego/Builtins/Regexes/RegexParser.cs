using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>Parses RE2's syntax, the Perl flavour that Go reads.</summary>
/// <remarks>Source: github.com/google/re2, doc/syntax.txt; the messages are those of Go's regexp/syntax.</remarks>
internal sealed partial class RegexParser
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 1000;

    private const int LongestRepeat = 64;

    private readonly string _pattern;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _index;
    private int _captures;
    private int _depth;
    private bool _foldCase;
    private bool _multiLine;
    private bool _dotNewline;
    private bool _ungreedy;

    private RegexParser(string pattern) => _pattern = pattern;

    /// <summary>Parses a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="captures">How many groups it captures.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="RegexSyntaxException">The pattern is not RE2.</exception>
    public static RegexNode Parse(string pattern, out int captures)
    {
        var parser = new RegexParser(pattern);
        var node = parser.ParseAlternate();
        if (parser._index < pattern.Length)
        {
            throw new RegexSyntaxException("unexpected )", pattern);
        }
        if (Size(node) > 100_000)
        {
            throw new RegexSyntaxException("expression too large", pattern);
        }
        captures = parser._captures;
        return node;
    }

    private static long Size(RegexNode node) => node switch
    {
        RegexNode.Concat concat => 1 + concat.Parts.Sum(Size),
        RegexNode.Alternate alternate => 1 + alternate.Choices.Sum(Size),
        RegexNode.Capture capture => 1 + Size(capture.Body),
        RegexNode.Repeat repeat => 1 + (Size(repeat.Body) * Math.Max(1, Math.Max(repeat.Min, repeat.Max))),
        _ => 1,
    };

    private RegexNode ParseAlternate()
    {
        if (++_depth > MaxDepth)
        {
            throw new RegexSyntaxException("expression nests too deeply", _pattern);
        }
        var choices = new List<RegexNode> { ParseConcat() };
        while (_index < _pattern.Length && _pattern[_index] == '|')
        {
            _index++;
            choices.Add(ParseConcat());
        }
        _depth--;
        return choices.Count == 1 ? choices[0] : new RegexNode.Alternate(choices);
    }

    private RegexNode ParseConcat()
    {
        var parts = new List<RegexNode>();
        while (_index < _pattern.Length && _pattern[_index] is not ('|' or ')'))
        {
            var start = _index;
            if (_pattern[_index] is '*' or '+' or '?' || IsRepeat(out _, out _, out _))
            {
                throw new RegexSyntaxException("missing argument to repetition operator", RepeatText());
            }
            if (_pattern.AsSpan(_index).StartsWith("\\Q"))
            {
                ParseQuoted(parts);
            }
            else
            {
                parts.Add(ParseAtom());
            }
            if (parts.Count > 0)
            {
                parts[^1] = ParseRepeats(parts[^1], start);
            }
        }
        return parts.Count == 1 ? parts[0] : parts.Count == 0 ? new RegexNode.Empty() : new RegexNode.Concat(parts);
    }

    private void ParseQuoted(List<RegexNode> parts)
    {
        _index += 2;
        var end = _pattern.IndexOf("\\E", _index, StringComparison.Ordinal);
        var stop = end < 0 ? _pattern.Length : end;
        while (_index < stop)
        {
            parts.Add(Literal(ReadRune()));
        }
        _index = end < 0 ? stop : end + 2;
    }

    private RegexNode ParseRepeats(RegexNode body, int start)
    {
        var last = -1;
        while (_index < _pattern.Length)
        {
            var at = _index;
            int min;
            int max;
            if (_pattern[_index] is '*' or '+' or '?')
            {
                (min, max) = _pattern[_index] switch
                {
                    '*' => (0, -1),
                    '+' => (1, -1),
                    _ => (0, 1),
                };
                _index++;
            }
            else if (IsRepeat(out min, out max, out var length))
            {
                if (min > MaxRepeat || max > MaxRepeat || (max >= 0 && min > max))
                {
                    throw new RegexSyntaxException("invalid repeat count", _pattern.Substring(_index, length));
                }
                _index += length;
            }
            else
            {
                break;
            }
            var isGreedy = !_ungreedy;
            if (_index < _pattern.Length && _pattern[_index] == '?')
            {
                isGreedy = !isGreedy;
                _index++;
            }
            if (last >= 0)
            {
                throw new RegexSyntaxException("invalid nested repetition operator", _pattern[last.._index]);
            }
            last = at;
            body = new RegexNode.Repeat(body, min, max, isGreedy);
            if (RepeatProduct(body) > MaxRepeat)
            {
                throw new RegexSyntaxException("invalid repeat count", _pattern[start.._index]);
            }
        }
        return body;
    }

    private static long RepeatProduct(RegexNode node) => node switch
    {
        RegexNode.Repeat { Min: <= 1, Max: <= 1 } simple => RepeatProduct(simple.Body),
        RegexNode.Repeat repeat => Math.Max(repeat.Min, Math.Max(repeat.Max, 1)) * RepeatProduct(repeat.Body),
        RegexNode.Capture capture => RepeatProduct(capture.Body),
        RegexNode.Concat concat => concat.Parts.Max(RepeatProduct),
        RegexNode.Alternate alternate => alternate.Choices.Max(RepeatProduct),
        _ => 1,
    };

    /// <summary>Looks for <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; any other brace is a literal.</summary>
    private bool IsRepeat(out int min, out int max, out int length)
    {
        (min, max, length) = (0, 0, 0);
        if (_pattern[_index] != '{')
        {
            return false;
        }
        // Two counts and what stands around them: a brace that closes further on belongs to something else.
        var close = _pattern.IndexOf('}', _index, Math.Min(LongestRepeat, _pattern.Length - _index));
        if (close < 0)
        {
            return false;
        }
        var body = _pattern.AsSpan(_index + 1, close - _index - 1);
        length = close - _index + 1;
        var comma = body.IndexOf(',');
        if (!TryReadCount(comma < 0 ? body : body[..comma], out min))
        {
            return false;
        }
        if (comma < 0)
        {
            max = min;
            return true;
        }
        if (comma == body.Length - 1)
        {
            max = -1;
            return true;
        }
        return TryReadCount(body[(comma + 1)..], out max);
    }

    private static bool TryReadCount(ReadOnlySpan<char> text, out int count)
    {
        count = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9') || (text.Length > 1 && text[0] == '0'))
        {
            return false;
        }
        count = text.Length > 6 ? int.MaxValue : int.Parse(text, CultureInfo.InvariantCulture);
        return true;
    }

    private string RepeatText()
    {
        var length = 1;
        if (_pattern[_index] == '{')
        {
            IsRepeat(out _, out _, out length);
        }
        return _pattern.Substring(_index, length);
    }

    private RegexNode ParseAtom()
    {
        var c = _pattern[_index];
        switch (c)
        {
            case '(':
                return ParseGroup();
            case '[':
                return new RegexNode.Class(ParseClass());
            case '.':
                _index++;
                return new RegexNode.Class(_dotNewline ? RuneSet.All : RuneSet.AllButNewline);
            case '^':
                _index++;
                return new RegexNode.Empty(_multiLine ? RegexAnchor.BeginLine : RegexAnchor.BeginText);
            case '$':
                _index++;
                return new RegexNode.Empty(_multiLine ? RegexAnchor.EndLine : RegexAnchor.EndText);
            case '\\':
                return ParseEscape();
            default:
                return Literal(ReadRune());
        }
    }

    private RegexNode ParseEscape()
    {
        var anchor = _index + 1 < _pattern.Length
            ? _pattern[_index + 1] switch
            {
                'A' => RegexAnchor.BeginText,
                'z' => RegexAnchor.EndText,
                'b' => RegexAnchor.WordBoundary,
                'B' => RegexAnchor.NoWordBoundary,
                _ => RegexAnchor.None,
            }
            : RegexAnchor.None;
        if (anchor != RegexAnchor.None)
        {
            _index += 2;
            return new RegexNode.Empty(anchor);
        }
        if (TryParseClassEscape(out var set))
        {
            return new RegexNode.Class(set);
        }
        return Literal(ReadEscapedRune());
    }

    private RegexNode ParseGroup()
    {
        var start = _index++;
        var flags = (_foldCase, _multiLine, _dotNewline, _ungreedy);
        string? name = null;
        var isCapture = true;
        if (_index < _pattern.Length && _pattern[_index] == '?')
        {
            name = ReadGroupName();
            isCapture = name is not null;
            if (!isCapture && ReadFlags(start))
            {
                return new RegexNode.Empty(); // The flags hold until the enclosing group ends.
            }
        }
        var index = isCapture ? ++_captures : 0;
        var body = ParseAlternate();
        if (_index >= _pattern.Length || _pattern[_index] != ')')
        {
            throw new RegexSyntaxException("missing closing )", _pattern);
        }
        _index++;
        (_foldCase, _multiLine, _dotNewline, _ungreedy) = flags;
        return isCapture ? new RegexNode.Capture(body, index, name) : body;
    }

    private string? ReadGroupName()
    {
        var rest = _pattern.AsSpan(_index);
        var length = rest.StartsWith("?P<") ? 3 : rest.StartsWith("?<") ? 2 : 0;
        if (length == 0)
        {
            return null;
        }
        var close = _pattern.IndexOf('>', _index);
        if (close < 0)
        {
            throw new RegexSyntaxException("invalid named capture", _pattern[(_index - 1)..]);
        }
        var name = _pattern[(_index + length)..close];
        var text = _pattern[(_index - 1)..(close + 1)];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new RegexSyntaxException("invalid named capture", text);
        }
        if (!_names.Add(name))
        {
            throw new RegexSyntaxException("duplicate capture group name", name);
        }
        _index = close + 1;
        return name;
    }

    /// <summary>Reads <c>?flags)</c> or <c>?flags:</c>.</summary>
    /// <returns>True when the group ends with its flags.</returns>
    private bool ReadFlags(int start)
    {
        var on = true;
        var seen = false;
        for (_index++; _index < _pattern.Length; _index++)
        {
            switch (_pattern[_index])
            {
                case 'i':
                    _foldCase = on;
                    break;
                case 'm':
                    _multiLine = on;
                    break;
                case 's':
                    _dotNewline = on;
                    break;
                case 'U':
                    _ungreedy = on;
                    break;
                case '-' when on:
                    on = false;
                    seen = false;
                    continue;
                case ':' or ')' when on || seen:
                    return _pattern[_index++] == ')';
                default:
                    throw new RegexSyntaxException("invalid or unsupported Perl syntax", _pattern[start..(_index + 1)]);
            }
            seen = true;
        }
        throw new RegexSyntaxException("missing argument to repetition operator", "?");
    }

    private RegexNode.Class Literal(int rune)
    {
        var set = RuneSet.Of([(rune, rune)]);
        return new RegexNode.Class(_foldCase ? set.FoldCase() : set);
    }

    private int ReadRune()
    {
        var status = Rune.DecodeFromUtf16(_pattern.AsSpan(_index), out var rune, out var length);
        var unit = _pattern[_index];
        _index += length;
        return status == System.Buffers.OperationStatus.Done ? rune.Value : unit;
    }
}
