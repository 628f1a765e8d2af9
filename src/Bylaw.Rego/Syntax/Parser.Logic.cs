using System.Collections.Immutable;

namespace Bylaw.Rego.Syntax;

/// <summary>Literals where <c>and</c>, <c>or</c> or the new <c>not</c> are on. Precedence: not, and, or, with.</summary>
internal sealed partial class Parser
{
    private BracketMap? _brackets;

    private BracketMap Brackets => _brackets ??= new BracketMap(_tokens.AsSpan(0, _lastIndex + 1), KindAt);

    private LiteralSyntax? ParseLogicalLiteral(int start)
    {
        var operand = ParseOr();
        if (operand is null)
        {
            return null;
        }
        // A lone operand is the literal itself.
        if (operand is { IsBraced: false, IsParenthesized: false, Literals: [{ Modifiers.IsEmpty: true } only] })
        {
            return AtModifier ? FinishLiteral(start, only.IsNegated, only.Expression) : only;
        }
        if (operand is { IsBraced: false, Literals: [var grouped] })
        {
            if (!AtModifier)
            {
                return new LiteralSyntax(SpanFrom(start), grouped.IsNegated, grouped.Expression, grouped.Modifiers);
            }
            // (a with x as 1) with y as 2: the inner modifier is the nearer one and stands last.
            return FinishLiteral(start, grouped.IsNegated, grouped.Expression) is { } outer
                ? new LiteralSyntax(outer.Span, outer.IsNegated, outer.Expression, outer.Modifiers.AddRange(grouped.Modifiers))
                : null;
        }
        ReportUnexpected("expected `and` or `or` after an operand in braces");
        return null;
    }

    private BodySyntax? ParseOr() => ParseChain(TokenKind.LogicalOr);

    private BodySyntax? ParseChain(TokenKind op)
    {
        var isAnd = op == TokenKind.LogicalAnd;
        var left = isAnd ? ParseOperand(isFirst: true) : ParseChain(TokenKind.LogicalAnd);
        var length = 0;
        while (left is not null && _kind == op && !ReferenceFollows(_index))
        {
            Advance();
            _operandFollows = true;
            var right = isAnd ? ParseOperand(isFirst: false) : ParseChain(TokenKind.LogicalAnd);
            if (right is null || IsTooLong(ref length))
            {
                return null;
            }
            var span = SpanFrom(left.Span.Start);
            left = Implicit(new LiteralSyntax(span, false, new LogicalExpression(span, isAnd, left, right, isParenthesized: false), []));
        }
        return left;
    }

    // Set after an operator: a brace that follows opens a body whatever comes behind it.
    private bool _operandFollows;

    private BodySyntax? ParseOperand(bool isFirst)
    {
        var follows = _operandFollows || !isFirst;
        _operandFollows = false;
        if (!Enter())
        {
            return null;
        }
        var operand = ParseOperandBody(follows);
        Leave();
        return operand;
    }

    private BodySyntax? ParseOperandBody(bool follows)
    {
        var start = Current.Start;
        if (TokenKinds.IsKeyword(_kind) && ReferenceFollows(_index))
        {
            _nameIndex = _index;
        }
        if (TrySkipNot())
        {
            return ParseNegated(start);
        }
        if (_kind == TokenKind.LeftBrace && (_softKeywords & LogicBits) != 0 && (follows || IsBodyOperand()))
        {
            return ParseBody(TokenKind.RightBrace, isBraced: true);
        }
        if (_kind == TokenKind.Some && _index != _nameIndex)
        {
            ReportUnexpected("`some` cannot be an operand; declare the variable before, or in a body of its own");
            return null;
        }
        return ParseGroupOrExpression(start);
    }

    private bool IsBodyOperand()
    {
        var closer = Brackets.CloserOf(_index);
        return closer > 0 && KindAfter(closer) is TokenKind.LogicalAnd or TokenKind.LogicalOr && !ReferenceFollows(closer + 1);
    }

    private BodySyntax? ParseNegated(int start)
    {
        if (_kind is TokenKind.Some or TokenKind.Every && !ReferenceFollows(_index))
        {
            ReportUnexpected($"illegal negation of '{TokenKinds.NameOf(_kind)}'");
            return null;
        }
        if (!_negatesBodies)
        {
            if (ParseGroupOrExpression(Current.Start) is not { Literals: [var plain] })
            {
                return null;
            }
            return Implicit(new LiteralSyntax(SpanFrom(start), true, plain.Expression, plain.Modifiers));
        }
        var body = _kind == TokenKind.LeftBrace
            ? ParseBody(TokenKind.RightBrace, isBraced: true)
            : ParseGroupOrExpression(Current.Start);
        if (body is null)
        {
            return null;
        }
        var span = SpanFrom(start);
        return Implicit(new LiteralSyntax(span, false, new NotBodyExpression(span, body), []));
    }

    /// <summary>Parses a group <c>(a or b)</c>, <c>(a with x as y)</c>, or an expression.</summary>
    private BodySyntax? ParseGroupOrExpression(int start)
    {
        if (_kind != TokenKind.LeftParenthesis || !Brackets.IsGroup(_index) || !IsWholeOperand(Brackets.CloserOf(_index)))
        {
            var expression = ParseExpression();
            return expression is null ? null : Implicit(new LiteralSyntax(SpanFrom(start), false, expression, []));
        }
        if (!Enter())
        {
            return null;
        }
        Advance();
        var inner = ParseLiteral();
        Leave();
        if (inner is null)
        {
            return null;
        }
        if (_kind != TokenKind.RightParenthesis)
        {
            ReportUnclosed("expression", start, ")");
            return null;
        }
        Advance();
        var span = SpanFrom(start);
        if (inner is { Expression: LogicalExpression logical, IsNegated: false, Modifiers.IsEmpty: true })
        {
            var grouped = new LogicalExpression(span, logical.IsAnd, logical.Left, logical.Right, isParenthesized: true);
            return Implicit(new LiteralSyntax(span, false, grouped, []));
        }
        return new BodySyntax(span, [inner], isBraced: false, isParenthesized: true);
    }

    // `({a} == b)` closes an operand; `(a) == b` goes on as a term.
    private bool IsWholeOperand(int closer) =>
        closer > 0 && InfixAt(KindAfter(closer)).Precedence == 0 && !ReferenceFollows(closer) && KindAfter(closer) != TokenKind.In;

    private static BodySyntax Implicit(LiteralSyntax literal) => new(literal.Span, [literal], isBraced: false);
}
