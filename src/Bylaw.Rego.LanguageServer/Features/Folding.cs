using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/foldingRange</c>: rules, brackets, imports and comments of several lines.</summary>
internal static class Folding
{
    public static FoldingRange[] Run(Asked asked)
    {
        var document = asked.Document;
        var found = new List<FoldingRange>();
        void Add(int start, int end, string? kind)
        {
            if (end > start)
            {
                found.Add(new FoldingRange(start, end, kind));
            }
        }
        int Line(int offset) => document.Lines.PlaceOf(offset).Line;
        var open = new Stack<int>();
        foreach (var token in document.Tokens)
        {
            if (token.Class != RegoTokenClass.Punctuation)
            {
                continue;
            }
            switch (document.Text[token.Span.Start])
            {
                case '{' or '[' or '(':
                    open.Push(token.Span.Start);
                    break;
                case '}' or ']' or ')' when open.TryPop(out var start):
                    // The closing bracket stays in sight.
                    Add(Line(start), Line(token.Span.Start) - 1, null);
                    break;
            }
        }
        if (document.Module.Imports is [var first, .., var last])
        {
            Add(Line(first.Span.Start), Line(last.Span.End), "imports");
        }
        var comments = document.Module.Comments;
        for (var i = 0; i < comments.Length;)
        {
            var end = i;
            while (end + 1 < comments.Length && Line(comments[end + 1].Span.Start) == Line(comments[end].Span.Start) + 1)
            {
                end++;
            }
            Add(Line(comments[i].Span.Start), Line(comments[end].Span.Start), "comment");
            i = end + 1;
        }
        return [.. found.DistinctBy(f => (f.StartLine, f.Kind)).OrderBy(f => f.StartLine)];
    }
}
