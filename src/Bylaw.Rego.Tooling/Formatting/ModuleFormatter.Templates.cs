using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Template strings: constants become text, comments stay inside the braces.</summary>
internal sealed partial class ModuleFormatter
{
    private void WriteTemplate(TemplateStringTerm template)
    {
        var quote = template.IsRaw ? "`" : "\"";
        _writer.Write("$" + quote);
        for (var i = 0; i < template.Parts.Length; i++)
        {
            var part = template.Parts[i];
            if (part.Expression is null)
            {
                _writer.Write(EscapeText(part.Text!, template.IsRaw));
                continue;
            }
            var start = i == 0 ? template.Span.Start : template.Parts[i - 1].Span.End;
            if (ConstantText(part.Expression, start) is { } constant)
            {
                _writer.Write(EscapeText(constant, template.IsRaw));
                continue;
            }
            WriteTemplateExpression(part.Expression, i + 1 < template.Parts.Length ? Row(template.Parts[i + 1].Span.Start) : EndRow(template.Span));
        }
        _writer.Write(quote);
    }

    private void WriteTemplateExpression(LiteralSyntax expression, int nextRow)
    {
        _writer.Write("{");
        _writer.Level++;
        if (_writer.Trailing is not null)
        {
            _writer.EndLine();
            _writer.StartLine();
        }
        else
        {
            var row = Row(expression.Span.Start);
            var above = _comments.TakeWhile(c => c.Row < row).ToList();
            if (above.Count > 0)
            {
                _writer.Write(" ");
                _writer.Continue();
                WriteComments(above);
                _comments = _comments[above.Count..];
            }
        }
        WriteLiteral(expression, leadsBrace: false);
        var below = _comments.TakeWhile(c => c.Row < nextRow).ToList();
        if (below.Count > 0)
        {
            _writer.EndLine();
            WriteComments(below);
            _comments = _comments[below.Count..];
            _writer.StartLine();
        }
        _writer.Write("}");
        _writer.Level--;
    }

    // A constant is text already, unless a comment stands beside it.
    private string? ConstantText(LiteralSyntax literal, int start)
    {
        if (literal is not { Modifiers.IsEmpty: true, Expression: TermExpression { Term: var term } }
            || _source.Text.AsSpan(start, literal.Span.Start - start).Contains('#'))
        {
            return null;
        }
        return Unwrap(term) switch
        {
            StringTerm text => text.Value,
            NumberTerm number => number.Text,
            BooleanTerm boolean => boolean.Value ? "true" : "false",
            NullTerm => "null",
            _ => null,
        };
    }

    private static string EscapeText(string text, bool isRaw) =>
        (isRaw ? text : Quote(text)[1..^1]).Replace("{", "\\{", StringComparison.Ordinal);
}
