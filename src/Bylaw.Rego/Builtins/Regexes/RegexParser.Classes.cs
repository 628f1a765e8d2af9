using System.Globalization;

namespace Bylaw.Rego.Builtins.Regexes;

/// <content>Classes of characters, and escapes.</content>
internal sealed partial class RegexParser
{
    private static readonly RuneSet _digits = RuneSet.Of([('0', '9')]);
    private static readonly RuneSet _words = RuneSet.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]);
    private static readonly RuneSet _spaces = RuneSet.Of([('\t', '\n'), ('\f', '\r'), (' ', ' ')]);

    private static readonly Dictionary<string, RuneSet> _posix = new(StringComparer.Ordinal)
    {
        ["alnum"] = RuneSet.Of([('0', '9'), ('A', 'Z'), ('a', 'z')]),
        ["alpha"] = RuneSet.Of([('A', 'Z'), ('a', 'z')]),
        ["ascii"] = RuneSet.Of([(0, 0x7F)]),
        ["blank"] = RuneSet.Of([('\t', '\t'), (' ', ' ')]),
        ["cntrl"] = RuneSet.Of([(0, 0x1F), (0x7F, 0x7F)]),
        ["digit"] = _digits,
        ["graph"] = RuneSet.Of([('!', '~')]),
        ["lower"] = RuneSet.Of([('a', 'z')]),
        ["print"] = RuneSet.Of([(' ', '~')]),
        ["punct"] = RuneSet.Of([('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        ["space"] = RuneSet.Of([('\t', '\r'), (' ', ' ')]),
        ["upper"] = RuneSet.Of([('A', 'Z')]),
        ["word"] = _words,
        ["xdigit"] = RuneSet.Of([('0', '9'), ('A', 'F'), ('a', 'f')]),
    };

    private RuneSet ParseClass()
    {
        var start = _index++;
        var ranges = new List<(int, int)>();
        var isNegated = Accept('^');
        for (var isFirst = true; ; isFirst = false)
        {
            if (_index >= _pattern.Length)
            {
                throw new RegexSyntaxException("missing closing ]", _pattern[start..]);
            }
            if (_pattern[_index] == ']' && !isFirst)
            {
                _index++;
                break;
            }
            if (_pattern[_index] == '-' && !isFirst && _index + 1 < _pattern.Length && _pattern[_index + 1] != ']')
            {
                // Perl lets a hyphen stand for itself after a range or class only where it is last or first.
                var end = Math.Min(_pattern.Length, _index + 2);
                throw new RegexSyntaxException("invalid character class range", _pattern[_index..end]);
            }
            if (TryParsePosix(out var set) || (_pattern[_index] == '\\' && TryParseClassEscape(out set)))
            {
                ranges.AddRange(set.Ranges);
                continue;
            }
            ranges.Add(ParseRange());
        }
        var result = RuneSet.Of(ranges);
        if (_foldCase)
        {
            result = result.FoldCase();
        }
        return isNegated ? result.Negate() : result;
    }

    private (int First, int Last) ParseRange()
    {
        var start = _index;
        var first = ReadClassRune();
        if (_index + 1 >= _pattern.Length || _pattern[_index] != '-' || _pattern[_index + 1] == ']')
        {
            return (first, first);
        }
        _index++;
        var last = ReadClassRune();
        return last >= first ? (first, last) : throw new RegexSyntaxException("invalid character class range", _pattern[start.._index]);
    }

    private int ReadClassRune()
    {
        if (_index >= _pattern.Length)
        {
            throw new RegexSyntaxException("missing closing ]", _pattern);
        }
        return _pattern[_index] == '\\' ? ReadEscapedRune() : ReadRune();
    }

    private bool TryParsePosix(out RuneSet set)
    {
        set = RuneSet.All;
        if (!_pattern.AsSpan(_index).StartsWith("[:"))
        {
            return false;
        }
        var close = _pattern.IndexOf(":]", _index + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            return false;
        }
        var name = _pattern[(_index + 2)..close];
        var isNegated = name.StartsWith('^');
        if (!_posix.TryGetValue(isNegated ? name[1..] : name, out var known))
        {
            throw new RegexSyntaxException("invalid character class range", _pattern[_index..(close + 2)]);
        }
        _index = close + 2;
        set = isNegated ? known.Negate() : known;
        return true;
    }

    /// <summary>Reads <c>\d \w \s \pL \p{Greek}</c> and their opposites.</summary>
    private bool TryParseClassEscape(out RuneSet set)
    {
        set = RuneSet.All;
        if (_index + 1 >= _pattern.Length)
        {
            return false;
        }
        var c = _pattern[_index + 1];
        if (c is 'p' or 'P')
        {
            set = ParseUnicodeClass();
            return true;
        }
        RuneSet? known = char.ToLowerInvariant(c) switch
        {
            'd' => _digits,
            'w' => _words,
            's' => _spaces,
            _ => null,
        };
        if (known is null)
        {
            return false;
        }
        _index += 2;
        set = char.IsAsciiLetterUpper(c) ? known.Negate() : known;
        return true;
    }

    private RuneSet ParseUnicodeClass()
    {
        var start = _index;
        var isNegated = _pattern[_index + 1] == 'P';
        _index += 2;
        string name;
        if (Accept('{'))
        {
            var close = _pattern.IndexOf('}', _index);
            if (close < 0)
            {
                throw new RegexSyntaxException("invalid character class range", _pattern[start..]);
            }
            name = _pattern[_index..close];
            _index = close + 1;
        }
        else
        {
            name = _index < _pattern.Length ? _pattern[_index++].ToString() : "";
        }
        if (name.StartsWith('^'))
        {
            isNegated = !isNegated;
            name = name[1..];
        }
        var set = name == "Any" ? RuneSet.All : UnicodeScripts.Find(name) ?? RuneSet.OfCategory(name)
            ?? throw new RegexSyntaxException("invalid character class range", _pattern[start.._index]);
        set = _foldCase ? set.FoldCase() : set;
        return isNegated ? set.Negate() : set;
    }

    private int ReadEscapedRune()
    {
        var start = _index++;
        if (_index >= _pattern.Length)
        {
            throw new RegexSyntaxException("trailing backslash at end of expression", "");
        }
        var c = _pattern[_index];
        if (c == '0' || (c is >= '1' and <= '7' && _index + 1 < _pattern.Length && _pattern[_index + 1] is >= '0' and <= '7'))
        {
            var value = 0;
            for (var i = 0; i < 3 && _index < _pattern.Length && _pattern[_index] is >= '0' and <= '7'; i++)
            {
                value = (value * 8) + (_pattern[_index++] - '0');
            }
            return value;
        }
        _index++;
        switch (c)
        {
            case 'a':
                return 7;
            case 'f':
                return 12;
            case 'n':
                return 10;
            case 'r':
                return 13;
            case 't':
                return 9;
            case 'v':
                return 11;
            case 'x':
                return ReadHex(start);
        }
        if (c < 0x80 && !char.IsAsciiLetterOrDigit(c))
        {
            return c;
        }
        throw new RegexSyntaxException("invalid escape sequence", _pattern[start.._index]);
    }

    private int ReadHex(int start)
    {
        string digits;
        if (Accept('{'))
        {
            var close = _pattern.IndexOf('}', _index);
            digits = close < 0 ? "" : _pattern[_index..close];
            _index = close < 0 ? _pattern.Length : close + 1;
        }
        else
        {
            digits = _index + 2 <= _pattern.Length ? _pattern.Substring(_index, 2) : "";
            _index = Math.Min(_pattern.Length, _index + 2);
        }
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0x10FFFF
            ? value
            : throw new RegexSyntaxException("invalid escape sequence", _pattern[start.._index]);
    }

    private bool Accept(char c)
    {
        if (_index < _pattern.Length && _pattern[_index] == c)
        {
            _index++;
            return true;
        }
        return false;
    }
}
