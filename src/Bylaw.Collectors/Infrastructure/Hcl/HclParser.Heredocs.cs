using System.Text;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Heredocs: <c>&lt;&lt;EOT</c> keeps its indentation, <c>&lt;&lt;-EOT</c> takes away what all lines share.</summary>
internal sealed partial class HclParser
{
    private HclTemplate ParseHeredoc()
    {
        var start = _at;
        _at += 2;
        var flush = TryTake('-');
        var marker = TakeIdentifier();
        if (Looking("\r\n"))
        {
            _at++;
        }
        if (!TryTake('\n'))
        {
            throw Fault("a heredoc's text starts on the line after its marker", _at, _at + 1);
        }
        var bodyStart = _at;
        var (bodyEnd, end) = FindHeredocEnd(marker, start);
        var outerEnd = _end;
        _end = bodyEnd;
        _at = bodyStart;
        List<TemplateToken> tokens;
        try
        {
            tokens = ScanTemplate(TemplateEnd.EndOfFile);
        }
        finally
        {
            _end = outerEnd;
        }
        _at = end;
        if (flush)
        {
            Flush(tokens);
        }
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i] with { Text = tokens[i].Text.Replace("\r\n", "\n", StringComparison.Ordinal) };
        }
        return new HclTemplate(BuildParts(tokens), true, new HclSpan(start, end));
    }

    /// <summary>Finds the line that holds the marker alone. The line break before it belongs to the text; the one after it ends the attribute.</summary>
    private (int BodyEnd, int End) FindHeredocEnd(string marker, int start)
    {
        var lineStart = _at;
        while (lineStart < _end)
        {
            var lineEnd = _text.IndexOf('\n', lineStart, _end - lineStart);
            lineEnd = lineEnd < 0 ? _end : lineEnd;
            if (_text.AsSpan(lineStart, lineEnd - lineStart).Trim() is var line && line.SequenceEqual(marker))
            {
                var markerStart = _text.IndexOf(marker, lineStart, StringComparison.Ordinal);
                return (lineStart, markerStart + marker.Length);
            }
            lineStart = lineEnd + 1;
        }
        _at = _end;
        throw Fault($"this heredoc is never ended by `{marker}`", start, start + 2 + marker.Length);
    }

    /// <summary>Takes the smallest indentation of all lines off each. A line that is empty does not count; an interpolation counts as text.</summary>
    private static void Flush(List<TemplateToken> tokens)
    {
        var smallest = int.MaxValue;
        ForEachLineStart(tokens, (text, at, followed) =>
        {
            var indent = Indent(text, at);
            var blank = at + indent < text.Length ? text[at + indent] is '\n' or '\r' : !followed;
            smallest = blank ? smallest : Math.Min(smallest, indent);
        });
        if (smallest is int.MaxValue or 0)
        {
            return;
        }
        var atLineStart = true;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind != TokenKind.Text)
            {
                atLineStart = false;
                continue;
            }
            var result = new StringBuilder(token.Text.Length);
            var at = 0;
            while (at < token.Text.Length)
            {
                if (atLineStart)
                {
                    at += Math.Min(smallest, Indent(token.Text, at));
                }
                var lineEnd = token.Text.IndexOf('\n', Math.Min(at, token.Text.Length - 1));
                lineEnd = lineEnd < 0 || at >= token.Text.Length ? token.Text.Length : lineEnd + 1;
                result.Append(token.Text, at, lineEnd - at);
                atLineStart = lineEnd > 0 && token.Text[lineEnd - 1] == '\n';
                at = lineEnd;
            }
            tokens[i] = token with { Text = result.ToString() };
        }
    }

    private static void ForEachLineStart(List<TemplateToken> tokens, Action<string, int, bool> visit)
    {
        var atLineStart = true;
        for (var i = 0; i < tokens.Count; i++)
        {
            var followed = i + 1 < tokens.Count;
            if (tokens[i].Kind != TokenKind.Text)
            {
                if (atLineStart)
                {
                    visit(string.Empty, 0, true);
                }
                atLineStart = false;
                continue;
            }
            var text = tokens[i].Text;
            if (atLineStart)
            {
                visit(text, 0, followed);
            }
            for (var at = text.IndexOf('\n'); at >= 0; at = text.IndexOf('\n', at + 1))
            {
                if (at + 1 < text.Length)
                {
                    visit(text, at + 1, followed);
                }
            }
            atLineStart = text.EndsWith('\n');
        }
    }

    private static int Indent(string text, int at)
    {
        var start = at;
        while (at < text.Length && text[at] != '\n' && text[at] != '\r' && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
        return at - start;
    }
}
