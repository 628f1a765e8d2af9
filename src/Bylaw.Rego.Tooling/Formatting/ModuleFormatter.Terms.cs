using System.Text.Encodings.Web;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Terms: scalars, references, calls and operations.</summary>
internal sealed partial class ModuleFormatter
{
    /// <summary>Returns what stands in the parentheses, however many there are.</summary>
    internal static TermSyntax Unwrap(TermSyntax term)
    {
        while (term is ParenthesizedTerm { Inner: var inner })
        {
            term = inner;
        }
        return InfixCalls.Desugar(term);
    }

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>Writes a term; where its comments find no place, its old text stays.</summary>
    /// <param name="term">The term.</param>
    /// <param name="row">The row to write it for, when it is not its own: -1 for its own.</param>
    /// <param name="parens">Whether an operation is put in parentheses.</param>
    private void WriteTerm(TermSyntax term, int row = -1, bool parens = false)
    {
        if (_comments.Count == 0 || _writer.HasConflict)
        {
            WriteTermBare(term, row, parens);
            return;
        }
        var (length, level, comments) = (_writer.Length, _writer.Level, _comments);
        WriteTermBare(term, row, parens);
        if (!_writer.HasConflict)
        {
            return;
        }
        _writer.Truncate(length);
        _writer.Level = level;
        _writer.Continue();
        _comments = comments;
        _writer.DropTrailing(RowOf(term), EndRow(term.Span));
        WriteVerbatim(term.Span);
    }

    private void WriteVerbatim(TextSpan span)
    {
        _writer.Write(_source.Slice(span));
        var lastRow = EndRow(span);
        var kept = new List<PendingComment>();
        foreach (var comment in _comments)
        {
            if (_endsWithComment && comment.Row == lastRow)
            {
                _writer.Write(" " + comment.Text);
            }
            else if (comment.Row >= lastRow)
            {
                kept.Add(comment);
            }
        }
        _comments = kept;
    }

    private void WriteTermBare(TermSyntax term, int row, bool parens)
    {
        InsertComments(row >= 0 ? row : RowOf(term));
        if (!_writer.IsInLine)
        {
            _writer.StartLine();
        }
        var bare = Unwrap(term);
        if (InfixCalls.Of(bare) is { } infix && infix.Precedence > 0)
        {
            WriteInfix(infix, parens);
            return;
        }
        switch (bare)
        {
            case MembershipTerm membership:
                WriteMembership(membership, isNested: true, parens);
                break;
            case RefTerm reference:
                WriteReference(reference);
                break;
            case CallTerm call:
                WriteCall(call);
                break;
            case StringTerm text:
                if (_source.Text[text.Span.Start] is '"' or '`')
                {
                    _writer.Write(_source.Slice(text.Span));
                }
                else
                {
                    _writer.Write(Quote(text.Value));
                }
                break;
            case NumberTerm number:
                _writer.Write(number.Text);
                break;
            case VarTerm variable:
                _writer.Write(variable.Name);
                break;
            case TemplateStringTerm template:
                WriteTemplate(template);
                break;
            case NullTerm:
                _writer.Write("null");
                break;
            case BooleanTerm boolean:
                _writer.Write(boolean.Value ? "true" : "false");
                break;
            default:
                WriteCollection(bare);
                break;
        }
    }

    private void WriteOperand(TermSyntax term) => WriteTermBare(term, -1, parens: true);

    private void WriteInfix(InfixView infix, bool parens)
    {
        _writer.Write(parens ? "(" : "");
        WriteOperand(infix.Left);
        _writer.Write($" {infix.Sign} ");
        WriteOperand(infix.Right);
        _writer.Write(parens ? ")" : "");
    }

    /// <summary>Writes the term of a literal: its own operands need parentheses only where the precedence asks for them.</summary>
    private void WriteTopTerm(TermSyntax term, bool wrapsLead)
    {
        var bare = Unwrap(term);
        if (InfixCalls.Of(bare) is { } infix)
        {
            WriteTerm(infix.Left, parens: (wrapsLead && !infix.IsUnion && InfixCalls.Of(infix.Left) is { IsUnion: true }) || Binds(infix.Left, infix.Precedence, isRight: false));
            _writer.Write($" {infix.Sign} ");
            WriteTerm(infix.Right, parens: Binds(infix.Right, infix.Precedence, isRight: true));
            return;
        }
        if (bare is CallTerm { Function: VarTerm { Name: var name }, Arguments: [var left, var right, var result] }
            && InfixCalls.SignOf(name) is { } sign and not ("=" or ":="))
        {
            WriteTerm(result);
            _writer.Write(" = ");
            WriteTerm(left);
            _writer.Write($" {sign} ");
            WriteTerm(right);
            return;
        }
        if (bare is MembershipTerm membership)
        {
            WriteMembership(membership, isNested: false, parens: false);
            return;
        }
        WriteTerm(bare);
    }

