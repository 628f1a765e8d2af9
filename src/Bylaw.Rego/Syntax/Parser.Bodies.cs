using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Bodies and their literals.</summary>
internal sealed partial class Parser
{
    /// <summary>Parses the literals of a body up to and with its closing token. A broken literal is reported and skipped.</summary>
    /// <param name="end">What closes the body.</param>
    /// <param name="isBraced">Whether an opening brace is the current token.</param>
    /// <param name="stopsAtComma">Whether a comma after the first literal gives the body up silently (a union in a list).</param>
    private BodySyntax? ParseBody(TokenKind end, bool isBraced, bool stopsAtComma = false)
    {
        if (!Enter())
        {
            return null;
        }
        var start = Current.Start;
        var opener = isBraced ? Current : default;
        if (isBraced)
        {
            Advance();
        }
        var list = _literals.Begin();
        if (_kind == end)
        {
            Report(ParseDiagnostics.EmptyBody, CurrentSpan, end == TokenKind.RightBrace ? "write `true` to have a body that always holds" : null);
        }
        var first = _index;
        var closes = ParseLiterals(list, end, stopsAtComma);
        Leave();
        var literals = _literals.Take(list);
        if (!closes)
        {
            if (isBraced && !_stopped && _kind == TokenKind.EndOfFile && literals.Length > 0 && first < _index)
            {
                ReportUnclosed("body", opener.Start, "}");
            }
            return null;
        }
        Advance();
        return new BodySyntax(
            isBraced || literals.IsEmpty ? SpanFrom(start) : TextSpan.FromBounds(literals[0].Span.Start, literals[^1].Span.End),
            literals,
            isBraced);
    }

