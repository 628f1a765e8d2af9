using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Rules: heads, bodies, else branches, defaults.</summary>
internal sealed partial class Parser
{
    private RuleSyntax? ParseRule()
    {
        var start = Current.Start;
        MarkKeywordName();
        var isDefault = _kind == TokenKind.Default && _index != _nameIndex;
        if (isDefault)
        {
            Advance();
            MarkKeywordName();
        }
        if (_kind != TokenKind.Identifier && _index != _nameIndex)
        {
            ReportNoRule(isDefault);
            return null;
        }
        if (ParseHeadName() is not { } name || ParseHead(name, isDefault) is not { } head)
        {
            return null;
        }
        if (isDefault)
        {
            return CheckDefault(head) ? new RuleSyntax(SpanFrom(start), true, head, [], []) : null;
        }
        return ParseRuleBodies(start, head);
    }

    private void MarkKeywordName()
    {
        if (TokenKinds.IsKeyword(_kind) && ReferenceFollows(_index))
        {
            _nameIndex = _index;
        }
    }

    private void ReportNoRule(bool isDefault)
    {
        if (isDefault)
        {
            ReportUnexpected("expected a rule's name after `default`");
            return;
        }
        if (TokenKinds.IsSoftKeyword(_kind))
        {
            Report(ParseDiagnostics.NotARuleHead, CurrentSpan, "choose another name, or quote it in a reference", $"{TokenKinds.NameOf(_kind)} keyword", "rule name");
            return;
        }
        if (TokenKinds.IsKeyword(_kind) && _kind is not (TokenKind.Not or TokenKind.Some or TokenKind.True or TokenKind.False or TokenKind.Null))
        {
            ReportUnexpected();
            return;
        }
        var literal = ParseLiteral();
        if (literal is not null)
        {
            ReportNotAHead(literal);
        }
    }

    private void ReportNotAHead(LiteralSyntax literal)
    {
        var (what, place) = literal switch
        {
            { IsNegated: true } => ("negated expressions", "rule head"),
            { Modifiers.IsEmpty: false } => ("expressions using with keyword", "rule head"),
            { Expression: SomeExpression or SomeInExpression } => ("'some' declarations", "rule head"),
            { Expression: TermExpression { Term: var term } } => (NameOf(term), "rule name"),
            { Expression: AssignmentExpression { Left: var left } } => (NameOf(left), "rule name"),
            _ => ("expression", "rule head"),
        };
        Report(ParseDiagnostics.NotARuleHead, literal.Span, "a rule is written `name := value if { ... }`", what, place);
    }

    private static string NameOf(TermSyntax term) => term switch
    {
        VarTerm => "var",
        RefTerm => "ref",
        CallTerm or InfixTerm or MembershipTerm => "call",
        StringTerm => "string",
        TemplateStringTerm => "templatestring",
        NumberTerm => "number",
        BooleanTerm => "boolean",
        NullTerm => "null",
        ArrayTerm => "array",
        ObjectTerm => "object",
        SetTerm => "set",
        ArrayComprehensionTerm => "arraycomprehension",
        SetComprehensionTerm => "setcomprehension",
        ObjectComprehensionTerm => "objectcomprehension",
        ParenthesizedTerm { Inner: var inner } => NameOf(inner),
        _ => "term",
    };

    /// <summary>Parses the name and the parameters. Only here a gap may stand before the first bracket: <c>f (x) { ... }</c>.</summary>
    private TermSyntax? ParseHeadName()
    {
        TermSyntax term = ParseVariable();
        if (!IsAdjacent && _kind is TokenKind.LeftParenthesis or TokenKind.LeftBracket && !Current.StartsLine)
        {
            term = ParseSpacedContinuation(term)!;
        }
        return term is null ? null : ParseContinuation(term);
    }

    private TermSyntax? ParseSpacedContinuation(TermSyntax name)
    {
        if (_kind == TokenKind.LeftParenthesis)
        {
            return ParseCall(name);
        }
        return ParseBracketed() is { } operand ? new RefTerm(SpanFrom(name.Span.Start), name, [operand]) : null;
    }

