using System.Collections.Immutable;
using System.Text;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Quoted strings, heredocs and the template language inside them.</summary>
internal sealed partial class HclParser
{
    private enum TemplateEnd { Quote, EndOfFile }

    private enum TokenKind { Text, Interpolation, If, Else, EndIf, For, EndFor }

    /// <summary>A piece of a template before directives are matched with their ends. The strips are the <c>~</c> marks.</summary>
    private sealed record TemplateToken(TokenKind Kind, string Text, HclExpression? Expression, bool StripLeft, bool StripRight, HclSpan Span)
    {
        public string? KeyName { get; init; }

        public string ValueName { get; init; } = string.Empty;
    }

    private HclTemplate ParseQuoted()
    {
        var start = _at;
        Enter(start);
        _at++;
        var tokens = ScanTemplate(TemplateEnd.Quote);
        _depth--;
        return new HclTemplate(BuildParts(tokens), false, new HclSpan(start, _at));
    }

    private List<TemplateToken> ScanTemplate(TemplateEnd end)
    {
        var start = _at;
        var tokens = new List<TemplateToken>();
        var text = new StringBuilder();
        var textStart = _at;
        while (true)
        {
            if (AtEnd || (end == TemplateEnd.Quote && Current is '\n' or '"' && end == TemplateEnd.Quote))
            {
                if (end == TemplateEnd.Quote && (AtEnd || Current == '\n'))
                {
                    throw Fault("a string must be closed on the line where it starts", start - 1, start);
                }
                Flush();
                _at += end == TemplateEnd.Quote ? 1 : 0;
                return tokens;
            }
            if ((Looking("$${") || Looking("%%{")))
            {
                text.Append(_text, _at + 1, 2);
                _at += 3;
            }
            else if (Looking("${") || Looking("%{"))
            {
                Flush();
                tokens.Add(ParseTemplateSequence());
                textStart = _at;
            }
            else if (end == TemplateEnd.Quote && Current == '\\')
            {
                AppendEscape(text);
            }
            else
            {
                text.Append(Current);
                _at++;
            }
        }

        void Flush()
        {
            if (text.Length > 0)
            {
                tokens.Add(new TemplateToken(TokenKind.Text, Normalize(text.ToString()), null, false, false, new HclSpan(textStart, _at)));
                text.Clear();
            }
        }
    }

    /// <summary>The language compares text in composed form.</summary>
    private static string Normalize(string text) => TextComposition.Compose(text);

    private void AppendEscape(StringBuilder text)
    {
        var start = _at;
        _at++;
        var c = Current;
        _at++;
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 'r': text.Append('\r'); break;
            case 't': text.Append('\t'); break;
            case '"': text.Append('"'); break;
            case '\\': text.Append('\\'); break;
            case 'u' or 'U':
                var length = c == 'u' ? 4 : 8;
                if (_at + length > _end
                    || !int.TryParse(_text.AsSpan(_at, length), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var point)
                    || !(Rune.IsValid(point)))
                {
                    throw Fault($"`\\{c}` needs {length} hexadecimal digits of a character", start, start + 2);
                }
                _at += length;
                text.Append(new Rune(point).ToString());
                break;
            default:
                throw Fault($"`\\{c}` is not an escape", start, start + 2);
        }
    }

    private TemplateToken ParseTemplateSequence()
    {
        var start = _at;
        Enter(start);
        var isDirective = Current == '%';
        _at += 2;
        var stripLeft = TryTake('~');
        SkipBlank();
        var kind = TokenKind.Interpolation;
        HclExpression? expression = null;
        string? key = null;
        var value = string.Empty;
        if (isDirective)
        {
            (kind, expression, key, value) = ParseDirective();
        }
        else
        {
            expression = ParseWholeExpression(newlines: true);
        }
        SkipBlank();
        var stripRight = TryTake('~');
        Expect('}', "an interpolation must end with `}`");
        _depth--;
        return new TemplateToken(kind, string.Empty, expression, stripLeft, stripRight, new HclSpan(start, _at)) { KeyName = key, ValueName = value };
    }

    private (TokenKind Kind, HclExpression? Expression, string? Key, string Value) ParseDirective()
    {
        var start = _at;
        var word = TakeIdentifier();
        SkipBlank();
        switch (word)
        {
            case "if":
                return (TokenKind.If, ParseWholeExpression(newlines: true), null, string.Empty);
            case "else":
                return (TokenKind.Else, null, null, string.Empty);
            case "endif":
                return (TokenKind.EndIf, null, null, string.Empty);
            case "for":
                var (key, value, collection) = ParseForHead();
                return (TokenKind.For, collection, key, value);
            case "endfor":
                return (TokenKind.EndFor, null, null, string.Empty);
            default:
                throw Fault($"`{word}` is not a template directive", start, start + word.Length);
        }
    }

    private ImmutableArray<HclTemplatePart> BuildParts(List<TemplateToken> tokens)
    {
        Strip(tokens);
        var at = 0;
        var parts = BuildUntil(tokens, ref at, null);
        return parts;
    }

    private static void Strip(List<TemplateToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].StripLeft && i > 0 && tokens[i - 1].Kind == TokenKind.Text)
            {
                tokens[i - 1] = tokens[i - 1] with { Text = tokens[i - 1].Text.TrimEnd() };
            }
            if (tokens[i].StripRight && i + 1 < tokens.Count && tokens[i + 1].Kind == TokenKind.Text)
            {
                tokens[i + 1] = tokens[i + 1] with { Text = tokens[i + 1].Text.TrimStart() };
            }
        }
    }

    private ImmutableArray<HclTemplatePart> BuildUntil(List<TemplateToken> tokens, ref int at, TemplateToken? opener)
    {
        var parts = ImmutableArray.CreateBuilder<HclTemplatePart>();
        while (at < tokens.Count)
        {
            var token = tokens[at];
            switch (token.Kind)
            {
                case TokenKind.Text:
                    at++;
                    if (token.Text.Length > 0)
                    {
                        parts.Add(new HclTemplateText(token.Text));
                    }
                    break;
                case TokenKind.Interpolation:
                    at++;
                    parts.Add(new HclInterpolation(token.Expression!));
                    break;
                case TokenKind.If:
                    at++;
                    var then = BuildUntil(tokens, ref at, token);
                    var otherwise = ImmutableArray<HclTemplatePart>.Empty;
                    if (tokens[at].Kind == TokenKind.Else)
                    {
                        at++;
                        otherwise = BuildUntil(tokens, ref at, token);
                    }
                    Close(tokens, ref at, TokenKind.EndIf, token);
                    parts.Add(new HclTemplateIf(token.Expression!, then, otherwise));
                    break;
                case TokenKind.For:
                    at++;
                    var body = BuildUntil(tokens, ref at, token);
                    Close(tokens, ref at, TokenKind.EndFor, token);
                    parts.Add(new HclTemplateFor(token.KeyName, token.ValueName, token.Expression!, body));
                    break;
                default:
                    return opener is not null ? parts.ToImmutable() : throw Fault("this directive ends nothing", token.Span.Start, token.Span.End);
            }
        }
        return opener is null ? parts.ToImmutable() : throw Fault("this directive is never ended", opener.Span.Start, opener.Span.End);
    }

    private void Close(List<TemplateToken> tokens, ref int at, TokenKind wanted, TemplateToken opener)
    {
        if (tokens[at].Kind != wanted)
        {
            throw Fault("this directive is ended by the wrong word", opener.Span.Start, opener.Span.End);
        }
        at++;
    }
}
