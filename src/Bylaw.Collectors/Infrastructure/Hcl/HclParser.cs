using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Reads HCL native syntax into a tree. It always recovers: a broken attribute or block is reported and the rest is read.</summary>
/// <remarks>Source: the HCL native syntax specification. Works straight on characters, because templates make any token stream modal.</remarks>
internal sealed partial class HclParser
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly int _maxDepth;
    private readonly ImmutableArray<HclDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<HclDiagnostic>();
    private int _at;
    private int _end;
    private int _depth;

    private HclParser(SourceText source, int maxDepth)
    {
        _source = source;
        _text = source.Text;
        _end = _text.Length;
        _maxDepth = maxDepth;
    }

    /// <summary>Parses a whole file.</summary>
    public static HclFile Parse(string file, string text, int maxDepth = 200)
    {
        var source = new SourceText(file, text);
        var parser = new HclParser(source, maxDepth);
        HclBody body;
        try
        {
            body = parser.ParseBody(openBrace: null);
        }
        catch (HclSyntaxException fault)
        {
            // Only the nesting limit reaches this far; nothing after it can be trusted.
            parser.Report(fault);
            body = new HclBody([], [], new HclSpan(0, source.Text.Length));
        }
        return new HclFile(source, body, parser._diagnostics.ToImmutable());
    }

    /// <summary>Parses one expression, such as a value on a command line.</summary>
    public static (HclExpression? Expression, HclFile File) ParseExpression(string file, string text)
    {
        var parser = new HclParser(new SourceText(file, text), 200);
        HclExpression? expression = null;
        try
        {
            parser.SkipBlank();
            expression = parser.ParseWholeExpression(newlines: true);
            parser.SkipBlank();
            if (parser._at < parser._end)
            {
                throw parser.Fault("unexpected text after the expression", parser._at, parser._at + 1);
            }
        }
        catch (HclSyntaxException fault)
        {
            parser.Report(fault);
        }
        return (expression, new HclFile(parser._source, new HclBody([], [], default), parser._diagnostics.ToImmutable()));
    }

    /// <summary>Parses text as a template, as <c>templatefile</c> does.</summary>
    public static (HclTemplate? Template, HclFile File) ParseTemplate(string file, string text)
    {
        var parser = new HclParser(new SourceText(file, text), 200);
        HclTemplate? template = null;
        try
        {
            var tokens = parser.ScanTemplate(TemplateEnd.EndOfFile);
            template = new HclTemplate(parser.BuildParts(tokens), false, new HclSpan(0, text.Length));
        }
        catch (HclSyntaxException fault)
        {
            parser.Report(fault);
        }
        return (template, new HclFile(parser._source, new HclBody([], [], default), parser._diagnostics.ToImmutable()));
    }

    private char Current => _at < _end ? _text[_at] : '\0';

    private char Next => _at + 1 < _end ? _text[_at + 1] : '\0';

    private bool AtEnd => _at >= _end;

    private bool Looking(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0 && _at + word.Length <= _end;

    private bool LookingAtKeyword(string word) =>
        Looking(word) && (_at + word.Length >= _end || !IsIdentifierPart(_text[_at + word.Length]));

    private bool TryTake(char wanted)
    {
        if (!AtEnd && Current == wanted)
        {
            _at++;
            return true;
        }
        return false;
    }

    private HclSyntaxException Fault(string message, int start, int end) =>
        new(message, new HclSpan(Math.Min(start, _end), Math.Min(Math.Max(end, start), _text.Length)));

    private void Report(HclSyntaxException fault) => _diagnostics.Add(new HclDiagnostic(fault.Message, fault.Span));

    private void Enter(int start)
    {
        if (++_depth > _maxDepth)
        {
            throw new HclSyntaxException($"nesting is deeper than {_maxDepth}", new HclSpan(start, Math.Min(start + 1, _end))) { IsLimit = true };
        }
    }

    /// <summary>Skips spaces and comments on the line, and line ends too where they mean nothing.</summary>
    private void Skip(bool newlines)
    {
        while (!AtEnd)
        {
            var c = Current;
            if (c is ' ' or '\t' || (c == '\r' && (newlines || Next == '\n')) || (newlines && c == '\n'))
            {
                _at++;
            }
            else if (c == '#' || (c == '/' && Next == '/'))
            {
                while (!AtEnd && Current != '\n')
                {
                    _at++;
                }
            }
            else if (c == '/' && Next == '*')
            {
                var start = _at;
                var close = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (close < 0 || close + 2 > _end)
                {
                    _at = _end;
                    throw Fault("comment is never closed", start, start + 2);
                }
                _at = close + 2;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipBlank() => Skip(newlines: true);

    private static bool IsIdentifierStart(char c) => c == '_' || char.IsLetter(c);

    private static bool IsIdentifierPart(char c) => c is '_' or '-' || char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark;

    private string TakeIdentifier()
    {
        var start = _at;
        if (AtEnd || !IsIdentifierStart(Current))
        {
            throw Fault(AtEnd ? "a name was expected before the end of the file" : $"a name was expected, not `{Current}`", _at, _at + 1);
        }
        while (!AtEnd && IsIdentifierPart(Current))
        {
            _at++;
        }
        return _text[start.._at];
    }
}

/// <summary>Carries a fault to the nearest place that can go on after it.</summary>
internal sealed class HclSyntaxException(string message, HclSpan span) : Exception(message)
{
    public HclSpan Span { get; } = span;

    public bool IsLimit { get; init; }
}
