using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Finds the metadata blocks among the comments: a comment that begins with METADATA, and the comment lines right below it.</summary>
internal static class CommentBlocks
{
    public static ImmutableArray<AnnotationSyntax> FindAnnotations(
        SourceText source, ImmutableArray<CommentSyntax> comments, IEnumerable<SyntaxNode> statements)
    {
        if (!comments.Any(IsHead))
        {
            return [];
        }
        var targets = statements.ToArray();
        var result = ImmutableArray.CreateBuilder<AnnotationSyntax>();
        for (var i = 0; i < comments.Length; i++)
        {
            if (!IsHead(comments[i]))
            {
                continue;
            }
            var yaml = new StringBuilder();
            var first = comments[i];
            var last = first;
            var line = source.LineAt(first.Span.Start).Line;
            while (i + 1 < comments.Length && source.LineAt(comments[i + 1].Span.Start) is var next && next == (line + 1, 0))
            {
                last = comments[++i];
                line++;
                yaml.Append(last.Text.StartsWith(' ') ? last.Text.AsSpan(1) : last.Text).Append('\n');
            }
            var headLine = source.LineAt(first.Span.Start).Line;
            var target = Array.Find(targets, t => source.LineAt(t.Span.Start).Line > headLine);
            result.Add(new AnnotationSyntax(TextSpan.FromBounds(first.Span.Start, last.Span.End), yaml.ToString(), target));
        }
        return result.ToImmutable();
    }

    private static bool IsHead(CommentSyntax comment) => comment.Text.AsSpan().Trim().StartsWith("METADATA", StringComparison.Ordinal);
}
