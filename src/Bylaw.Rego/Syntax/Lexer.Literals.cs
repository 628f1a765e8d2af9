using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Numbers, strings and template strings.</summary>
internal sealed partial class Lexer
{
    private void LexNumber(int start)
    {
        var i = SkipDigits(start);
        string? fault = null;
        if (CharAt(i) == '.')
        {
            var fraction = SkipDigits(i + 1);
            fault = fraction == i + 1 ? "expected fraction" : null;
            i = fraction;
        }
        if (CharAt(i) is 'e' or 'E')
        {
            var digits = CharAt(i + 1) is '+' or '-' ? i + 2 : i + 1;
            i = SkipDigits(digits);
            fault ??= i == digits ? "expected exponent" : null;
        }
        if (i < _text.Length && IsLetter(_text[i]))
        {
            // The whole run is one bad number: 0a2b, and not a number and then a name.
            fault ??= "illegal number format";
            while (i < _text.Length && IsLetterOrDigit(_text[i]))
            {
                i++;
            }
        }
        if (fault is not null)
        {
            _sink.Report(ParseDiagnostics.IllegalNumber, TextSpan.FromBounds(start, i), null, Shorten(start, i), fault);
        }
        Add(start, i, fault is null ? TokenKind.Number : TokenKind.Illegal);
    }

    private void LexString(int start)
    {
        var i = start + 1;
        var bad = -1;
        while (true)
        {
            var step = _text.AsSpan(i).IndexOfAny('"', '\\', '\n');
            if (step < 0 || _text[i + step] == '\n')
            {
                var end = step < 0 ? _text.Length : i + step;
                ReportUnterminated(start, end);
                return;
            }
            i += step;
            if (_text[i] == '"')
            {
                break;
            }
            var next = CharAt(i + 1);
            if (next is not ('\\' or '"' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u') && bad < 0)
            {
                bad = i;
            }
            i += next == '\n' ? 1 : 2;
            if (i > _text.Length)
            {
                i = _text.Length;
            }
        }
        if (bad >= 0)
        {
            ReportEscape(bad);
        }
        Add(start, i + 1, bad < 0 ? TokenKind.String : TokenKind.Illegal);
    }

    private void LexRawString(int start)
    {
        var end = _text.IndexOf('`', start + 1);
        if (end < 0)
        {
            ReportUnterminated(start, _text.Length);
            return;
        }
        Add(start, end + 1, TokenKind.RawString);
    }

    private void LexTemplate(int start, int contents, bool isRaw)
    {
        var i = contents;
        var bad = -1;
        while (true)
        {
            var rest = _text.AsSpan(i);
            var step = isRaw ? rest.IndexOfAny('`', '{', '\\') : rest.IndexOfAny(['"', '{', '\\', '\n']);
            if (step < 0 || _text[i + step] == '\n')
            {
                ReportUnterminated(start, step < 0 ? _text.Length : i + step);
                return;
            }
            i += step;
            if (_text[i] != '\\')
            {
                break;
            }
            var next = CharAt(i + 1);
            if (isRaw)
            {
                i += next == '{' ? 2 : 1;
                continue;
            }
            if (next is not ('\\' or '"' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u' or '{') && bad < 0)
            {
                bad = i;
            }
            i = Math.Min(i + (next == '\n' ? 1 : 2), _text.Length);
        }
        if (bad >= 0)
        {
            ReportEscape(bad);
        }
        if (_text[i] != '{')
        {
            Add(start, i + 1, isRaw ? TokenKind.RawTemplateEnd : TokenKind.TemplateEnd);
            return;
        }
        Add(start, i + 1, isRaw ? TokenKind.RawTemplatePart : TokenKind.TemplatePart);
        _templates.Push((isRaw, _templateBraces));
        _templateBraces = 0;
    }

    private void ReportUnterminated(int start, int end)
    {
        _sink.Report(ParseDiagnostics.UnterminatedString, TextSpan.FromBounds(start, end), "close it on the same line, or use backticks for text of several lines");
        Add(start, end, TokenKind.Illegal);
    }

    private void ReportEscape(int backslash) => _sink.Report(
        ParseDiagnostics.IllegalEscape,
        new TextSpan(backslash, Math.Min(2, _text.Length - backslash)),
        "write \\\\ for a backslash, or use a raw string in backticks");

    private string Shorten(int start, int end) =>
        end - start <= 40 ? _text[start..end] : string.Concat(_text.AsSpan(start, 40), "...");

    private int SkipDigits(int i)
    {
        while (i < _text.Length && char.IsAsciiDigit(_text[i]))
        {
            i++;
        }
        return i;
    }

    private char CharAt(int i) => (uint)i < (uint)_text.Length ? _text[i] : '\0';
}
