using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>A dotted name as it stands in a text that may not parse: <c>input.user.ro|</c>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Steps">The steps before the one that is written, <c>*</c> for a bracket; empty for a single word.</param>
/// <param name="Partial">The word that is written, up to the place asked about.</param>
internal sealed record WrittenChain(int Start, ImmutableArray<string> Steps, TextSpan Partial)
{
    /// <summary>Reads backwards from a place.</summary>
    /// <returns>Null within a comment, a string or a number.</returns>
    public static WrittenChain? Before(RegoDocument document, int offset)
    {
        var tokens = document.Tokens;
        var index = tokens.Length - 1;
        while (index >= 0 && tokens[index].Span.Start >= offset)
        {
            index--;
        }
        var partial = new TextSpan(offset, 0);
        if (index >= 0 && tokens[index].Span.End >= offset)
        {
            var token = tokens[index];
            if (token.Class is RegoTokenClass.Name or RegoTokenClass.Keyword)
            {
                partial = TextSpan.FromBounds(token.Span.Start, offset);
                index--;
            }
            else if (token.Class is RegoTokenClass.Comment or RegoTokenClass.Number || (token.Class is RegoTokenClass.Text or RegoTokenClass.Illegal && token.Span.End > offset))
            {
                return null;
            }
        }
        var steps = new List<string>();
        var start = partial.Start;
        while (index >= 1 && Is(document, tokens[index], '.'))
        {
            index--;
            while (index >= 0 && Is(document, tokens[index], ']'))
            {
                (index, var step) = SkipBracket(document, index);
                steps.Add(step);
            }
            if (index < 0 || tokens[index].Class is not (RegoTokenClass.Name or RegoTokenClass.Keyword))
            {
                return new WrittenChain(start, ["*", "*"], partial); // of a call or a collection: nothing is known
            }
            steps.Add(TextOf(document, tokens[index]));
            start = tokens[index].Span.Start;
            index--;
        }
        steps.Reverse();
        return new WrittenChain(start, [.. steps], partial);
    }

    /// <summary>Reads a name forwards from a token.</summary>
    public static ImmutableArray<string> From(RegoDocument document, int index)
    {
        var tokens = document.Tokens;
        if (index >= tokens.Length || tokens[index].Class != RegoTokenClass.Name)
        {
            return [];
        }
        var steps = ImmutableArray.CreateBuilder<string>();
        steps.Add(TextOf(document, tokens[index++]));
        while (index + 1 < tokens.Length)
        {
            if (Is(document, tokens[index], '.') && tokens[index + 1].Class is RegoTokenClass.Name or RegoTokenClass.Keyword)
            {
                steps.Add(TextOf(document, tokens[index + 1]));
                index += 2;
            }
            else if (Is(document, tokens[index], '[') && tokens[index].Span.Start == tokens[index - 1].Span.End)
            {
                var (end, step) = SkipForward(document, index);
                steps.Add(step);
                index = end;
            }
            else
            {
                break;
            }
        }
        return index < tokens.Length && Is(document, tokens[index], '(') && tokens[index].Span.Start == tokens[index - 1].Span.End ? [] : steps.ToImmutable();
    }

    /// <summary>Tells whether a token is a sign of one character.</summary>
    public static bool Is(RegoDocument document, RegoToken token, char sign) =>
        token.Class is RegoTokenClass.Punctuation or RegoTokenClass.Operator && token.Span.Length == 1 && document.Text[token.Span.Start] == sign;

    public static string TextOf(RegoDocument document, RegoToken token) => document.Source.Slice(token.Span).ToString();

    private static (int Index, string Step) SkipBracket(RegoDocument document, int index)
    {
        var depth = 0;
        var end = index;
        for (; index >= 0; index--)
        {
            depth += Is(document, document.Tokens[index], ']') ? 1 : Is(document, document.Tokens[index], '[') ? -1 : 0;
            if (depth == 0)
            {
                return (index - 1, Inside(document, index, end));
            }
        }
        return (-1, "*");
    }

    private static (int Index, string Step) SkipForward(RegoDocument document, int index)
    {
        var depth = 0;
        var start = index;
        for (; index < document.Tokens.Length; index++)
        {
            depth += Is(document, document.Tokens[index], '[') ? 1 : Is(document, document.Tokens[index], ']') ? -1 : 0;
            if (depth == 0)
            {
                return (index + 1, Inside(document, start, index));
            }
        }
        return (index, "*");
    }

    private static string Inside(RegoDocument document, int open, int close) =>
        close == open + 2 && document.Tokens[open + 1] is { Class: RegoTokenClass.Text, Span.Length: >= 2 } token ? TextOf(document, token)[1..^1] : "*";
}
