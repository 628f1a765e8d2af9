using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Bodies and literals.</summary>
internal sealed partial class ModuleFormatter
{
    /// <summary>Writes a body, one literal a line; a gap between two literals stays as one blank line.</summary>
    /// <param name="body">The body.</param>
    /// <param name="leadsBrace">Whether a brace stands before it, where a leading union would read as a comprehension.</param>
    private void WriteBody(BodySyntax body, bool leadsBrace)
    {
        InsertComments(Row(body.Literals[0].Span.Start));
        for (var i = 0; i < body.Literals.Length; i++)
        {
            var literal = body.Literals[i];
            if (i > 0 && Row(literal.Span.Start) > EndRow(body.Literals[i - 1].Span) + 1)
            {
                _writer.BlankLine();
            }
            if (!_writer.IsInLine)
            {
                _writer.StartLine();
            }
            WriteLiteral(literal, leadsBrace && i == 0);
            _writer.HasConflict = false;
            _writer.EndLine();
        }
    }

    private void WriteLiteral(LiteralSyntax literal, bool leadsBrace)
    {
        InsertComments(Row(literal.Span.Start));
        if (!_writer.IsInLine)
        {
            _writer.StartLine();
        }
        if (literal.IsNegated)
        {
            _writer.Write("not ");
        }
        var wraps = leadsBrace && !literal.IsNegated && LeadsWithUnion(literal.Expression);
        var isNegatedGroup = literal.IsNegated && literal.Expression is LogicalExpression;
        _writer.Write(wraps && IsWholeUnion(literal.Expression) || isNegatedGroup ? "(" : "");
        WriteExpression(literal.Expression, wraps);
        _writer.Write(wraps && IsWholeUnion(literal.Expression) || isNegatedGroup ? ")" : "");
        if (!literal.Modifiers.IsEmpty)
        {
            WriteModifiers(literal);
        }
    }

    private void WriteExpression(ExpressionSyntax expression, bool wrapsLead)
    {
        switch (expression)
        {
            case TermExpression { Term: var term }:
                WriteTopTerm(term, wrapsLead);
                break;
            case AssignmentExpression assignment:
                WriteTerm(assignment.Left, parens: wrapsLead);
                _writer.Write(assignment.IsAssignment ? " := " : " = ");
                WriteTerm(assignment.Right);
                break;
            case SomeExpression some:
                WriteSome(some);
                break;
            case SomeInExpression some:
                _writer.Write("some ");
                if (some.Key is not null)
                {
                    WriteOperand(some.Key);
                    _writer.Write(", ");
                }
                WriteOperand(some.Value);
                _writer.Write(" in ");
                WriteOperand(some.Collection);
                break;
            case EveryExpression every:
                WriteEvery(every);
                break;
            case NotBodyExpression not:
                WriteNot(not);
                break;
            case LogicalExpression logical:
                WriteLogical(logical, wrapsLead);
                break;
        }
    }

    /// <summary>Writes modifiers on the line where they stood; those on a line of their own are indented once.</summary>
    private void WriteModifiers(LiteralSyntax literal)
    {
        var lastRow = ExpressionEndRow(literal);
        var level = _writer.Level;
        var isFirst = true;
        foreach (var modifier in literal.Modifiers)
        {
            var row = Row(modifier.Span.Start);
            if (row > lastRow)
            {
                _writer.Level = level + 1;
                _writer.EndLine();
                _writer.StartLine();
                lastRow = row;
                WriteModifier(modifier, startsLine: true);
            }
            else
            {
                WriteModifier(modifier, startsLine: false);
                if (isFirst)
                {
                    lastRow = row;
                }
            }
            isFirst = false;
        }
        _writer.Level = level;
    }

    private int ExpressionEndRow(LiteralSyntax literal) => literal.Expression is NotBodyExpression or EveryExpression or TermExpression or AssignmentExpression or LogicalExpression or SomeInExpression
        ? EndRow(literal.Expression.Span)
        : Row(literal.Span.Start);

    private void WriteModifier(WithModifier modifier, bool startsLine)
    {
        InsertComments(Row(modifier.Span.Start));
        _writer.Write(startsLine ? "with " : " with ");
        WriteTerm(modifier.Target);
        _writer.Write(" as ");
        WriteTerm(modifier.Value);
        // The value was kept as it is where its comments had no place; that is well.
        _writer.HasConflict = false;
    }

    private void WriteSome(SomeExpression some)
    {
        _writer.Write("some ");
        var row = Row(some.Span.Start);
        for (var i = 0; i < some.Variables.Length; i++)
        {
            var variable = some.Variables[i];
            if (Row(variable.Span.Start) > row)
            {
                _writer.EndLine();
                _writer.StartLine();
                _writer.Write("\t");
                row = Row(variable.Span.Start);
            }
            else if (i > 0)
            {
                _writer.Write(" ");
            }
            WriteTerm(variable);
            if (i + 1 < some.Variables.Length)
            {
                _writer.Write(",");
            }
        }
    }

    private void WriteEvery(EveryExpression every)
    {
        _writer.Write("every ");
        if (every.Key is not null)
        {
            WriteTerm(every.Key);
            _writer.Write(", ");
        }
        WriteTerm(every.Value);
        _writer.Write(" in ");
        WriteTerm(every.Domain);
        _writer.Write(" ");
        WriteBracedBody(every.Body, Row(every.Span.Start), leadsBrace: false, padsOnlyOne: true);
    }

