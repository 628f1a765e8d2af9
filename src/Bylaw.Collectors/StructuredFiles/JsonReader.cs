using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads JSON with the place of every value. Comments and trailing commas are accepted, as many tools write them.</summary>
public sealed class JsonReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".jsonc", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".tfstate", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var cursor = new Cursor(new SourceText(file, text), limits);
        try
        {
            return new StructuredDocument(file, Name, [cursor.ReadDocument()], []);
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

        public ConfigValue ReadDocument()
        {
            var value = ReadValue();
            Skip();
            return _at == _text.Length ? value : throw Fault("unexpected text after the value");
        }

        private ConfigReadException Fault(string message) => new(message, source.At(_at, Math.Min(_at + 1, _text.Length)));

        private ConfigValue ReadValue()
        {
            Skip();
            if (_at >= _text.Length)
            {
                throw Fault("a value was expected before the end of the file");
            }
            if (++_count > limits.MaxValues)
            {
                throw Fault($"the file holds more than {limits.MaxValues} values");
            }
            var start = _at;
            switch (_text[_at])
            {
                case '{':
                    return ReadObject();
                case '[':
                    return ReadArray();
                case '"':
                    var value = ReadString();
                    return ConfigValue.String(value, source.At(start, _at));
                case 't' when Take("true"):
                    return ConfigValue.Boolean(true, source.At(start, _at));
                case 'f' when Take("false"):
                    return ConfigValue.Boolean(false, source.At(start, _at));
                case 'n' when Take("null"):
                    return ConfigValue.Null(source.At(start, _at));
                default:
                    return ReadNumber();
            }
        }

        private bool Take(string word)
        {
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            {
                return false;
            }
            _at += word.Length;
            return true;
        }

        private void Enter()
        {
            if (++_depth > limits.MaxDepth)
            {
                throw Fault($"nesting is deeper than {limits.MaxDepth}");
            }
            _at++;
        }

        private ConfigValue ReadObject()
        {
            var start = _at;
            Enter();
            var entries = new ConfigMap.Builder();
            while (true)
            {
                Skip();
                if (Is('}'))
                {
                    break;
                }
                if (!Is('"'))
                {
                    throw Fault("a key in quotes was expected");
                }
                var key = ReadString();
                Skip();
                if (!Is(':'))
                {
                    throw Fault("`:` was expected after a key");
                }
                _at++;
                entries.Set(key, ReadValue());
                Skip();
                if (Is(','))
                {
                    _at++;
                }
                else if (!Is('}'))
                {
                    throw Fault("`,` or `}` was expected");
                }
            }
            _at++;
            _depth--;
            return ConfigValue.Map(entries.Build(), source.At(start, _at));
        }

        private ConfigValue ReadArray()
        {
            var start = _at;
            Enter();
            var items = ImmutableArray.CreateBuilder<ConfigValue>();
            while (true)
            {
                Skip();
                if (Is(']'))
                {
                    break;
                }
                items.Add(ReadValue());
                Skip();
                if (Is(','))
                {
                    _at++;
                }
                else if (!Is(']'))
                {
                    throw Fault("`,` or `]` was expected");
                }
            }
            _at++;
            _depth--;
            return ConfigValue.List(items.ToImmutable(), source.At(start, _at));
        }

        private bool Is(char c) => _at < _text.Length && _text[_at] == c;

        private ConfigValue ReadNumber()
        {
            var start = _at;
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '+' or '-' or '.'))
            {
                _at++;
            }
            var digits = _text.AsSpan(start, _at - start);
            if (!IsNumber(digits))
            {
                _at = start;
                throw Fault($"unexpected `{_text[start]}`");
            }
            return ConfigValue.Number(digits.ToString(), source.At(start, _at));
        }

        /// <summary>The grammar of RFC 8259: no leading zeros, digits on both sides of a point.</summary>
        private static bool IsNumber(ReadOnlySpan<char> text)
        {
            var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
            var digits = Digits(text, ref at);
            if (digits == 0 || (digits > 1 && text[at - digits] == '0'))
            {
                return false;
            }
            if (at < text.Length && text[at] == '.')
            {
                at++;
                if (Digits(text, ref at) == 0)
                {
                    return false;
                }
            }
            if (at < text.Length && text[at] is 'e' or 'E')
            {
                at++;
                at += at < text.Length && text[at] is '+' or '-' ? 1 : 0;
                if (Digits(text, ref at) == 0)
                {
                    return false;
                }
            }
            return at == text.Length;
        }

        private static int Digits(ReadOnlySpan<char> text, ref int at)
        {
            var start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
            return at - start;
        }

        private string ReadString()
        {
            var start = ++_at;
            while (_at < _text.Length && _text[_at] is not ('"' or '\\'))
            {
                if (_text[_at] < ' ')
                {
                    throw Fault("a control character stands in a string");
                }
                _at++;
            }
            if (Is('"'))
            {
                return _text[start.._at++];
            }
            var result = new StringBuilder(_text, start, _at - start, Math.Max(16, _at - start + 16));
            while (true)
            {
                if (_at >= _text.Length)
                {
                    _at = start - 1;
                    throw Fault("a string is never closed");
                }
                var c = _text[_at++];
                if (c == '"')
                {
                    return result.ToString();
                }
                if (c < ' ')
                {
                    _at--;
                    throw Fault("a control character stands in a string");
                }
                result.Append(c == '\\' ? ReadEscape() : c);
            }
        }

        private char ReadEscape()
        {
            var c = _at < _text.Length ? _text[_at++] : '\0';
            switch (c)
            {
                case '"' or '\\' or '/':
                    return c;
                case 'b':
                    return '\b';
                case 'f':
                    return '\f';
                case 'n':
                    return '\n';
                case 'r':
                    return '\r';
                case 't':
                    return '\t';
                case 'u' when _at + 4 <= _text.Length
                    && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    _at += 4;
                    return (char)unit;
                default:
                    throw Fault("this is not an escape");
            }
        }

        private void Skip()
        {
            while (_at < _text.Length)
            {
                var c = _text[_at];
                if (c is ' ' or '\t' or '\r' or '\n')
                {
                    _at++;
                }
                else if (c == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*')
                {
                    var block = _text[_at + 1] == '*';
                    var end = _text.IndexOf(block ? "*/" : "\n", _at + 2, StringComparison.Ordinal);
                    _at = end < 0 ? (block ? throw Fault("a comment is never closed") : _text.Length) : end + (block ? 2 : 1);
                }
                else
                {
                    return;
                }
            }
        }
    }
}
