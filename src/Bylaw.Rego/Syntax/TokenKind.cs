namespace Bylaw.Rego.Syntax;

/// <summary>Names the kinds of token. The soft keywords stand last: which of them are keywords depends on version and imports.</summary>
internal enum TokenKind : byte
{
    EndOfFile,

    /// <summary>Text that is no token; the lexer has reported it.</summary>
    Illegal,
    Identifier,
    Number,
    String,
    RawString,

    /// <summary>Text of a template string that ends before an expression: <c>$"abc{</c> or <c>}abc{</c>.</summary>
    TemplatePart,

    /// <summary>Text of a template string that ends the string: <c>$"abc"</c> or <c>}abc"</c>.</summary>
    TemplateEnd,
    RawTemplatePart,
    RawTemplateEnd,

    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    Comma,
    Colon,
    Semicolon,
    Dot,
    Assign,
    Unify,

    Plus,
    Minus,
    Multiply,
    Divide,
    Remainder,
    Ampersand,
    Pipe,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    Package,
    Import,
    As,
    Default,
    Else,
    Not,
    Some,
    With,
    Null,
    True,
    False,

    In,
    Every,
    If,
    Contains,
    LogicalAnd,
    LogicalOr,
}

/// <summary>One token: its kind, its place, and whether a line break stands between it and the token before it.</summary>
internal readonly record struct Token(int Start, int End, TokenKind Kind, bool StartsLine);
