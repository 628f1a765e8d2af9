using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Names the kinds of token.</summary>
internal enum TokenKind
{
    End,
    Bang,
    Dollar,
    Ampersand,
    OpenParenthesis,
    CloseParenthesis,
    Spread,
    Colon,
    Equals,
    At,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Pipe,
    Name,
    Int,
    Float,
    String,
    BlockString,
    Invalid,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; empty for marks.</param>
/// <param name="At">Where it starts.</param>
/// <param name="Fault">What is wrong with an invalid one.</param>
internal sealed record GraphQlToken(TokenKind Kind, string Value, Position At, GraphQlFault? Fault = null)
{
    private static readonly string[] _names =
    [
        "<EOF>", "!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "}", "|", "Name", "Int", "Float", "String", "BlockString",
        "<Invalid>",
    ];

    internal static string NameOf(TokenKind kind) => _names[(int)kind];

    public override string ToString() => Value.Length > 0 ? $"{NameOf(Kind)} {GoQuote.Quote(Value)}" : NameOf(Kind);
}