    private RuleHeadSyntax? ParseHead(TermSyntax name, bool isDefault)
    {
        var reference = name;
        var parameters = default(ImmutableArray<TermSyntax>);
        if (name is CallTerm call)
        {
            reference = call.Function;
            parameters = call.Arguments;
        }
        if (reference is not (VarTerm or RefTerm { Head: VarTerm }))
        {
            Report(ParseDiagnostics.NotARuleHead, name.Span, "a rule's name is a variable or a reference that begins with one", NameOf(reference), "rule name");
            return null;
        }
        TermSyntax? key = null;
        TermSyntax? value = null;
        var assignment = HeadAssignment.None;
        switch (_kind)
        {
            case TokenKind.Contains:
                if (!parameters.IsDefault)
                {
                    ReportUnexpected("the contains keyword can only be used with multi-value rule definitions (e.g., p contains <VALUE> { ... })");
                    return null;
                }
                Advance();
                key = ParseTerm(allowsPair: true);
                if (key is null)
                {
                    return null;
                }
                break;
            case TokenKind.Assign or TokenKind.Unify:
                assignment = _kind == TokenKind.Assign ? HeadAssignment.Assign : HeadAssignment.Unify;
                Advance();
                value = ParseTerm(allowsPair: true);
                if (value is null)
                {
                    return null;
                }
                break;
        }
        var span = SpanFrom(name.Span.Start);
        var usesIf = _kind == TokenKind.If && !isDefault && !ReferenceFollows(_index);
        return new RuleHeadSyntax(span, reference, parameters, key, value, assignment, usesIf);
    }

    private RuleSyntax? ParseRuleBodies(int start, RuleHeadSyntax head)
    {
        var bodies = ImmutableArray.CreateBuilder<BodySyntax>();
        if (head.UsesIf)
        {
            Advance();
            var body = _kind == TokenKind.LeftBrace && !IsLiteralAfterIf()
                ? ParseBody(TokenKind.RightBrace, isBraced: true)
                : ParseBareBody();
            if (body is null)
            {
                return null;
            }
            bodies.Add(body);
        }
        else if (_kind == TokenKind.LeftBrace)
        {
            if (ParseBody(TokenKind.RightBrace, isBraced: true) is not { } body)
            {
                return null;
            }
            bodies.Add(body);
        }
        else
        {
            return CheckFact(head) ? new RuleSyntax(SpanFrom(start), false, head, [], []) : null;
        }
        if (ParseElseBranches(head) is not { } elseBranches)
        {
            return null;
        }
        while (_kind == TokenKind.LeftBrace)
        {
            if (!elseBranches.IsEmpty)
            {
                ReportUnexpected("expected else keyword");
                return null;
            }
            if (ParseBody(TokenKind.RightBrace, isBraced: true) is not { } body)
            {
                return null;
            }
            bodies.Add(body);
        }
        return new RuleSyntax(SpanFrom(start), false, head, bodies.DrainToImmutable(), elseBranches);
    }

    private BodySyntax? ParseBareBody()
    {
        if (_kind == TokenKind.EndOfFile)
        {
            ReportUnexpected("rule body expected");
            return null;
        }
        var literal = ParseLiteral();
        return literal is null ? null : new BodySyntax(literal.Span, [literal], isBraced: false);
    }

    /// <summary>
    /// Tells whether the brace after <c>if</c> opens an object, a comprehension, or a term that goes on after it, and not a body.
    /// A lone set is read as a body.
    /// </summary>
    private bool IsLiteralAfterIf()
    {
        var opener = _index;
        if (KindAfter(opener) == TokenKind.RightBrace)
        {
            return true;
        }
        var depth = 0;
        var pipe = false;
        var colon = false;
        var i = opener;
        for (; i < _lastIndex; i++)
        {
            var kind = _tokens[i].Kind;
            if (kind is TokenKind.LeftBrace or TokenKind.LeftBracket or TokenKind.LeftParenthesis)
            {
                depth++;
            }
            else if (kind is TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis && --depth == 0)
            {
                break;
            }
            pipe |= depth == 1 && kind == TokenKind.Pipe;
            colon |= depth == 1 && kind == TokenKind.Colon;
        }
        if (i == _lastIndex)
        {
            return false;
        }
        var next = KindAfter(i);
        if (InfixAt(next).Precedence > 0 || next is TokenKind.Unify or TokenKind.Assign || ReferenceFollows(i)
            || (next is TokenKind.In or TokenKind.LogicalAnd or TokenKind.LogicalOr && !ReferenceFollows(i + 1)))
        {
            return true;
        }
        return colon || (pipe && BeginsComprehension(opener));
    }

