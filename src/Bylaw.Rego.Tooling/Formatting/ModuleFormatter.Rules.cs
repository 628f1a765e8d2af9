using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Rules, their heads and their else branches.</summary>
internal sealed partial class ModuleFormatter
{
    private void WriteRules(List<RuleView> rules)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            InsertComments(rules[i].Row);
            _writer.HasConflict = false;
            WriteRule(rules[i]);
            _writer.HasConflict = false;
            // One-line rules on neighbouring lines stay together.
            if (i + 1 < rules.Count && IsOneLiner(rules[i]) && IsOneLiner(rules[i + 1]) && rules[i + 1].Row == rules[i].Row + 1)
            {
                continue;
            }
            _writer.BlankLine();
        }
    }

    private bool IsOneLiner(RuleView rule)
    {
        if (rule.Rule.IsDefault || rule.ElseBranches.Count > 0 || rule.Body is { Literals.Length: > 1 })
        {
            return false;
        }
        return !(rule.Body is { Literals: [var only] } && IsSetLiteral(only)) && UsesIf(rule);
    }

    private bool UsesIf(RuleView rule) => (_style.UsesIf || rule.Head.UsesIf) && (UsesContains(rule) || !rule.IsSet);

    // What the author wrote was on where it was written.
    private bool UsesContains(RuleView rule) => _style.UsesContains || rule.Head.Key is not null;

    private static bool IsSetLiteral(LiteralSyntax literal) =>
        literal is { IsNegated: false, Expression: TermExpression { Term: var term } } && Unwrap(term) is SetTerm;

    private void WriteRule(RuleView rule)
    {
        _writer.StartLine();
        if (rule.Rule.IsDefault)
        {
            _writer.Write("default ");
        }
        _endsWithComment = rule.IsConstant;
        WriteHead(rule);
        var isBroken = _writer.HasConflict;
        _writer.HasConflict = false;
        if (rule.Body is null || rule.IsConstant)
        {
            _writer.EndLine();
            return;
        }
        _endsWithComment = true;
        var headEnd = rule.IsFirst ? EndRow(rule.Head.Span) : rule.Row;
        // A comment behind `} {` belongs to the next body of the chain, where that gets a head with `contains`.
        int? closerRow = rule is { Head.Key: not null } && rule.NextBodyRow(this) == EndRow(rule.Body.Span) ? -1 : null;
        if (!WriteRuleBody(rule.Body, headEnd, UsesIf(rule), isBroken, isElse: false, closerRow))
        {
            _writer.EndLine();
        }
        WriteElseBranches(rule);
    }

    /// <summary>Writes <c> if literal</c>, or the body in braces.</summary>
    /// <returns>Whether the line still has to be ended by the caller's caller: true after a closing brace.</returns>
    private bool WriteRuleBody(BodySyntax body, int headEndRow, bool usesIf, bool isBroken, bool isElse, int? closerRow = null)
    {
        if (usesIf)
        {
            _writer.Write(" if");
            if (body.Literals is [var only] && Row(only.Span.Start) == headEndRow && !IsSetLiteral(only))
            {
                _writer.Write(" ");
                WriteLiteral(only, leadsBrace: false);
                _writer.HasConflict = false;
                return false;
            }
        }
        if (isBroken && _comments.Count > 0)
        {
            _writer.Write(" { ");
        }
        else
        {
            _writer.Write(" {");
            _writer.EndLine();
        }
        _writer.Level++;
        WriteBody(body, leadsBrace: usesIf && !isElse);
        InsertComments(closerRow ?? EndRow(body.Span));
        _writer.HasConflict = false;
        _writer.Level--;
        _writer.StartLine();
        _writer.Write("}");
        return true;
    }

    private void WriteElseBranches(RuleView rule)
    {
        var previousRow = rule.Row;
        foreach (var branch in rule.ElseBranches)
        {
            var row = Row(branch.Span.Start);
            var line = _source.LineText(row);
            var follows = row > previousRow && !line.Trim().StartsWith("else", StringComparison.Ordinal);
            var hasCommentAbove = (_comments.Count > 0 && _comments[0].Row < row) || _writer.Trailing is not null;
            if (!hasCommentAbove && follows && _writer.IsInLine)
            {
                _writer.Write(" ");
            }
            else
            {
                _writer.BlankLine();
                _writer.StartLine();
            }
            InsertElseComments(row, hasCommentAbove, follows);
            WriteElse(branch);
            previousRow = row;
        }
    }

    private void InsertElseComments(int row, bool hasCommentAbove, bool follows)
    {
        InsertComments(row);
        if ((hasCommentAbove && !follows && !_writer.IsInLine) || !_writer.IsInLine)
        {
            _writer.StartLine();
        }
    }

    private void WriteElse(ElseSyntax branch)
    {
        _writer.Write("else");
        var isTrue = branch.Body is null || RuleView.IsTrue(branch.Body);
        var isLast = isTrue && IsLastBranch(branch);
        if (branch.Value is not null && !(IsTrueTerm(branch.Value) && !isLast))
        {
            WriteValue(branch.Value, branch.Assignment, Row(branch.Span.Start));
        }
        else if (isLast)
        {
            _writer.Write(_style.IsV1 ? " := true" : " = true");
        }
        _writer.HasConflict = false;
        if (branch.Body is null || isLast)
        {
            _writer.EndLine();
            return;
        }
        var headEnd = branch.Value is { } value ? EndRow(value.Span) : Row(branch.Span.Start);
        if (!WriteRuleBody(branch.Body, headEnd, _style.UsesIf || branch.UsesIf, isBroken: false, isElse: true))
        {
            _writer.EndLine();
        }
    }

    private bool IsLastBranch(ElseSyntax branch) =>
        _module.Rules.Any(r => !r.ElseBranches.IsEmpty && ReferenceEquals(r.ElseBranches[^1], branch));

    private static bool IsTrueTerm(TermSyntax term) => term is BooleanTerm { Value: true };

    private void WriteHead(RuleView rule)
    {
        var head = rule.Head;
        // A chained body repeats the head, whose comments were written the first time.
        var row = rule.IsFirst ? -1 : rule.Row;
        if (!TryWriteName(rule))
        {
            return;
        }
        if (head.IsFunction && !head.Parameters.IsEmpty)
        {
            var span = head.Span;
            var last = head.Parameters[^1].Span.End;
            _writer.Write("(");
            WriteItems(head.Parameters.AsSpan(), Row(span.Start), NameEnd(head), rule.IsFirst ? RowOfCloser(last, ')') : -1, ItemStyle.Argument, row);
            _writer.Write(")");
        }
        if (head.Key is not null)
        {
            _writer.Write(UsesContains(rule) ? " contains " : "[");
            WriteTerm(head.Key);
            _writer.Write(UsesContains(rule) ? "" : "]");
        }
        else if (rule.IsBracketSet)
        {
            var operand = ((RefTerm)head.Reference).Operands[0].Term;
            _writer.Write(UsesContains(rule) ? " contains " : "[");
            WriteBracketKey(operand);
            _writer.Write(UsesContains(rule) ? "" : "]");
        }
        WriteHeadValue(rule, row);
    }

    private static int NameEnd(RuleHeadSyntax head) => head.Reference.Span.End;

    private void WriteHeadValue(RuleView rule, int row)
    {
        var head = rule.Head;
        if (rule.IsSet)
        {
            return;
        }
        var hasKey = HasKeyOperand(rule);
        if (head.Value is { } value)
        {
            if (hasKey || !IsTrueTerm(value) || rule.IsConstant || rule.Rule.IsDefault)
            {
                WriteValue(value, head.Assignment, row);
            }
            return;
        }
        // A value that nobody wrote is told only where the rule would not be one without it.
        var hasOneStep = head.Reference is RefTerm { Operands.Length: 1 };
        var isFact = rule.Body is null;
        var needsValue = isFact ? _style.IsV1 && !head.IsFunction : !(hasOneStep && hasKey);
        if (rule.IsConstant && needsValue)
        {
            _writer.Write(_style.IsV1 ? " := true" : " = true");
        }
    }

    // `p[x] = y` in v0, `p[x] := y if` with a variable.
    private bool HasKeyOperand(RuleView rule) =>
        rule.Head is { IsFunction: false, Reference: RefTerm { Operands: [var operand] } }
        && (!(rule.Head.UsesIf || (_style.UsesIf && rule.Body is not null)) || !IsGroundKey(operand.Term));

    private static bool IsGroundKey(TermSyntax term) => term is StringTerm or NumberTerm or BooleanTerm or NullTerm;

    private void WriteValue(TermSyntax value, HeadAssignment assignment, int row)
    {
        _writer.Write(_style.IsV1 || assignment == HeadAssignment.Assign ? " := " : " = ");
        WriteTerm(value, row);
    }

    /// <summary>Writes a head's name.</summary>
    /// <returns>False when the head has a comment inside and was kept as it is.</returns>
    private bool TryWriteName(RuleView rule)
    {
        var head = rule.Head;
        if (head.Reference is not RefTerm reference)
        {
            _writer.Write(((VarTerm)head.Reference).Name);
            return true;
        }
        if (rule.IsBracketSet)
        {
            _writer.Write(((VarTerm)reference.Head).Name);
            return true;
        }
        if (_style.UsesRefHeads || reference.Operands.Length != 1)
        {
            WriteReference(reference);
            return true;
        }
        var key = reference.Operands[0].Term;
        if (rule.IsFirst && _comments.Count > 0 && _comments[0].Row == RowOf(key))
        {
            WriteVerbatim(head.Span);
            return false;
        }
        _writer.Write(((VarTerm)reference.Head).Name);
        _writer.Write("[");
        WriteBracketKey(key);
        _writer.Write("]");
        return true;
    }

    private void WriteBracketKey(TermSyntax key)
    {
        if (key is StringTerm text && _source.Text[text.Span.Start] is not ('"' or '`'))
        {
            _writer.Write(Quote(text.Value));
            return;
        }
        WriteTerm(key);
    }
}
