using System.Text;

namespace Bylaw.Rego.Builtins.Globs;

/// <summary>Translates globs into regular expressions for the whole text.</summary>
/// <remarks>
/// <c>*</c> is any run without delimiters, <c>**</c> any run, <c>?</c> one character that is no delimiter, <c>[abc]</c>, <c>[a-z]</c> and
/// <c>[!a-z]</c> one of a set, <c>{a,b}</c> either; a backslash takes the next character as it is.
/// </remarks>
internal sealed class GlobParser
{
    private const int MaxDepth = 500;

    private readonly string _glob;
    private readonly string _free;
    private readonly StringBuilder _output = new("(?s)^");
    private int _index;
    private int _depth;

    private GlobParser(string glob, IReadOnlyCollection<string> delimiters)
    {
        _glob = glob;
        _free = delimiters.Count == 0 ? "." : $"[^{string.Concat(delimiters.Select(QuoteInSet))}]";
    }

    /// <summary>Translates a glob.</summary>
    /// <param name="glob">The glob.</param>
    /// <param name="delimiters">Single characters that <c>*</c> and <c>?</c> do not match.</param>
    /// <param name="pattern">A regular expression in RE2's syntax.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>False when the text is no glob.</returns>
    public static bool TryTranslate(string glob, IReadOnlyCollection<string> delimiters, out string pattern, out string fault)
    {
        var parser = new GlobParser(glob, delimiters);
        fault = parser.Run(isNested: false) ?? "";
        pattern = parser._output.Append('$').ToString();
        return fault.Length == 0;
    }

    /// <summary>Reads up to the end, or within braces up to the closing one.</summary>
    /// <returns>What is wrong, or null.</returns>
    private string? Run(bool isNested)
    {
        while (_index < _glob.Length)
        {
            var c = _glob[_index];
            switch (c)
            {
                case '*':
                    var isSuper = _index + 1 < _glob.Length && _glob[_index + 1] == '*';
                    _output.Append(isSuper ? ".*" : _free + "*");
                    _index += isSuper ? 2 : 1;
                    break;
                case '?':
                    _output.Append(_free);
                    _index++;
                    break;
                case '[':
                    if (ReadSet() is { } fault)
                    {
                        return fault;
                    }
                    break;
                case '{':
                    if (ReadAlternatives() is { } inner)
                    {
                        return inner;
                    }
                    break;
                case '}' or ',' when isNested:
                    return null;
                case '\\':
                    _index++;
                    if (_index < _glob.Length)
                    {
                        AppendCharacter();
                    }
                    break;
                default:
                    AppendCharacter();
                    break;
            }
        }
        return isNested ? "unexpected end of input" : null;
    }

    private string? ReadAlternatives()
    {
        if (++_depth > MaxDepth)
        {
            return $"braces nest deeper than {MaxDepth}";
        }
        _output.Append("(?:");
        _index++;
        while (true)
        {
            if (Run(isNested: true) is { } fault)
            {
                return fault;
            }
            if (_glob[_index++] == '}')
            {
                _output.Append(')');
                _depth--;
                return null;
            }
            _output.Append('|');
        }
    }

    /// <summary>Reads a set; it is either one range or a list of characters.</summary>
    private string? ReadSet()
    {
        _index++;
        var isNegated = _index < _glob.Length && _glob[_index] == '!';
        if (isNegated)
        {
            _index++;
        }
        var characters = new List<string>();
        var isRange = false;
        while (true)
        {
            if (_index >= _glob.Length)
            {
                return "unexpected end of input";
            }
            if (_glob[_index] == ']')
            {
                break;
            }
            if (_glob[_index] == '-' && characters.Count == 1 && !isRange)
            {
                isRange = true;
                _index++;
                continue;
            }
            if (_glob[_index] == '\\' && _index + 1 < _glob.Length)
            {
                _index++;
            }
            var length = GoText.CodePoints.LengthAt(_glob, _index);
            characters.Add(_glob.Substring(_index, length));
            _index += length;
        }
        _index++;
        if (characters.Count == 0)
        {
            return "empty character set";
        }
        if (isRange && (characters.Count != 2 || string.CompareOrdinal(characters[0], characters[1]) > 0))
        {
            return "unexpected character range";
        }
        _output.Append(isNegated ? "[^" : "[").Append(string.Join(isRange ? "-" : "", characters.Select(QuoteInSet))).Append(']');
        return null;
    }

    private void AppendCharacter()
    {
        var length = GoText.CodePoints.LengthAt(_glob, _index);
        var text = _glob.AsSpan(_index, length);
        if (length == 1 && @"\.+*?()|[]{}^$".Contains(text[0], StringComparison.Ordinal))
        {
            _output.Append('\\');
        }
        _output.Append(text);
        _index += length;
    }

    private static string QuoteInSet(string character) => character is "\\" or "]" or "[" or "^" or "-" ? "\\" + character : character;
}