    // `{ x | ... }`: one term without operators, then a pipe.
    private bool BeginsComprehension(int opener)
    {
        var mark = _sink.Mark;
        MoveTo(opener + 1);
        var head = ParsePrimary();
        var result = head is not null && _kind == TokenKind.Pipe;
        if (!_stopped)
        {
            _sink.RollBack(mark);
            MoveTo(opener);
        }
        return result;
    }

    private bool CheckFact(RuleHeadSyntax head)
    {
        if (head.Key is not null || head.Value is not null)
        {
            if (AtModifier)
            {
                Report(ParseDiagnostics.NotARuleHead, CurrentSpan, "modifiers belong to the literals of a body", "expressions using with keyword", "rule head");
                return false;
            }
            return true;
        }
        if (InfixAt(_kind).Precedence > 0 && !Current.StartsLine)
        {
            Report(ParseDiagnostics.ConflictsWithBuiltin, CurrentSpan, _kind == TokenKind.Equal ? "did you mean `:=`?" : "an expression stands in the body of a rule");
            return false;
        }
        if (head is { Reference: VarTerm { Name: var name } word, IsFunction: false })
        {
            var help = _kind == TokenKind.Identifier && !Current.StartsLine && TokenKinds.IsSoftKeyword(_tokens[_index].Kind)
                ? $"`import future.keywords.{TokenKinds.NameOf(_tokens[_index].Kind)}` makes `{TokenKinds.NameOf(_tokens[_index].Kind)}` a keyword"
                : Spelling.Nearest(name, ["package", "import", "default"]) is { } meant ? $"did you mean `{meant}`?" : "give it a value or a body: `name := value`, `name if { ... }`";
            Report(ParseDiagnostics.NotARuleHead, word.Span, help, "var", "rule name");
            return false;
        }
        if (!head.Parameters.IsDefault && head.Parameters.IsEmpty)
        {
            Report(ParseDiagnostics.NotARuleHead, head.Span, "a rule without parameters is written without parentheses", "call without arguments", "rule head");
            return false;
        }
        return true;
    }

    private ImmutableArray<ElseSyntax>? ParseElseBranches(RuleHeadSyntax head)
    {
        if (_kind != TokenKind.Else || ReferenceFollows(_index))
        {
            return [];
        }
        var isSetInV0 = !head.UsesIf && head is { IsFunction: false, Value: null, Reference: RefTerm { Operands.Length: 1 } };
        if (head.Reference is RefTerm { Operands: var operands } && operands.Any(o => !SyntaxFacts.IsGround(o.Term)))
        {
            Report(ParseDiagnostics.ElseNotAllowed, CurrentSpan, null, "rules with variables in head");
            return null;
        }
        if (head.Key is not null || isSetInV0)
        {
            Report(ParseDiagnostics.ElseNotAllowed, CurrentSpan, "write one rule for each way a value gets into the set", "multi-value rules");
            return null;
        }
        var branches = ImmutableArray.CreateBuilder<ElseSyntax>();
        while (_kind == TokenKind.Else && !ReferenceFollows(_index))
        {
            if (ParseElse() is not { } branch)
            {
                return null;
            }
            branches.Add(branch);
            if (branch.Body is null)
            {
                break;
            }
        }
        return branches.DrainToImmutable();
    }

    private ElseSyntax? ParseElse()
    {
        var start = Current.Start;
        Advance();
        TermSyntax? value = null;
        var assignment = HeadAssignment.None;
        if (_kind is TokenKind.Assign or TokenKind.Unify)
        {
            assignment = _kind == TokenKind.Assign ? HeadAssignment.Assign : HeadAssignment.Unify;
            Advance();
            value = ParseTerm(allowsPair: true);
            if (value is null)
            {
                return null;
            }
        }
        else if (_kind is not (TokenKind.LeftBrace or TokenKind.If))
        {
            ReportUnexpected("expected else value term or rule body");
            return null;
        }
        var usesIf = _kind == TokenKind.If && !ReferenceFollows(_index);
        if (usesIf)
        {
            Advance();
        }
        if (_kind == TokenKind.LeftBrace && !(usesIf && UsesLogic && IsBodyOperand()))
        {
            var braced = ParseBody(TokenKind.RightBrace, isBraced: true);
            return braced is null ? null : new ElseSyntax(SpanFrom(start), value, assignment, usesIf, braced);
        }
        if (!usesIf)
        {
            return new ElseSyntax(SpanFrom(start), value, assignment, false, null);
        }
        return ParseBareBody() is { } body ? new ElseSyntax(SpanFrom(start), value, assignment, true, body) : null;
    }
}