    /// <summary>Writes <c>{ a; b }</c> in one line when it stood in one line, else as a block.</summary>
    private void WriteBracedBody(BodySyntax body, int openerRow, bool leadsBrace = true, bool padsOnlyOne = false)
    {
        _writer.Write("{");
        WriteInnerBody(body, openerRow, leadsBrace);
        _writer.HasConflict = false;
        // OPA leaves the blank out behind several literals of an `every`; its users' files have it so.
        if (Row(body.Literals[^1].Span.Start) == openerRow && !(padsOnlyOne && body.Literals.Length > 1))
        {
            _writer.Write(" ");
        }
        _writer.Write("}");
    }

    private bool SpansLines(BodySyntax body, int row)
    {
        foreach (var literal in body.Literals)
        {
            var at = Row(literal.Span.Start);
            if (at > row)
            {
                return true;
            }
            row = at;
        }
        return false;
    }

    /// <summary>Writes what stands between an opening token and its closing bracket: literals in a line, or a block.</summary>
    private void WriteInnerBody(BodySyntax body, int openerRow, bool leadsBrace, int closerRow = -1)
    {
        if (closerRow < 0)
        {
            closerRow = EndRow(body.Span);
        }
        if (SpansLines(body, openerRow))
        {
            _writer.EndLine();
            _writer.Level++;
            WriteBody(body, leadsBrace);
            InsertComments(closerRow);
            _writer.Level--;
            _writer.StartLine();
            return;
        }
        _writer.Write(" ");
        for (var i = 0; i < body.Literals.Length; i++)
        {
            _writer.Write(i > 0 ? "; " : "");
            WriteLiteral(body.Literals[i], leadsBrace && i == 0);
        }
        InsertComments(closerRow);
    }

    private void WriteNot(NotBodyExpression not)
    {
        _writer.Write("not ");
        if (not.Body.IsBraced || not.Body.Literals.Length > 1)
        {
            WriteBracedBody(not.Body, Row(not.Span.Start));
            return;
        }
        var literal = not.Body.Literals[0];
        var parens = !literal.Modifiers.IsEmpty || literal.Expression is LogicalExpression or NotBodyExpression || LeadsWithBrace(literal.Expression);
        _writer.Write(parens ? "(" : "");
        WriteLiteral(literal, leadsBrace: false);
        _writer.Write(parens ? ")" : "");
    }

    private void WriteLogical(LogicalExpression logical, bool wrapsLead)
    {
        var (first, steps) = Flatten(logical);
        var level = _writer.Level;
        WriteLogicalOperand(first, wrapsLead);
        foreach (var step in steps)
        {
            _writer.Write(step.IsAnd ? " and" : " or");
            if (Row(step.Operand.Body.Span.Start) > step.LeftEndRow)
            {
                _writer.Level = level + 1;
                _writer.EndLine();
                _writer.StartLine();
            }
            else
            {
                _writer.Write(" ");
            }
            WriteLogicalOperand(step.Operand, wrapsLead: false);
        }
        _writer.Level = level;
    }

    private void WriteLogicalOperand(LogicalOperand operand, bool wrapsLead)
    {
        if (operand.Body.IsBraced)
        {
            WriteBracedBody(operand.Body, Row(operand.Body.Span.Start));
            return;
        }
        _writer.Write(operand.NeedsParens ? "(" : "");
        WriteLiteral(operand.Body.Literals[0], wrapsLead && !operand.NeedsParens);
        _writer.Write(operand.NeedsParens ? ")" : "");
    }

    private sealed record LogicalOperand(BodySyntax Body, bool NeedsParens);

    private sealed record LogicalStep(bool IsAnd, LogicalOperand Operand, int LeftEndRow);

    /// <summary>Makes one chain of a left-leaning tree: its operands are written with one level of indentation.</summary>
    private (LogicalOperand First, List<LogicalStep> Steps) Flatten(LogicalExpression logical)
    {
        var right = OperandOf(logical.Right, logical.IsAnd, isRight: true);
        if (!logical.Left.IsBraced
            && logical.Left.Literals is [{ Expression: LogicalExpression inner, IsNegated: false } literal]
            && !NeedsParens(literal, logical.IsAnd, isRight: false))
        {
            var (first, steps) = Flatten(inner);
            steps.Add(new LogicalStep(logical.IsAnd, right, EndRow(logical.Left.Span)));
            return (first, steps);
        }
        var left = OperandOf(logical.Left, logical.IsAnd, isRight: false);
        return (left, [new LogicalStep(logical.IsAnd, right, EndRow(logical.Left.Span))]);
    }

    private static LogicalOperand OperandOf(BodySyntax body, bool isAnd, bool isRight) =>
        new(body, !body.IsBraced && NeedsParens(body.Literals[0], isAnd, isRight));

    private static bool NeedsParens(LiteralSyntax literal, bool parentIsAnd, bool isRight) => literal switch
    {
        { Modifiers.IsEmpty: false } => true,
        { IsNegated: true } => false,
        { Expression: LogicalExpression { IsAnd: false } } => parentIsAnd || isRight,
        { Expression: LogicalExpression { IsAnd: true } } => parentIsAnd && isRight,
        { Expression: var expression } => LeadsWithBrace(expression),
    };
}
