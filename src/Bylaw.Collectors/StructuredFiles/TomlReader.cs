using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads TOML 1.0. Dates and times are text.</summary>
public sealed partial class TomlReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "toml";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName.EndsWith(".toml", StringComparison.OrdinalIgnoreCase) || fileName is "Pipfile" or "poetry.lock" or "uv.lock" or "Cargo.lock";

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        try
        {
            return new StructuredDocument(file, Name, [new Cursor(new SourceText(file, text), limits).ReadDocument()], []);
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, [], [fault.ToProblem()]);
        }
    }

    /// <summary>A table while it is being filled.</summary>
    private sealed class Table
    {
        public Dictionary<string, object> Items { get; } = new(StringComparer.Ordinal);

        public List<string> Order { get; } = [];

        public SourcePosition Position { get; set; }

        /// <summary>Gets or sets whether a header or an inline table has defined it, after which nothing may define it again.</summary>
        public bool IsDefined { get; set; }

        public void Add(string key, object value)
        {
            Items[key] = value;
            Order.Add(key);
        }

        public ConfigValue Build()
        {
            var entries = new ConfigMap.Builder();
            foreach (var key in Order)
            {
                entries.Set(key, Items[key] switch
                {
                    Table table => table.Build(),
                    List<Table> tables => ConfigValue.List([.. tables.Select(t => t.Build())], tables[0].Position),
                    var value => (ConfigValue)value,
                });
            }
            return ConfigValue.Map(entries.Build(), Position);
        }
    }

    private sealed class Cursor(SourceText source, ReadLimits limits)
    {
        private readonly string _text = source.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        private readonly SourceText _source = new(source.File, source.Text.Replace("\r\n", "\n", StringComparison.Ordinal));
        private int _at;
        private int _depth;

        private char Current => _at < _text.Length ? _text[_at] : '\0';

        private ConfigReadException Fault(string message, int? start = null) => new(message, _source.At(start ?? _at, Math.Min((start ?? _at) + 1, _text.Length)));

        public ConfigValue ReadDocument()
        {
            var root = new Table { Position = _source.At(0, _text.Length) };
            var table = root;
            while (true)
            {
                SkipLines();
                if (_at >= _text.Length)
                {
                    return root.Build();
                }
                table = Current == '[' ? ReadHeader(root) : ReadEntry(table);
                Skip();
                if (_at < _text.Length && Current != '\n')
                {
                    throw Fault("a line break was expected");
                }
            }
        }

        private Table ReadHeader(Table root)
        {
            var start = _at;
            _at++;
            var isArray = Current == '[';
            _at += isArray ? 1 : 0;
            var path = ReadKey();
            Skip();
            var close = isArray ? "]]" : "]";
            if (string.CompareOrdinal(_text, _at, close, 0, close.Length) != 0)
            {
                throw Fault($"`{close}` was expected");
            }
            _at += close.Length;
            var parent = Walk(root, path[..^1], start);
            var name = path[^1];
            if (isArray)
            {
                if (!parent.Items.TryGetValue(name, out var list))
                {
                    parent.Add(name, list = new List<Table>());
                }
                var tables = list as List<Table> ?? throw Fault($"`{name}` is no list of tables", start);
                tables.Add(new Table { Position = _source.At(start, _at), IsDefined = true });
                return tables[^1];
            }
            if (!parent.Items.TryGetValue(name, out var existing))
            {
                parent.Add(name, existing = new Table());
            }
            var table = existing as Table ?? throw Fault($"`{name}` is no table", start);
            if (table.IsDefined)
            {
                throw Fault($"table `{name}` is defined twice", start);
            }
            table.IsDefined = true;
            table.Position = _source.At(start, _at);
            return table;
        }

        private Table Walk(Table table, IEnumerable<string> path, int start)
        {
            foreach (var name in path)
            {
                if (!table.Items.TryGetValue(name, out var next))
                {
                    table.Add(name, next = new Table { Position = _source.At(start, _at) });
                }
                table = next switch
                {
                    Table inner => inner,
                    List<Table> tables => tables[^1],
                    _ => throw Fault($"`{name}` is no table", start),
                };
            }
            return table;
        }

        private Table ReadEntry(Table table)
        {
            var start = _at;
            var path = ReadKey();
            Skip();
            if (Current != '=')
            {
                throw Fault("`=` was expected after a key");
            }
            _at++;
            var target = Walk(table, path[..^1], start);
            if (target.Items.ContainsKey(path[^1]))
            {
                throw Fault($"key `{path[^1]}` stands twice", start);
            }
            target.Add(path[^1], ReadValue());
            return table;
        }

        private List<string> ReadKey()
        {
            var path = new List<string>();
            while (true)
            {
                Skip();
                if (Current is '"' or '\'')
                {
                    path.Add(ReadString());
                }
                else
                {
                    var start = _at;
                    while (char.IsAsciiLetterOrDigit(Current) || Current is '_' or '-')
                    {
                        _at++;
                    }
                    path.Add(_at > start ? _text[start.._at] : throw Fault("a key was expected"));
                }
                Skip();
                if (Current != '.')
                {
                    return path;
                }
                _at++;
            }
        }

        private ConfigValue ReadValue()
        {
            Skip();
            var start = _at;
            if (++_depth > limits.MaxDepth)
            {
                throw Fault($"nesting is deeper than {limits.MaxDepth}");
            }
            var value = Current switch
            {
                '"' or '\'' => ConfigValue.String(ReadString()),
                '[' => ReadArray(),
                '{' => ReadInlineTable(),
                _ => ReadScalar(),
            };
            _depth--;
            return value.At(_source.At(start, _at));
        }

        private ConfigValue ReadArray()
        {
            var start = _at++;
            var items = ImmutableArray.CreateBuilder<ConfigValue>();
            while (true)
            {
                SkipLines();
                if (Current == ']')
                {
                    _at++;
                    return ConfigValue.List(items.ToImmutable());
                }
                if (_at >= _text.Length)
                {
                    throw Fault("a list is never closed", start);
                }
                items.Add(ReadValue());
                SkipLines();
                if (Current == ',')
                {
                    _at++;
                }
                else if (Current != ']')
                {
                    throw Fault("`,` or `]` was expected");
                }
            }
        }

        private ConfigValue ReadInlineTable()
        {
            _at++;
            var table = new Table { IsDefined = true };
            Skip();
            while (Current != '}')
            {
                ReadEntry(table);
                Skip();
                if (Current == ',')
                {
                    _at++;
                    Skip();
                }
                else if (Current != '}')
                {
                    throw Fault("`,` or `}` was expected");
                }
            }
            _at++;
            return table.Build();
        }

        private ConfigValue ReadScalar()
        {
            var start = _at;
            while (char.IsAsciiLetterOrDigit(Current) || Current is '+' or '-' or '_' or '.' or ':')
            {
                _at++;
            }
            // A date and its time may have a blank between them.
            if (Current == ' ' && _at - start == 10 && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]) && _text[start + 4] == '-')
            {
                _at++;
                while (char.IsAsciiLetterOrDigit(Current) || Current is ':' or '.' or '-' or '+')
                {
                    _at++;
                }
            }
            return Scalar(_text[start.._at]) ?? throw Fault("a value was expected", start);
        }

        private static ConfigValue? Scalar(string text)
        {
            if (text is "true" or "false")
            {
                return ConfigValue.Boolean(text == "true");
            }
            if (text.TrimStart('+', '-') is "inf" or "nan" || DateOrTime().IsMatch(text))
            {
                return ConfigValue.String(text);
            }
            var plain = text.Replace("_", string.Empty, StringComparison.Ordinal).TrimStart('+');
            if (Whole().IsMatch(plain) && BigInteger.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            {
                return ConfigValue.Number(whole.ToString(CultureInfo.InvariantCulture));
            }
            if (plain.Length > 2 && plain[0] == '0' && plain[1] is 'x' or 'o' or 'b' && plain.Length < 40)
            {
                var radix = plain[1] switch { 'x' => 16, 'o' => 8, _ => 2 };
                var sum = BigInteger.Zero;
                foreach (var c in plain[2..])
                {
                    var digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;
                    if (digit >= radix)
                    {
                        return null;
                    }
                    sum = (sum * radix) + digit;
                }
                return ConfigValue.Number(sum.ToString(CultureInfo.InvariantCulture));
            }
            return Float().IsMatch(plain) ? ConfigValue.Number(plain) : null;
        }

        private string ReadString()
        {
            var start = _at;
            var quote = Current;
            var triple = string.CompareOrdinal(_text, _at, new string(quote, 3), 0, 3) == 0;
            _at += triple ? 3 : 1;
            if (triple && Current == '\n')
            {
                _at++;
            }
            var result = new StringBuilder();
            while (true)
            {
                if (_at >= _text.Length || (!triple && Current == '\n'))
                {
                    throw Fault("a string is never closed", start);
                }
                if (Current == quote && (!triple || string.CompareOrdinal(_text, _at, new string(quote, 3), 0, 3) == 0))
                {
                    _at += triple ? 3 : 1;
                    // Up to two more quotes belong to the text.
                    while (triple && Current == quote)
                    {
                        result.Append(quote);
                        _at++;
                    }
                    return result.ToString();
                }
                if (quote == '"' && Current == '\\')
                {
                    ReadEscape(result, triple);
                    continue;
                }
                result.Append(_text[_at++]);
            }
        }

        private void ReadEscape(StringBuilder result, bool triple)
        {
            var start = _at++;
            var c = Current;
            _at++;
            var simple = "btnfr\"\\e".IndexOf(c, StringComparison.Ordinal);
            if (simple >= 0)
            {
                result.Append("\b\t\n\f\r\"\\\u001b"[simple]);
                return;
            }
            var length = c == 'u' ? 4 : c == 'U' ? 8 : 0;
            if (length > 0 && _at + length <= _text.Length
                && int.TryParse(_text.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && Rune.IsValid(point))
            {
                _at += length;
                result.Append(new Rune(point).ToString());
                return;
            }
            // A backslash at the end of a line swallows the break and the indentation after it.
            if (triple && char.IsWhiteSpace(c) && _text.AsSpan(start + 1).TrimStart(" \t").StartsWith("\n"))
            {
                while (_at < _text.Length && char.IsWhiteSpace(Current))
                {
                    _at++;
                }
                return;
            }
            throw Fault("this is not an escape", start);
        }

        private void Skip()
        {
            while (Current is ' ' or '\t')
            {
                _at++;
            }
            if (Current == '#')
            {
                while (_at < _text.Length && Current != '\n')
                {
                    _at++;
                }
            }
        }

        private void SkipLines()
        {
            Skip();
            while (Current == '\n')
            {
                _at++;
                Skip();
            }
        }
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[-+]\d\d:\d\d)?)?|\d\d:\d\d(:\d\d(\.\d+)?)?)$")]
    private static partial Regex DateOrTime();

    [GeneratedRegex(@"^-?(0|[1-9]\d*)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$")]
    private static partial Regex Float();
}
