using System.Collections.Immutable;
using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Reads Bicep files, and the expressions inside ARM templates.</summary>
/// <remarks>Source: the published Bicep language pages. A broken statement is reported and the next one is read.</remarks>
internal sealed partial class BicepParser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly int _maxDepth;
    private int _at;
    private int _depth;

    private BicepParser(SourceText source, int maxDepth)
    {
        _source = source;
        _text = source.Text;
        _maxDepth = maxDepth;
    }

    public static (ImmutableArray<BicepDeclaration> Declarations, ImmutableArray<ConfigProblem> Problems) Parse(string file, string text, int maxDepth = 200)
    {
        var parser = new BicepParser(new SourceText(file, text), maxDepth);
        var declarations = ImmutableArray.CreateBuilder<BicepDeclaration>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        while (true)
        {
            var start = parser._at;
            try
            {
                parser._depth = 0;
                parser.SkipBlank();
                if (parser.AtEnd)
                {
                    return (declarations.ToImmutable(), problems.ToImmutable());
                }
                start = parser._at;
                declarations.Add(parser.ParseDeclaration());
                parser.EndLine();
            }
            catch (ConfigReadException fault)
            {
                problems.Add(fault.ToProblem());
                parser.Recover(start);
            }
        }
    }

    /// <summary>Reads the expression of an ARM template's string, without its brackets.</summary>
    public static BicepExpression ParseArm(string text, SourcePosition place)
    {
        var parser = new BicepParser(new SourceText(place.File ?? string.Empty, text), 100) { IsArm = true };
        try
        {
            var expression = parser.ParseExpression();
            parser.SkipBlank();
            return parser.AtEnd ? expression : throw parser.Fault("unexpected text after the expression");
        }
        catch (ConfigReadException fault)
        {
            throw new ConfigReadException(fault.Message, place);
        }
    }

    /// <summary>Gets whether quotes are doubled instead of escaped, as in ARM templates.</summary>
    private bool IsArm { get; init; }

    private bool AtEnd => _at >= _text.Length;

    private char Current => AtEnd ? '\0' : _text[_at];

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    private bool Looking(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0;

    private bool LookingAtWord(string word) => Looking(word) && !(_at + word.Length < _text.Length && IsNamePart(_text[_at + word.Length]));

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private ConfigReadException Fault(string message, int? start = null) => new(message, _source.At(start ?? _at, Math.Min((start ?? _at) + 1, _text.Length)));

    private SourcePosition From(int start) => _source.At(start, _at);

    private void Skip(bool newlines)
    {
        while (!AtEnd)
        {
            if (Current is ' ' or '\t' or '\r' || (newlines && Current == '\n'))
            {
                _at++;
            }
            else if (Current == '/' && Next == '/' && !IsArm)
            {
                while (!AtEnd && Current != '\n')
                {
                    _at++;
                }
            }
            else if (Current == '/' && Next == '*' && !IsArm)
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    var start = _at;
                    _at = _text.Length;
                    throw Fault("a comment is never closed", start);
                }
                _at = end + 2;
            }
            else if (Current == '#' && Looking("#disable-next-line"))
            {
                while (!AtEnd && Current != '\n')
                {
                    _at++;
                }
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlank() => Skip(newlines: true);

    private bool TryTake(char wanted)
    {
        if (Current == wanted && !AtEnd)
        {
            _at++;
            return true;
        }
        return false;
    }

    private void Expect(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Fault($"`{wanted}` was expected");
        }
    }

    private string TakeName()
    {
        var start = _at;
        while (!AtEnd && IsNamePart(Current))
        {
            _at++;
        }
        return _at > start && !char.IsDigit(_text[start]) ? _text[start.._at] : throw Fault("a name was expected", start);
    }

    private void EndLine()
    {
        Skip(newlines: false);
        if (!AtEnd && Current != '\n')
        {
            throw Fault("a statement must end with its line");
        }
    }

    /// <summary>Goes on at the next line that begins in the first column with a word or a decorator.</summary>
    private void Recover(int start)
    {
        _at = Math.Max(_at, start + 1);
        while (!AtEnd && !(_text[_at - 1] == '\n' && (char.IsLetter(Current) || Current == '@')))
        {
            _at++;
        }
    }

    private void Enter()
    {
        if (++_depth > _maxDepth)
        {
            throw Fault($"nesting is deeper than {_maxDepth}");
        }
    }

    private BicepExpression ParseString()
    {
        var start = _at;
        if (Looking("'''"))
        {
            return ParseMultiline(start);
        }
        _at++;
        var parts = ImmutableArray.CreateBuilder<BicepExpression>();
        var text = new StringBuilder();
        while (true)
        {
            if (AtEnd || (Current == '\n' && !IsArm))
            {
                throw Fault("a string is never closed", start);
            }
            if (Current == '\'')
            {
                _at++;
                if (IsArm && Current == '\'')
                {
                    text.Append('\'');
                    _at++;
                    continue;
                }
                break;
            }
            if (!IsArm && Current == '\\')
            {
                text.Append(TakeEscape());
            }
            else if (!IsArm && Current == '$' && Next == '{')
            {
                Flush();
                _at += 2;
                SkipBlank();
                parts.Add(ParseExpression());
                SkipBlank();
                Expect('}');
            }
            else
            {
                text.Append(_text[_at++]);
            }
        }
        if (parts.Count == 0)
        {
            return new BicepLiteral(ConfigValue.String(text.ToString(), From(start)), From(start));
        }
        Flush();
        return new BicepInterpolation(parts.ToImmutable(), From(start));

        void Flush()
        {
            if (text.Length > 0)
            {
                parts.Add(new BicepLiteral(ConfigValue.String(text.ToString()), From(start)));
                text.Clear();
            }
        }
    }

    private BicepLiteral ParseMultiline(int start)
    {
        var end = _text.IndexOf("'''", _at + 3, StringComparison.Ordinal);
        if (end < 0)
        {
            _at = _text.Length;
            throw Fault("a string is never closed", start);
        }
        while (end + 3 < _text.Length && _text[end + 3] == '\'')
        {
            end++;
        }
        var content = _text[(_at + 3)..end];
        _at = end + 3;
        // A line break right after the opening quotes is not part of the text.
        content = content.StartsWith("\r\n", StringComparison.Ordinal) ? content[2..] : content.StartsWith('\n') ? content[1..] : content;
        return new BicepLiteral(ConfigValue.String(content, From(start)), From(start));
    }

    private string TakeEscape()
    {
        var start = _at;
        _at++;
        var c = Current;
        _at++;
        switch (c)
        {
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case '\'' or '\\' or '$': return c.ToString();
            case 'u' when Current == '{':
                var end = _text.IndexOf('}', _at);
                if (end > 0 && int.TryParse(_text.AsSpan(_at + 1, end - _at - 1), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var point) && Rune.IsValid(point))
                {
                    _at = end + 1;
                    return new Rune(point).ToString();
                }
                break;
        }
        throw Fault("this is not an escape", start);
    }
}
