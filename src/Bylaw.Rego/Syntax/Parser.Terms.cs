using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Terms: operators by precedence, references and calls.</summary>
internal sealed partial class Parser
{
    private const int LowestPrecedence = 1;

    // Commas at which `k, v in xs` was tried in vain; without this, nested tries would cost exponential time.
    private HashSet<int>? _plainCommas;

    /// <summary>Parses a term with operators.</summary>
    /// <param name="allowsPair">Whether <c>k, v in xs</c> may stand here; not in lists, where a comma parts items.</param>
    /// <param name="first">A term that was read already and begins this one.</param>
    private TermSyntax? ParseTerm(bool allowsPair, TermSyntax? first = null)
    {
        var start = first?.Span.Start ?? Current.Start;
        var left = ParseInfix(LowestPrecedence, first);
        if (left is null)
        {
            return null;
        }
        if (allowsPair && _kind == TokenKind.Comma && TryParsePair(left, start) is { } pair)
        {
            left = pair;
        }
        var length = 0;
        while (_kind == TokenKind.In && !ReferenceFollows(_index))
        {
            Advance();
            var collection = ParseInfix(LowestPrecedence, null);
            if (collection is null || IsTooLong(ref length))
            {
                return null;
            }
            left = new MembershipTerm(SpanFrom(start), null, left, collection);
        }
        return left;
    }

    private MembershipTerm? TryParsePair(TermSyntax key, int start)
    {
        var comma = _index;
        if (_plainCommas?.Contains(comma) == true || (_softKeywords & TokenKinds.SoftBit(TokenKind.In)) == 0)
        {
            return null;
        }
        var mark = _sink.Mark;
        Advance();
        var value = ParseInfix(LowestPrecedence, null);
        if (value is not null && _kind == TokenKind.In && !ReferenceFollows(_index))
        {
            Advance();
            var collection = ParseInfix(LowestPrecedence, null);
            return collection is null ? null : new MembershipTerm(SpanFrom(start), key, value, collection);
        }
        if (_stopped)
        {
            return null;
        }
        _sink.RollBack(mark);
        (_plainCommas ??= []).Add(comma);
        MoveTo(comma);
        return null;
    }

    private TermSyntax? ParseInfix(int precedence, TermSyntax? left)
    {
        left ??= ParsePrimary();
        var length = 0;
        while (left is not null)
        {
            var (found, op) = InfixAt(_kind);
            if (found < precedence)
            {
                return left;
            }
            var operatorSpan = CurrentSpan;
            Advance();
            var right = ParseInfix(found + 1, null);
            if (right is null || IsTooLong(ref length))
            {
                return null;
            }
            left = new InfixTerm(SpanFrom(left.Span.Start), left, op, operatorSpan, right);
        }
        return null;
    }

    /// <summary>Counts one more link of a left-leaning chain. Later passes walk it as deep as it is long.</summary>
    private bool IsTooLong(ref int length)
    {
        if (++length + _depth <= _options.MaxDepth)
        {
            _greatestDepth = Math.Max(_greatestDepth, length + _depth);
            return false;
        }
        ReportTooDeep();
        return true;
    }

    private static (int Precedence, InfixOperator Operator) InfixAt(TokenKind kind) => kind switch
    {
        TokenKind.Equal => (1, InfixOperator.Equal),
        TokenKind.NotEqual => (1, InfixOperator.NotEqual),
        TokenKind.Less => (1, InfixOperator.Less),
        TokenKind.LessOrEqual => (1, InfixOperator.LessOrEqual),
        TokenKind.Greater => (1, InfixOperator.Greater),
        TokenKind.GreaterOrEqual => (1, InfixOperator.GreaterOrEqual),
        TokenKind.Pipe => (2, InfixOperator.Union),
        TokenKind.Ampersand => (3, InfixOperator.Intersection),
        TokenKind.Plus => (4, InfixOperator.Plus),
        TokenKind.Minus => (4, InfixOperator.Minus),
        TokenKind.Multiply => (5, InfixOperator.Multiply),
        TokenKind.Divide => (5, InfixOperator.Divide),
        TokenKind.Remainder => (5, InfixOperator.Remainder),
        _ => (0, default),
    };

    /// <summary>Parses one term without operators, with the references and calls that continue it.</summary>
    private TermSyntax? ParsePrimary()
    {
        if (!Enter())
        {
            return null;
        }
        var head = ParseHeadOfPrimary();
        var term = head is null ? null : ParseContinuation(head);
        Leave();
        return term;
    }

    private TermSyntax? ParseHeadOfPrimary()
    {
        if (_index == _nameIndex)
        {
            return ParseVariable();
        }
        switch (_kind)
        {
            case TokenKind.Identifier or TokenKind.Contains:
                return ParseVariable();
            case TokenKind.LogicalAnd or TokenKind.LogicalOr when IsCallAt(_index):
                return ParseVariable();
            case TokenKind.String:
                return ParseString();
            case TokenKind.RawString:
                return ParseRawString();
            case TokenKind.Number or TokenKind.Minus or TokenKind.Dot:
                return ParseNumber();
            case TokenKind.Null:
                Advance();
                return new NullTerm(SpanFrom(_tokens[_index - 1].Start));
            case TokenKind.True or TokenKind.False:
                var value = _kind == TokenKind.True;
                Advance();
                return new BooleanTerm(SpanFrom(_tokens[_index - 1].Start), value);
            case TokenKind.LeftBracket:
                return ParseArray();
            case TokenKind.LeftBrace:
                return ParseSetOrObject();
            case TokenKind.LeftParenthesis:
                return ParseParenthesized();
            case TokenKind.TemplatePart or TokenKind.TemplateEnd or TokenKind.RawTemplatePart or TokenKind.RawTemplateEnd
                when _text[Current.Start] == '$':
                return ParseTemplate();
            default:
                ReportUnexpected();
                return null;
        }
    }