    /// <summary>Parses literals; the closing token stays current.</summary>
    /// <returns>Whether the closing token was found.</returns>
    private bool ParseLiterals(int list, TokenKind end, bool stopsAtComma)
    {
        while (_kind != end)
        {
            if (_kind == TokenKind.EndOfFile)
            {
                if (!_stopped && _literals.CountSince(list) == 0)
                {
                    ReportUnexpected();
                }
                return false;
            }
            if ((_index & 0xFF) == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }
            var start = _index;
            var literal = ParseLiteral();
            if (literal is not null)
            {
                _literals.Add(literal);
                if (_kind == TokenKind.Semicolon)
                {
                    Advance();
                    if (_kind == end)
                    {
                        // OPA wants a literal after each semicolon.
                        ReportUnexpected();
                        return true;
                    }
                    continue;
                }
                if (_kind == end || (Current.StartsLine && _kind != TokenKind.EndOfFile))
                {
                    continue;
                }
                if (stopsAtComma && _kind == TokenKind.Comma)
                {
                    return false;
                }
                if (_kind != TokenKind.EndOfFile || end != TokenKind.EndOfFile)
                {
                    ReportUnexpected($"expected \\n or ; or {TokenKinds.NameOf(end)}", MissingKeywordHelp(literal));
                }
            }
            if (!SkipLiteral(start, end))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Skips the rest of a broken literal: to the next line or semicolon outside its brackets, or to the closing token.</summary>
    /// <returns>Whether the body may go on.</returns>
    private bool SkipLiteral(int start, TokenKind end)
    {
        if (_stopped)
        {
            return false;
        }
        var failed = _index;
        var open = new Stack<TokenKind>();
        var indented = ColumnOf(start) > 0;
        for (var i = start; i <= _lastIndex; i++)
        {
            var token = _tokens[i];
            var kind = token.Kind;
            if (i >= failed && i > start)
            {
                if (kind == TokenKind.EndOfFile || (indented && StartsStatement(i)))
                {
                    MoveTo(i);
                    return false;
                }
                if (open.Count == 0 && (token.StartsLine || kind is TokenKind.Semicolon or TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis))
                {
                    MoveTo(i);
                    if (kind == TokenKind.Semicolon)
                    {
                        Advance();
                        return true;
                    }
                    return kind == end || kind is not (TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis);
                }
            }
            if (kind is TokenKind.LeftBracket or TokenKind.LeftBrace or TokenKind.LeftParenthesis)
            {
                open.Push(kind + 1);
            }
            else if (kind is TokenKind.RightBracket or TokenKind.RightBrace or TokenKind.RightParenthesis)
            {
                if (!open.Contains(kind))
                {
                    if (open.Count > 0 && IsFollowedBySibling(i, start))
                    {
                        open.Clear();
                    }
                    else if (i >= failed)
                    {
                        MoveTo(i);
                        return kind == end;
                    }
                    continue;
                }
                while (open.Pop() != kind)
                {
                }
            }
        }
        MoveTo(_lastIndex);
        return false;
    }

    // The bracket that closes nothing is a slip when the next line goes on in the column of the broken literal.
    private bool IsFollowedBySibling(int index, int start) =>
        index < _lastIndex && _tokens[start].StartsLine && _tokens[index + 1].StartsLine
        && _tokens[index + 1].Kind is not (TokenKind.RightBrace or TokenKind.EndOfFile)
        && ColumnOf(index + 1) == ColumnOf(start);

    private int ColumnOf(int index) => _source.LineAt(_tokens[index].Start).Column;

    /// <summary>Tells whether a token stands in the first column and may begin a rule, an import or a package.</summary>
    private bool StartsStatement(int index)
    {
        var token = _tokens[index];
        return token.StartsLine
            && (token.Start == 0 || _text[token.Start - 1] == '\n')
            && (token.Kind == TokenKind.Identifier || TokenKinds.IsKeyword(token.Kind));
    }

    /// <summary>Advises the import of a keyword that v0 does not have by itself.</summary>
    private string? MissingKeywordHelp(LiteralSyntax literal)
    {
        var word = _tokens[_index].Kind;
        if (_kind == TokenKind.Identifier && TokenKinds.IsSoftKeyword(word))
        {
            return $"`import future.keywords.{TokenKinds.NameOf(word)}` makes `{TokenKinds.NameOf(word)}` a keyword";
        }
        if (_kind == TokenKind.Identifier && literal.Expression is TermExpression { Term: VarTerm { Name: "every" } })
        {
            return "`import future.keywords.every` for `every x in xs { ... }` expressions";
        }
        return null;
    }

    private LiteralSyntax? ParseLiteral()
    {
        var start = Current.Start;
        if (TokenKinds.IsKeyword(_kind) && ReferenceFollows(_index))
        {
            _nameIndex = _index;
        }
        else if (_kind == TokenKind.Some)
        {
            return ParseSome(start);
        }
        return UsesLogic ? ParseLogicalLiteral(start) : ParsePlainLiteral(start);
    }

    private LiteralSyntax? ParsePlainLiteral(int start)
    {
        var isNegated = TrySkipNot();
        if (isNegated && _kind is TokenKind.Some or TokenKind.Every && !ReferenceFollows(_index))
        {
            ReportUnexpected($"illegal negation of '{TokenKinds.NameOf(_kind)}'");
            return null;
        }
        var expression = ParseExpression();
        return expression is null ? null : FinishLiteral(start, isNegated, expression);
    }

    private bool TrySkipNot()
    {
        if (_kind != TokenKind.Not || _index == _nameIndex)
        {
            return false;
        }
        Advance();
        return true;
    }

    private LiteralSyntax? FinishLiteral(int start, bool isNegated, ExpressionSyntax expression)
    {
        if (!AtModifier)
        {
            return new LiteralSyntax(SpanFrom(start), isNegated, expression, []);
        }
        return ParseModifiers() is { } modifiers ? new LiteralSyntax(SpanFrom(start), isNegated, expression, modifiers) : null;
    }

    // `with.x` begins the next literal.
    private bool AtModifier => _kind == TokenKind.With && !ReferenceFollows(_index);

    private ImmutableArray<WithModifier>? ParseModifiers()
    {
        var modifiers = ImmutableArray.CreateBuilder<WithModifier>();
        while (AtModifier)
        {
            var start = Current.Start;
            Advance();
            if (_kind != TokenKind.Identifier)
            {
                ReportUnexpected("expected ident");
                return null;
            }
            var target = ParsePrimary();
            if (target is null)
            {
                return null;
            }
            if (target is not (VarTerm or RefTerm))
            {
                ReportUnexpected("expected with target path");
                return null;
            }
            if (_kind != TokenKind.As)
            {
                ReportUnexpected("expected as keyword");
                return null;
            }
            Advance();
            var value = ParseTerm(allowsPair: true);
            if (value is null)
            {
                return null;
            }
            modifiers.Add(new WithModifier(SpanFrom(start), target, value));
        }
        return modifiers.DrainToImmutable();
    }

    private ExpressionSyntax? ParseExpression()
    {
        var start = Current.Start;
        if (_kind == TokenKind.Every && _index != _nameIndex && !ReferenceFollows(_index))
        {
            return ParseEvery(start);
        }
        var left = ParseTerm(allowsPair: true);
        if (left is null)
        {
            return null;
        }
        if (_kind is not (TokenKind.Assign or TokenKind.Unify))
        {
            return new TermExpression(SpanFrom(start), left);
        }
        var isAssignment = _kind == TokenKind.Assign;
        var operatorSpan = CurrentSpan;
        Advance();
        var right = ParseTerm(allowsPair: true);
        return right is null ? null : new AssignmentExpression(SpanFrom(start), left, isAssignment, operatorSpan, right);
    }

    private LiteralSyntax? ParseSome(int start)
    {
        Advance();
        if (IsDeclarationList())
        {
            var variables = ImmutableArray.CreateBuilder<VarTerm>();
            variables.Add(ParseVariable());
            while (_kind == TokenKind.Comma)
            {
                Advance();
                variables.Add(ParseVariable());
            }
            return new LiteralSyntax(SpanFrom(start), false, new SomeExpression(SpanFrom(start), variables.DrainToImmutable()), []);
        }
        var first = _index;
        var term = ParseTerm(allowsPair: true);
        if (term is null)
        {
            return null;
        }
        if (term is not MembershipTerm membership)
        {
            if (_kind != TokenKind.Illegal)
            {
                var isVariable = KindAt(first) == TokenKind.Identifier;
                Report(
                    ParseDiagnostics.IllegalDeclaration, term.Span, "declare variables with `some x, y`, or iterate with `some x in xs`",
                    isVariable || term is CallTerm or InfixTerm
                        ? "expected `x in xs` or `x, y in xs` expression"
                        : $"unexpected {TokenKinds.NameOf(KindAt(first))} token: expected var");
            }
            return null;
        }
        var expression = new SomeInExpression(SpanFrom(start), membership.Key, membership.Value, membership.Collection);
        return FinishLiteral(start, false, expression);
    }

    /// <summary>Tells whether variables parted by commas follow, and no <c>in</c>.</summary>
    private bool IsDeclarationList()
    {
        var i = _index;
        while (KindAt(i) == TokenKind.Identifier)
        {
            var next = KindAfter(i);
            if (next != TokenKind.Comma)
            {
                return next != TokenKind.In && InfixAt(next).Precedence == 0
                    && !(next is TokenKind.Dot or TokenKind.LeftBracket or TokenKind.LeftParenthesis && _tokens[i + 1].Start == _tokens[i].End);
            }
            i += 2;
        }
        return false;
    }

    private EveryExpression? ParseEvery(int start)
    {
        Advance();
        var term = ParseTerm(allowsPair: true);
        if (term is null)
        {
            return null;
        }
        if (term is not MembershipTerm membership)
        {
            Report(ParseDiagnostics.IllegalDeclaration, term.Span, null, "expected `x[, y] in xs { ... }` expression");
            return null;
        }
        if (membership.Key is not (null or VarTerm))
        {
            Report(ParseDiagnostics.IllegalDeclaration, membership.Key.Span, null, "expected key to be a variable");
            return null;
        }
        if (membership.Value is not VarTerm value)
        {
            Report(ParseDiagnostics.IllegalDeclaration, membership.Value.Span, null, "expected value to be a variable");
            return null;
        }
        if (_kind != TokenKind.LeftBrace)
        {
            ReportUnexpected("missing body");
            return null;
        }
        var body = ParseBody(TokenKind.RightBrace, isBraced: true);
        return body is null ? null : new EveryExpression(SpanFrom(start), (VarTerm?)membership.Key, value, membership.Collection, body);
    }
}
