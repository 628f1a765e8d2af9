namespace Bylaw.Rego.Syntax;

/// <summary>
/// Which bracket closes which, and which parentheses hold a logical group rather than a term. Worked out in one pass, so that a
/// parser can decide at an opening bracket what stands behind it without reading ahead again and again.
/// </summary>
internal sealed class BracketMap
{
    private readonly int[] _closers;
    private readonly bool[] _groups;

    public BracketMap(ReadOnlySpan<Token> tokens, Func<int, TokenKind> kindAt)
    {
        _closers = new int[tokens.Length];
        _groups = new bool[tokens.Length];
        var open = new Stack<int>();
        for (var i = 0; i < tokens.Length; i++)
        {
            var kind = kindAt(i);
            switch (kind)
            {
                case TokenKind.LeftBracket or TokenKind.LeftBrace or TokenKind.LeftParenthesis:
                    open.Push(i);
                    break;
                case TokenKind.RightBracket or TokenKind.RightBrace or TokenKind.RightParenthesis:
                    Close(tokens, open, i, kind);
                    break;
                case TokenKind.LogicalAnd or TokenKind.LogicalOr when !IsContinued(tokens, i) && open.TryPeek(out var top):
                    _groups[top] = true;
                    break;
                case TokenKind.With or TokenKind.Assign or TokenKind.Unify or TokenKind.Every when open.TryPeek(out var top):
                    _groups[top] = true;
                    break;
                case TokenKind.Not when open.TryPeek(out var top) && top == i - 1:
                    _groups[top] = true;
                    break;
            }
        }
    }

    /// <summary>Returns the index of the token that closes the bracket at an index; 0 when none does.</summary>
    public int CloserOf(int opener) => _closers[opener];

    /// <summary>Tells whether the parenthesis at an index holds a logical group: literals, and not a term.</summary>
    public bool IsGroup(int opener) => _groups[opener];

    private void Close(ReadOnlySpan<Token> tokens, Stack<int> open, int index, TokenKind kind)
    {
        if (!open.TryPeek(out var opener) || (int)kind != (int)tokens[opener].Kind + 1)
        {
            return;
        }
        open.Pop();
        _closers[opener] = index;
        // ((a or b)): a parenthesis that holds nothing but a group is one too.
        if (tokens[opener + 1].Kind == TokenKind.LeftParenthesis && _groups[opener + 1] && _closers[opener + 1] == index - 1)
        {
            _groups[opener] = true;
        }
    }

    // `and.x` and `or[...]` are references, `or(a, b)` is a call of the built-in.
    private static bool IsContinued(ReadOnlySpan<Token> tokens, int index) =>
        index + 1 < tokens.Length
        && tokens[index + 1].Start == tokens[index].End
        && tokens[index + 1].Kind is TokenKind.Dot or TokenKind.LeftBracket;
}