    private bool IsCallAt(int index) =>
        index < _lastIndex && _tokens[index + 1].Kind == TokenKind.LeftParenthesis && _tokens[index + 1].Start == _tokens[index].End;

    private VarTerm ParseVariable()
    {
        var term = new VarTerm(CurrentSpan, _names.Intern(TextOf(_index)));
        Advance();
        return term;
    }

    private ParenthesizedTerm? ParseParenthesized()
    {
        var start = Current.Start;
        Advance();
        var inner = ParseTerm(allowsPair: true);
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
        return new ParenthesizedTerm(SpanFrom(start), inner);
    }

    private void ReportUnclosed(string what, int opener, string closer)
    {
        if (_kind != TokenKind.Illegal)
        {
            var (line, column) = _source.LineAt(opener);
            Report(ParseDiagnostics.Unclosed, CurrentSpan, $"`{closer}` is wanted for what opens at {line + 1}:{column + 1}", what);
        }
    }

    /// <summary>Parses what follows a term without a gap: <c>.name</c>, <c>[term]</c>, <c>(arguments)</c>.</summary>
    private TermSyntax? ParseContinuation(TermSyntax head)
    {
        if (!IsAdjacent || _kind is not (TokenKind.Dot or TokenKind.LeftBracket or TokenKind.LeftParenthesis))
        {
            return head;
        }
        if (RefHeadFault(head) is { } fault)
        {
            Report(ParseDiagnostics.IllegalRefHead, head.Span, null, fault);
            return null;
        }
        var start = _operands.Begin();
        var term = ParseSteps(head, start);
        _operands.Drop(start);
        return term;
    }

    private TermSyntax? ParseSteps(TermSyntax head, int start)
    {
        var current = head;
        var calls = 0;
        while (IsAdjacent)
        {
            switch (_kind)
            {
                case TokenKind.Dot:
                case TokenKind.LeftBracket:
                    if ((_kind == TokenKind.Dot ? ParseDotted() : ParseBracketed()) is not { } operand)
                    {
                        return null;
                    }
                    _operands.Add(operand);
                    continue;
                case TokenKind.LeftParenthesis:
                    var function = Finish(current, start);
                    if (function is not (VarTerm or RefTerm { Head: VarTerm }))
                    {
                        ReportUnexpected("only a function's name can be called");
                        return null;
                    }
                    if (IsTooLong(ref calls) || ParseCall(function) is not { } call)
                    {
                        return null;
                    }
                    current = call;
                    continue;
            }
            break;
        }
        return Finish(current, start);
    }

    private TermSyntax Finish(TermSyntax head, int start)
    {
        var operands = _operands.Take(start);
        return operands.IsEmpty ? head : new RefTerm(TextSpan.FromBounds(head.Span.Start, operands[^1].Span.End), head, operands);
    }

    private static string? RefHeadFault(TermSyntax head) => head switch
    {
        ParenthesizedTerm { Inner: var inner } => inner is InfixTerm or MembershipTerm ? null : RefHeadFault(inner),
        RefTerm => "ref",
        NullTerm => "null",
        BooleanTerm => "boolean",
        NumberTerm => "number",
        StringTerm => "string",
        TemplateStringTerm => "templatestring",
        _ => null,
    };

    private RefOperand? ParseDotted()
    {
        var start = Current.Start;
        Advance();
        if (!IsAdjacent || (_kind != TokenKind.Identifier && !TokenKinds.IsKeyword(_kind)))
        {
            ReportUnexpected("expected ident");
            return null;
        }
        var name = new StringTerm(CurrentSpan, _names.Intern(TextOf(_index)), isRaw: false);
        Advance();
        return new RefOperand(SpanFrom(start), name, isDotted: true);
    }

    private RefOperand? ParseBracketed()
    {
        var start = Current.Start;
        Advance();
        var term = ParseTerm(allowsPair: true);
        if (term is null)
        {
            return null;
        }
        if (_kind != TokenKind.RightBracket)
        {
            ReportUnexpected("expected ]");
            return null;
        }
        Advance();
        return new RefOperand(SpanFrom(start), term, isDotted: false);
    }

    private TermSyntax? ParseCall(TermSyntax function)
    {
        Advance();
        if (ParseList(TokenKind.RightParenthesis, null) is not { } arguments)
        {
            return null;
        }
        Advance();
        var span = SpanFrom(function.Span.Start);
        return function is VarTerm { Name: "set" } && arguments.IsEmpty
            ? new SetTerm(span, [])
            : new CallTerm(span, function, arguments);
    }
}
