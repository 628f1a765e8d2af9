using System.Collections.Immutable;

namespace Bylaw.Rego.Syntax;

/// <summary>Arrays, sets, objects and comprehensions. In brackets and braces a comprehension takes precedence over a union.</summary>
internal sealed partial class Parser
{
    // Pipes at which a comprehension was tried in vain: `{a | b, c}` is a set of two. Keeps nested tries from costing exponential time.
    private HashSet<int>? _unionPipes;

    private TermSyntax? ParseArray()
    {
        var start = Current.Start;
        Advance();
        if (_kind == TokenKind.RightBracket)
        {
            Advance();
            return new ArrayTerm(SpanFrom(start), []);
        }
        var mayComprehend = !SkipLeadingComma();
        var head = ParsePrimary();
        if (head is null)
        {
            return null;
        }
        if (_kind == TokenKind.Pipe && mayComprehend)
        {
            if (TryParseComprehension(TokenKind.RightBracket, out var body))
            {
                return body is null ? null : new ArrayComprehensionTerm(SpanFrom(start), head, body);
            }
        }
        if (ParseList(TokenKind.RightBracket, head) is not { } items)
        {
            return null;
        }
        Advance();
        return new ArrayTerm(SpanFrom(start), items);
    }

    private TermSyntax? ParseSetOrObject()
    {
        var start = Current.Start;
        Advance();
        if (_kind == TokenKind.RightBrace)
        {
            Advance();
            return new ObjectTerm(SpanFrom(start), []);
        }
        var mayComprehend = !SkipLeadingComma();
        var head = ParsePrimary();
        if (head is null)
        {
            return null;
        }
        if (_kind == TokenKind.Pipe && mayComprehend && TryParseComprehension(TokenKind.RightBrace, out var body))
        {
            return body is null ? null : new SetComprehensionTerm(SpanFrom(start), head, body);
        }
        head = ParseTerm(allowsPair: false, head);
        if (head is null)
        {
            return null;
        }
        if (_kind == TokenKind.Colon)
        {
            return ParseObject(start, head, mayComprehend);
        }
        if (_kind is not (TokenKind.RightBrace or TokenKind.Comma))
        {
            ReportUnclosed("set", start, "}");
            return null;
        }
        if (ParseRestOfList(TokenKind.RightBrace, head) is not { } items)
        {
            return null;
        }
        Advance();
        return new SetTerm(SpanFrom(start), items);
    }

    private TermSyntax? ParseObject(int start, TermSyntax key, bool mayComprehend)
    {
        Advance();
        var value = ParsePrimary();
        if (value is null)
        {
            return null;
        }
        if (_kind == TokenKind.Pipe && mayComprehend && TryParseComprehension(TokenKind.RightBrace, out var body))
        {
            return body is null ? null : new ObjectComprehensionTerm(SpanFrom(start), key, value, body);
        }
        value = ParseTerm(allowsPair: false, value);
        if (value is null)
        {
            return null;
        }
        var list = _pairs.Begin();
        _pairs.Add(new ObjectItem(SpanFrom(key.Span.Start), key, value));
        if (!ParsePairs(start))
        {
            _pairs.Drop(list);
            return null;
        }
        Advance();
        return new ObjectTerm(SpanFrom(start), _pairs.Take(list));
    }

    private bool ParsePairs(int start)
    {
        while (_kind == TokenKind.Comma)
        {
            Advance();
            if (_kind == TokenKind.RightBrace)
            {
                break;
            }
            if (ParseObjectItem() is not { } item)
            {
                return false;
            }
            _pairs.Add(item);
        }
        if (_kind != TokenKind.RightBrace)
        {
            ReportUnclosed("object", start, "}");
            return false;
        }
        return true;
    }

    private ObjectItem? ParseObjectItem()
    {
        var key = ParseTerm(allowsPair: false);
        if (key is null)
        {
            return null;
        }
        if (_kind != TokenKind.Colon)
        {
            ReportUnexpected("expected `:`");
            return null;
        }
        Advance();
        var value = ParseTerm(allowsPair: false);
        return value is null ? null : new ObjectItem(SpanFrom(key.Span.Start), key, value);
    }

    // Old policies have `[, x]`; OPA reads it too.
    private bool SkipLeadingComma()
    {
        if (_kind != TokenKind.Comma)
        {
            return false;
        }
        Advance();
        return true;
    }

    /// <summary>Parses <c>| body</c> up to and with the closing token.</summary>
    /// <returns>False when the text is a list whose first item is a union; then nothing was read.</returns>
    private bool TryParseComprehension(TokenKind end, out BodySyntax? body)
    {
        var pipe = _index;
        body = null;
        if (_unionPipes?.Contains(pipe) == true)
        {
            return false;
        }
        var mark = _sink.Mark;
        Advance();
        body = ParseBody(end, isBraced: false, stopsAtComma: true);
        if (body is null && _kind == TokenKind.Comma && !_stopped)
        {
            _sink.RollBack(mark);
            (_unionPipes ??= []).Add(pipe);
            MoveTo(pipe);
            body = null;
            return false;
        }
        return true;
    }

    /// <summary>Parses the items up to the closing token, which stays current. The first item may have been begun.</summary>
    private ImmutableArray<TermSyntax>? ParseList(TokenKind end, TermSyntax? first)
    {
        if (first is null && _kind == end)
        {
            return [];
        }
        var item = ParseTerm(allowsPair: false, first);
        return item is null ? null : ParseRestOfList(end, item);
    }

    private ImmutableArray<TermSyntax>? ParseRestOfList(TokenKind end, TermSyntax first)
    {
        if (_kind == end)
        {
            return [first];
        }
        var list = _terms.Begin();
        _terms.Add(first);
        if (!ParseItems(end))
        {
            _terms.Drop(list);
            return null;
        }
        return _terms.Take(list);
    }

    private bool ParseItems(TokenKind end)
    {
        while (_kind != end)
        {
            if (_kind != TokenKind.Comma)
            {
                ReportUnexpected($"expected `,` or `{TokenKinds.NameOf(end)}`");
                return false;
            }
            Advance();
            if (_kind == end)
            {
                return true;
            }
            var item = ParseTerm(allowsPair: false);
            if (item is null)
            {
                return false;
            }
            _terms.Add(item);
        }
        return true;
    }
}