    // An operand whose operator binds less tightly than the one around it must keep its parentheses.
    private static bool Binds(TermSyntax operand, int precedence, bool isRight) =>
        Unwrap(operand) is MembershipTerm
        || (InfixCalls.Of(operand) is { } inner && (isRight ? inner.Precedence <= precedence : inner.Precedence < precedence));

    private void WriteMembership(MembershipTerm membership, bool isNested, bool parens)
    {
        // `k, v in xs` would run into a list around it; `v in xs` as an operand would take the operation in.
        var wraps = isNested && (membership.Key is not null || parens);
        _writer.Write(wraps ? "(" : "");
        if (membership.Key is not null)
        {
            WriteOperand(membership.Key);
            _writer.Write(", ");
        }
        WriteOperand(membership.Value);
        _writer.Write(" in ");
        WriteOperand(membership.Collection);
        _writer.Write(wraps ? ")" : "");
    }

    private void WriteReference(RefTerm reference)
    {
        var wraps = reference.Head is ParenthesizedTerm && InfixCalls.Of(reference.Head) is not null;
        WriteTermBare(reference.Head, -1, wraps);
        foreach (var operand in reference.Operands)
        {
            WriteStep(operand);
        }
    }

    private void WriteStep(RefOperand operand)
    {
        switch (operand.Term)
        {
            case StringTerm text when !NeedsBrackets(text, operand):
                _writer.Write("." + text.Value);
                break;
            case StringTerm text:
                _writer.Write($"[{(operand.IsDotted || !IsIdentifier(text.Value) && text.IsRaw ? Quote(text.Value) : _source.Slice(text.Span).ToString())}]");
                break;
            case VarTerm variable:
                _writer.Write($"[{variable.Name}]");
                break;
            default:
                _writer.Write("[");
                WriteTerm(operand.Term);
                if (_writer.HasConflict)
                {
                    // The old text may end with a comment, which must not swallow the bracket.
                    _writer.HasConflict = false;
                    _writer.Write("\n");
                }
                _writer.Write("]");
                break;
        }
    }

    private bool NeedsBrackets(StringTerm text, RefOperand operand) =>
        !IsIdentifier(text.Value)
        || (_style.IsKeyword(text.Value) && (!_style.AllowsKeywordsInReferences || (!operand.IsDotted && !text.IsRaw)));

    private static bool IsIdentifier(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Writes the name of a package or an import.</summary>
    private void WriteReferenceText(TermSyntax term)
    {
        if (term is RefTerm reference)
        {
            _writer.Write(((VarTerm)reference.Head).Name);
            foreach (var operand in reference.Operands)
            {
                WriteStep(operand);
            }
        }
        else if (term is VarTerm variable)
        {
            _writer.Write(variable.Name);
        }
    }

    private void WriteCall(CallTerm call)
    {
        if (call.Function is RefTerm reference)
        {
            WriteReference(reference);
        }
        else
        {
            _writer.Write(((VarTerm)call.Function).Name);
        }
        _writer.Write("(");
        if (!call.Arguments.IsEmpty)
        {
            WriteItems(call.Arguments.AsSpan(), Row(call.Span.Start), -1, -1, ItemStyle.Argument);
        }
        _writer.Write(")");
    }

    private static bool IsWholeUnion(ExpressionSyntax expression) =>
        expression is TermExpression { Term: var term } && InfixCalls.Of(term) is { IsUnion: true };

    /// <summary>Tells whether the text of an expression begins with <c>x | y</c>, which reads as a comprehension behind a brace.</summary>
    private static bool LeadsWithUnion(ExpressionSyntax expression) => expression switch
    {
        TermExpression { Term: var term } => InfixCalls.Of(term) is { } infix && (infix.IsUnion || InfixCalls.Of(infix.Left) is { IsUnion: true }),
        AssignmentExpression { Left: var left } => InfixCalls.Of(left) is { IsUnion: true },
        LogicalExpression { Left: { IsBraced: false, Literals: [{ IsNegated: false, Expression: var left }] } } => LeadsWithUnion(left),
        _ => false,
    };

    /// <summary>Tells whether the text of an expression begins with a brace.</summary>
    private static bool LeadsWithBrace(ExpressionSyntax expression) => expression switch
    {
        TermExpression { Term: var term } => LeadsWithBrace(term),
        AssignmentExpression { Left: var left } => LeadsWithBrace(left),
        _ => false,
    };

    private static bool LeadsWithBrace(TermSyntax term) => Unwrap(term) switch
    {
        SetTerm { Items.IsEmpty: false } or ObjectTerm or SetComprehensionTerm or ObjectComprehensionTerm => true,
        RefTerm { Head: var head } => LeadsWithBrace(head),
        MembershipTerm { Key: var key, Value: var value } => LeadsWithBrace(key ?? value),
        var bare => InfixCalls.Of(bare) is { } infix && LeadsWithBrace(infix.Left),
    };
}
