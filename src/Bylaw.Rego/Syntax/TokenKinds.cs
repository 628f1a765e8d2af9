namespace Bylaw.Rego.Syntax;

/// <summary>What is known about each kind of token: its name in messages, and which words are keywords.</summary>
internal static class TokenKinds
{
    private const TokenKind FirstSoftKeyword = TokenKind.In;

    /// <summary>Tells whether the kind is a keyword, whatever the version.</summary>
    public static bool IsKeyword(TokenKind kind) => kind >= TokenKind.Package;

    /// <summary>Tells whether the kind is a keyword only in some versions or after some imports.</summary>
    public static bool IsSoftKeyword(TokenKind kind) => kind >= FirstSoftKeyword;

    /// <summary>Gets the bit that stands for a soft keyword in a set of them.</summary>
    public static int SoftBit(TokenKind kind) => 1 << (kind - FirstSoftKeyword);

    /// <summary>Gets the soft keywords that every v1 module has.</summary>
    public static int V1SoftKeywords { get; } =
        SoftBit(TokenKind.In) | SoftBit(TokenKind.Every) | SoftBit(TokenKind.If) | SoftBit(TokenKind.Contains);

    /// <summary>Finds the keyword that a word is, or <see cref="TokenKind.Identifier"/>.</summary>
    public static TokenKind OfWord(ReadOnlySpan<char> word) => word.Length switch
    {
        2 => word switch
        {
            "in" => TokenKind.In,
            "if" => TokenKind.If,
            "as" => TokenKind.As,
            "or" => TokenKind.LogicalOr,
            _ => TokenKind.Identifier,
        },
        3 => word switch
        {
            "not" => TokenKind.Not,
            "and" => TokenKind.LogicalAnd,
            _ => TokenKind.Identifier,
        },
        4 => word switch
        {
            "some" => TokenKind.Some,
            "with" => TokenKind.With,
            "true" => TokenKind.True,
            "null" => TokenKind.Null,
            "else" => TokenKind.Else,
            _ => TokenKind.Identifier,
        },
        5 => word switch
        {
            "false" => TokenKind.False,
            "every" => TokenKind.Every,
            _ => TokenKind.Identifier,
        },
        6 => word is "import" ? TokenKind.Import : TokenKind.Identifier,
        7 => word switch
        {
            "package" => TokenKind.Package,
            "default" => TokenKind.Default,
            _ => TokenKind.Identifier,
        },
        8 => word is "contains" ? TokenKind.Contains : TokenKind.Identifier,
        _ => TokenKind.Identifier,
    };

    /// <summary>Finds the name that messages use, which is the one OPA's users know.</summary>
    public static string NameOf(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "eof",
        TokenKind.Illegal => "illegal",
        TokenKind.Identifier => "ident",
        TokenKind.Number => "number",
        TokenKind.String or TokenKind.RawString => "string",
        TokenKind.TemplatePart or TokenKind.RawTemplatePart => "template-string-part",
        TokenKind.TemplateEnd or TokenKind.RawTemplateEnd => "template-string-end",
        TokenKind.LeftBracket => "[",
        TokenKind.RightBracket => "]",
        TokenKind.LeftBrace => "{",
        TokenKind.RightBrace => "}",
        TokenKind.LeftParenthesis => "(",
        TokenKind.RightParenthesis => ")",
        TokenKind.Comma => ",",
        TokenKind.Colon => ":",
        TokenKind.Semicolon => ";",
        TokenKind.Dot => ".",
        TokenKind.Assign => "assign",
        TokenKind.Unify => "eq",
        TokenKind.Plus => "plus",
        TokenKind.Minus => "minus",
        TokenKind.Multiply => "mul",
        TokenKind.Divide => "div",
        TokenKind.Remainder => "rem",
        TokenKind.Ampersand => "and",
        TokenKind.Pipe => "or",
        TokenKind.Equal => "equal",
        TokenKind.NotEqual => "neq",
        TokenKind.Less => "lt",
        TokenKind.LessOrEqual => "lte",
        TokenKind.Greater => "gt",
        TokenKind.GreaterOrEqual => "gte",
        TokenKind.LogicalAnd => "and",
        TokenKind.LogicalOr => "or",
        TokenKind.Package => "package",
        TokenKind.Import => "import",
        TokenKind.As => "as",
        TokenKind.Default => "default",
        TokenKind.Else => "else",
        TokenKind.Not => "not",
        TokenKind.Some => "some",
        TokenKind.With => "with",
        TokenKind.Null => "null",
        TokenKind.True => "true",
        TokenKind.False => "false",
        TokenKind.In => "in",
        TokenKind.Every => "every",
        TokenKind.If => "if",
        TokenKind.Contains => "contains",
        _ => kind.ToString(),
    };
}
