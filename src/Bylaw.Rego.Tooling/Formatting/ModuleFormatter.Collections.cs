using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Collections, comprehensions, and lists of items in general.</summary>
internal sealed partial class ModuleFormatter
{
    private enum ItemStyle
    {
        /// <summary>An argument: a union keeps the parentheses that it has.</summary>
        Argument,

        /// <summary>An item of a collection: a union is always put in parentheses.</summary>
        Item,
    }

    private void WriteCollection(TermSyntax term)
    {
        var row = Row(term.Span.Start);
        var closer = EndRow(term.Span);
        switch (term)
        {
            case ArrayTerm array:
                _writer.Write("[");
                WriteItems(array.Items.AsSpan(), row, term.Span.Start, closer, ItemStyle.Item);
                _writer.Write("]");
                break;
            case SetTerm { Items.IsEmpty: true }:
                _writer.Write("set()");
                InsertComments(closer);
                break;
            case SetTerm set:
                _writer.Write("{");
                WriteItems(set.Items.AsSpan(), row, term.Span.Start, closer, ItemStyle.Item);
                _writer.Write("}");
                break;
            case ObjectTerm obj:
                _writer.Write("{");
                WriteItems(obj.Items.AsSpan(), row, term.Span.Start, closer, ItemStyle.Item);
                _writer.Write("}");
                break;
            case ArrayComprehensionTerm comprehension:
                _writer.Write("[");
                WriteComprehension(comprehension.Head, comprehension.Body, row, closer, isValue: false);
                _writer.Write("]");
                break;
            case SetComprehensionTerm comprehension:
                _writer.Write("{");
                WriteComprehension(comprehension.Head, comprehension.Body, row, closer, isValue: false);
                _writer.Write("}");
                break;
            case ObjectComprehensionTerm comprehension:
                _writer.Write("{");
                WriteWrappedUnion(comprehension.Key);
                _writer.Write(": ");
                WriteComprehension(comprehension.Value, comprehension.Body, row, closer, isValue: true);
                _writer.Write("}");
                break;
        }
    }

    private void WriteComprehension(TermSyntax head, BodySyntax body, int row, int closer, bool isValue)
    {
        var headRow = isValue ? row : RowOf(head);
        if (headRow > row)
        {
            _writer.EndLine();
            _writer.StartLine();
        }
        var isOperation = InfixCalls.Of(head) is not null || Unwrap(head) is MembershipTerm;
        var parens = isOperation && (head is ParenthesizedTerm || InfixCalls.Of(head) is { IsUnion: true }) && Unwrap(head) is not MembershipTerm { Key: null };
        WriteTermBare(head, isValue ? Math.Max(row, -1) : -1, parens);
        _writer.Write(" |");
        WriteInnerBody(body, headRow, leadsBrace: false, closer);
    }

    private void WriteWrappedUnion(TermSyntax term)
    {
        var isUnion = InfixCalls.Of(term) is { IsUnion: true };
        _writer.Write(isUnion ? "(" : "");
        WriteTerm(term);
        _writer.Write(isUnion ? ")" : "");
    }

    /// <summary>Writes items: those that began on one line stay on one line, each line ends with a comma.</summary>
    /// <param name="items">The items: terms, or pairs of an object.</param>
    /// <param name="row">The row of the opening bracket.</param>
    /// <param name="opener">Where the text of the list begins; -1 when a break before the first item does not count.</param>
    /// <param name="closer">The row of the closing bracket; -1 when it is not known.</param>
    /// <param name="style">How items are written.</param>
    /// <param name="forcedRow">The row to write every item for; -1 for its own.</param>
    private void WriteItems<T>(ReadOnlySpan<T> items, int row, int opener, int closer, ItemStyle style, int forcedRow = -1)
        where T : SyntaxNode
    {
        if (items.IsEmpty)
        {
            return;
        }
        var lines = CountLines(items, row, forcedRow);
        var isBroken = lines > 1;
        if (lines == 1)
        {
            foreach (var comment in _comments)
            {
                if (comment.Row > row && comment.Row < closer)
                {
                    _writer.HasConflict = true;
                    return;
                }
            }
            isBroken = opener >= 0 && forcedRow < 0 && Row(items[0].Span.Start) > Row(opener);
        }
        if (isBroken)
        {
            _writer.DelaysTrailing = true;
            _writer.EndLine();
            _writer.Level++;
            _writer.StartLine();
        }
        var lastRow = row;
        for (var i = 0; i < items.Length; i++)
        {
            var itemRow = forcedRow >= 0 ? forcedRow : ItemRow(items[i]);
            if (i > 0)
            {
                var breaks = itemRow > lastRow;
                _writer.Write(breaks ? "," : ", ");
                if (breaks)
                {
                    _writer.EndLine();
                    _writer.StartLine();
                }
            }
            lastRow = itemRow;
            WriteItem(items[i], style, forcedRow);
        }
        if (isBroken)
        {
            _writer.Write(",");
            _writer.EndLine();
            if (closer >= 0)
            {
                InsertComments(closer);
            }
            _writer.Level--;
            _writer.StartLine();
        }
    }

    private int CountLines<T>(ReadOnlySpan<T> items, int row, int forcedRow)
        where T : SyntaxNode
    {
        if (forcedRow >= 0)
        {
            return 1;
        }
        var lines = 1;
        for (var i = 0; i < items.Length; i++)
        {
            var itemRow = ItemRow(items[i]);
            lines += i > 0 && itemRow > row ? 1 : 0;
            row = itemRow;
        }
        return lines;
    }

    private int ItemRow(SyntaxNode item) => item is ObjectItem pair ? RowOf(pair.Key) : RowOf((TermSyntax)item);

    private void WriteItem(SyntaxNode item, ItemStyle style, int forcedRow)
    {
        if (item is ObjectItem pair)
        {
            WriteWrappedUnion(pair.Key);
            _writer.Write(": ");
            WriteWrappedUnion(pair.Value);
            return;
        }
        var term = (TermSyntax)item;
        var wraps = InfixCalls.Of(term) is { IsUnion: true } && (style == ItemStyle.Item || term is ParenthesizedTerm);
        _writer.Write(wraps ? "(" : "");
        WriteTerm(term, forcedRow);
        _writer.Write(wraps ? ")" : "");
    }

    // Finds the row of a closing bracket that follows the last item, past a trailing comma, blanks and comments.
    private int RowOfCloser(int from, char closer)
    {
        var text = _source.Text;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == closer)
            {
                return Row(i);
            }
            if (text[i] == '#')
            {
                var end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end;
            }
        }
        return -1;
    }
}
