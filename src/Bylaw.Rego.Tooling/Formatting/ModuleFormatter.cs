using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>
/// Writes one module. Where the author broke a line between items, a line break stays; all else is laid out anew. A comment stands
/// above what it stood above, or at the end of the line it stood on; where the layout has no such place, the term keeps its old text.
/// </summary>
internal sealed partial class ModuleFormatter
{
    private readonly ModuleSyntax _module;
    private readonly SourceText _source;
    private readonly FormatOptions _options;
    private readonly FormatStyle _style;
    private readonly LayoutWriter _writer = new();
    private List<PendingComment> _comments;

    // The last line of a verbatim term takes its comment along when nothing else would write it.
    private bool _endsWithComment;

    public ModuleFormatter(ModuleSyntax module, FormatOptions options)
    {
        _module = module;
        _source = module.Source;
        _options = options;
        _style = new FormatStyle(module, options);
        _comments = [.. module.Comments.Select(c => new PendingComment("#" + c.Text.TrimEnd(), Row(c.Span.Start)))];
    }

    public string Run()
    {
        WritePackage();
        var imports = MigratedImports();
        var statements = imports.Select(i => (i.Row, Rank: 0, Import: (ImportLine?)i, Rule: (RuleView?)null))
            .Concat(RuleView.Of(_module.Rules, this).Select(r => (r.Row, Rank: 1, Import: (ImportLine?)null, Rule: (RuleView?)r)))
            .OrderBy(s => s.Row).ThenBy(s => s.Import?.Import?.Span.Start ?? s.Rule?.Start ?? -1)
            .ToList();
        for (var i = 0; i < statements.Count;)
        {
            var isImport = statements[i].Import is not null;
            var end = i;
            while (end < statements.Count && statements[end].Import is not null == isImport)
            {
                end++;
            }
            if (isImport)
            {
                WriteImports(statements[i..end].ConvertAll(s => s.Import!));
            }
            else
            {
                WriteRules(statements[i..end].ConvertAll(s => s.Rule!));
            }
            i = end;
        }
        foreach (var comment in _comments)
        {
            _writer.WriteLine(comment.Text);
        }
        return _writer.ToString();
    }

    /// <summary>Returns the row that an offset stands on, counted from 0.</summary>
    internal int Row(int offset) => _source.LineAt(offset).Line;

    /// <summary>Returns the row that a term begins on; parentheses do not count.</summary>
    private int RowOf(TermSyntax term) => term switch
    {
        ParenthesizedTerm { Inner: var inner } => RowOf(inner),
        InfixTerm { Left: var left } => RowOf(left),
        MembershipTerm { Key: var key, Value: var value } => RowOf(key ?? value),
        RefTerm { Head: var head } => RowOf(head),
        _ => Row(term.Span.Start),
    };

    private int EndRow(TextSpan span) => Row(Math.Max(span.Start, span.End - 1));

    private void WritePackage()
    {
        InsertComments(Row(_module.Package.Span.Start));
        _writer.StartLine();
        _writer.Write("package ");
        WriteReferenceText(_module.Package.Reference);
        _writer.BlankLine();
    }

    /// <summary>Writes the comments of the rows above, and keeps the one of this row for the end of the line.</summary>
    private void InsertComments(int row)
    {
        if (_comments.Count == 0 || _comments[0].Row > row)
        {
            return;
        }
        var before = 0;
        while (before < _comments.Count && _comments[before].Row < row)
        {
            before++;
        }
        var after = before;
        while (after < _comments.Count && _comments[after].Row == row)
        {
            after++;
        }
        if (before > 0)
        {
            var above = _comments[..before];
            WriteComments(above);
            if (row - above[^1].Row > 1)
            {
                _writer.BlankLine();
            }
        }
        var here = after > before ? _comments[after - 1] : null;
        _comments = _comments[after..];
        _writer.TrailWith(here);
    }

    private void WriteComments(List<PendingComment> comments)
    {
        var isInMetadata = false;
        for (var i = 0; i < comments.Count; i++)
        {
            var isMetadata = IsMetadata(comments[i]);
            if (i > 0)
            {
                var gap = comments[i].Row - comments[i - 1].Row;
                if (gap > 1)
                {
                    _writer.BlankLine();
                    isInMetadata = false;
                }
                else if (gap == 1 && isInMetadata && isMetadata)
                {
                    _writer.BlankLine();
                }
            }
            isInMetadata |= isMetadata;
            _writer.WriteLine(comments[i].Text);
        }
    }

    private static bool IsMetadata(PendingComment comment) => comment.Text.AsSpan(1).Trim().SequenceEqual("METADATA");
}
