using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Names what a token is, as far as its text alone tells.</summary>
public enum RegoTokenClass
{
    /// <summary>A name.</summary>
    Name,

    /// <summary>A word that is a keyword somewhere; whether it is one here, the tree tells (<c>contains</c> is a function too).</summary>
    Keyword,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string, or the text of a template string between two expressions, with its quotes and braces.</summary>
    Text,

    /// <summary>An operator: arithmetic, comparison, <c>:=</c>, <c>=</c>.</summary>
    Operator,

    /// <summary>A bracket, a comma, a colon, a semicolon or a dot.</summary>
    Punctuation,

    /// <summary>A comment, from its <c>#</c> to the end of its line.</summary>
    Comment,

    /// <summary>Text that is no token.</summary>
    Illegal,
}

/// <summary>One token of a text.</summary>
/// <param name="Span">Its place.</param>
/// <param name="Class">What it is.</param>
public readonly record struct RegoToken(TextSpan Span, RegoTokenClass Class);

/// <summary>Reads a text into tokens, comments among them, whether or not it can be parsed: for editors. Safe to call from many threads.</summary>
public static class RegoTokens
{
    /// <summary>Reads all tokens of a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The tokens in order of their place; none overlaps another.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ImmutableArray<RegoToken> Read(SourceText source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lexer = new Lexer(source, new DiagnosticSink(source), cancellationToken);
        var rented = lexer.Run();
        var tokens = ImmutableArray.CreateBuilder<RegoToken>(lexer.Tokens.Length + lexer.Comments.Count);
        var comment = 0;
        foreach (var token in lexer.Tokens)
        {
            for (; comment < lexer.Comments.Count && lexer.Comments[comment].Start < token.Start; comment++)
            {
                tokens.Add(new RegoToken(lexer.Comments[comment], RegoTokenClass.Comment));
            }
            if (token.Kind != TokenKind.EndOfFile)
            {
                tokens.Add(new RegoToken(TextSpan.FromBounds(token.Start, token.End), ClassOf(token.Kind)));
            }
        }
        for (; comment < lexer.Comments.Count; comment++)
        {
            tokens.Add(new RegoToken(lexer.Comments[comment], RegoTokenClass.Comment));
        }
        TokenArrays.Return(rented);
        return tokens.ToImmutable();
    }

    private static RegoTokenClass ClassOf(TokenKind kind) => kind switch
    {
        TokenKind.Identifier => RegoTokenClass.Name,
        TokenKind.Number => RegoTokenClass.Number,
        TokenKind.Illegal => RegoTokenClass.Illegal,
        >= TokenKind.String and <= TokenKind.RawTemplateEnd => RegoTokenClass.Text,
        >= TokenKind.LeftBracket and <= TokenKind.Dot => RegoTokenClass.Punctuation,
        >= TokenKind.Assign and <= TokenKind.GreaterOrEqual => RegoTokenClass.Operator,
        _ => RegoTokenClass.Keyword,
    };
}
