using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads EDN, the data of Clojure. Keywords keep their colon (<c>:name</c>), symbols become text, sets and lists become lists, tags are left out.</summary>
public sealed class EdnReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "edn";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName.EndsWith(".edn", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var cursor = new Cursor(new SourceText(file, text), limits);
        try
        {
            return new StructuredDocument(file, Name, [.. cursor.ReadAll()], []);
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, [], [fault.ToProblem()]);
        }
    }

    private sealed class Cursor(SourceText source, ReadLimits limits)
    {
        private readonly string _text = source.Text;
        private int _at;
        private int _depth;
        private long _count;

        public List<ConfigValue> ReadAll()
        {
            var roots = new List<ConfigValue>();
            while (Skip())
            {
                roots.Add(ReadValue());
            }
            return roots.Count > 0 ? roots : throw Fault("a value was expected before the end of the file");
        }

        private ConfigReadException Fault(string message) => new(message, source.At(_at, Math.Min(_at + 1, _text.Length)));

        private ConfigValue ReadValue()
        {
            if (++_count > limits.MaxValues)
            {
                throw Fault($"the file holds more than {limits.MaxValues} values");
            }
            var start = _at;
            switch (_text[_at])
            {
                case '{':
                    _at++;
                    return ReadMap(start);
                case '[':
                    _at++;
                    return ConfigValue.List(ReadItems(']'), source.At(start, _at));
                case '(':
                    _at++;
                    return ConfigValue.List(ReadItems(')'), source.At(start, _at));
                case '#' when At(1) == '{':
                    _at += 2;
                    return ConfigValue.List(ReadItems('}'), source.At(start, _at));
                case '#':
                    return ReadTagged();
                case '"':
                    _at++;
                    var text = ReadString(start);
                    return ConfigValue.String(text, source.At(start, _at));
                case '}' or ']' or ')':
                    throw Fault($"unexpected `{_text[_at]}`");
                default:
                    return ReadWord(start);
            }
        }

        private char At(int offset) => _at + offset < _text.Length ? _text[_at + offset] : '\0';

        private ConfigValue ReadMap(int start)
        {
            var entries = new ConfigMap.Builder();
            var items = ReadItems('}');
            for (var i = 0; i < items.Length; i += 2)
            {
                if (i + 1 == items.Length)
                {
                    throw new ConfigReadException("a key without a value", items[i].Position);
                }
                entries.Set(items[i].Kind is ConfigKind.List or ConfigKind.Map ? ConfigJson.Write(items[i]) : items[i].Text, items[i + 1]);
            }
            return ConfigValue.Map(entries.Build(), source.At(start, _at));
        }

        private ImmutableArray<ConfigValue> ReadItems(char close)
        {
            if (++_depth > limits.MaxDepth)
            {
                throw Fault($"nesting is deeper than {limits.MaxDepth}");
            }
            var start = _at - 1;
            var items = ImmutableArray.CreateBuilder<ConfigValue>();
            while (Skip())
            {
                if (_text[_at] == close)
                {
                    _at++;
                    _depth--;
                    return items.ToImmutable();
                }
                items.Add(ReadValue());
            }
            _at = start;
            throw Fault($"`{close}` is missing");
        }

        /// <summary>A tag says how Clojure reads the value behind it; the value is kept as it is written.</summary>
        private ConfigValue ReadTagged()
        {
            _at++;
            if (!IsWord(At(0)))
            {
                throw Fault("a tag was expected behind `#`");
            }
            Word();
            return ++_depth <= limits.MaxDepth && Skip() ? Leave(ReadValue()) : throw Fault("a value was expected behind a tag");
        }

        private ConfigValue Leave(ConfigValue value)
        {
            _depth--;
            return value;
        }

        private ConfigValue ReadWord(int start)
        {
            if (_text[_at] == '\\')
            {
                _at += 2;
                var name = At(-1) + Word();
                return ConfigValue.String(name switch { "newline" => "\n", "return" => "\r", "space" => " ", "tab" => "\t", _ => name }, source.At(start, _at));
            }
            if (!IsWord(_text[_at]))
            {
                throw Fault($"unexpected `{_text[_at]}`");
            }
            var word = Word();
            var place = source.At(start, _at);
            return word switch
            {
                "nil" => ConfigValue.Null(place),
                "true" => ConfigValue.Boolean(true, place),
                "false" => ConfigValue.Boolean(false, place),
                _ when char.IsAsciiDigit(word[0]) || (word[0] is '-' or '+' && word.Length > 1 && char.IsAsciiDigit(word[1])) => Number(word, place),
                _ => ConfigValue.String(word, place),
            };
        }

        /// <summary>The marks of exactness, N and M, say nothing to JSON.</summary>
        private static ConfigValue Number(string word, SourcePosition place)
        {
            var digits = word.TrimEnd('N', 'M').TrimStart('+');
            return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? ConfigValue.Number(value.ToString(CultureInfo.InvariantCulture), place)
                : double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var wide) && double.IsFinite(wide) ? ConfigValue.Number(wide.ToString("R", CultureInfo.InvariantCulture), place)
                : throw new ConfigReadException($"`{word}` is not a number", place);
        }

        private string Word()
        {
            var start = _at;
            while (IsWord(At(0)))
            {
                _at++;
            }
            return _text[start.._at];
        }

        private static bool IsWord(char c) => char.IsLetterOrDigit(c) || (c > 0 && ".*+!-_?$%&=<>:/#'|".Contains(c, StringComparison.Ordinal));

        private string ReadString(int start)
        {
            var result = new StringBuilder();
            while (_at < _text.Length)
            {
                var c = _text[_at++];
                if (c == '"')
                {
                    return result.ToString();
                }
                result.Append(c == '\\' ? Escape() : c);
            }
            _at = start;
            throw Fault("a string is never closed");
        }

        private char Escape()
        {
            var c = At(0);
            _at++;
            switch (c)
            {
                case 't':
                    return '\t';
                case 'r':
                    return '\r';
                case 'n':
                    return '\n';
                case '"' or '\\':
                    return c;
                case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    _at += 4;
                    return (char)unit;
                default:
                    throw Fault("this is not an escape");
            }
        }

        /// <summary>Skips blanks, commas, comments and discarded values (<c>#_</c>); false at the end.</summary>
        private bool Skip()
        {
            while (_at < _text.Length)
            {
                if (char.IsWhiteSpace(_text[_at]) || _text[_at] == ',')
                {
                    _at++;
                }
                else if (_text[_at] == ';')
                {
                    var end = _text.IndexOf('\n', _at);
                    _at = end < 0 ? _text.Length : end;
                }
                else if (_text[_at] == '#' && At(1) == '_')
                {
                    _at += 2;
                    if (++_depth > limits.MaxDepth || !Skip())
                    {
                        throw Fault("a value was expected behind `#_`");
                    }
                    ReadValue();
                    _depth--;
                }
                else
                {
                    return true;
                }
            }
            return false;
        }
    }
}
