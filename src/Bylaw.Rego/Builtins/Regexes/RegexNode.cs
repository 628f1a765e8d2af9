namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>A regular expression as it was parsed, flags worked in.</summary>
internal abstract record RegexNode
{
    /// <summary>Matches nothing but the place.</summary>
    internal sealed record Empty(RegexAnchor Anchor = RegexAnchor.None) : RegexNode;

    /// <summary>Matches one code point of a set; cases are folded into the set already.</summary>
    internal sealed record Class(RuneSet Set) : RegexNode;

    /// <summary>Matches one after the other.</summary>
    internal sealed record Concat(IReadOnlyList<RegexNode> Parts) : RegexNode;

    /// <summary>Matches the first that leads to a match.</summary>
    internal sealed record Alternate(IReadOnlyList<RegexNode> Choices) : RegexNode;

    /// <summary>Matches a number of times; no maximum when <paramref name="Max"/> is -1.</summary>
    internal sealed record Repeat(RegexNode Body, int Min, int Max, bool IsGreedy) : RegexNode;

    /// <summary>Matches and remembers where.</summary>
    internal sealed record Capture(RegexNode Body, int Index, string? Name) : RegexNode;
}

/// <summary>A condition on a place in the text.</summary>
internal enum RegexAnchor
{
    None,
    BeginText,
    EndText,
    BeginLine,
    EndLine,
    WordBoundary,
    NoWordBoundary,
}

/// <summary>Tells why a text is no regular expression, in Go's words.</summary>
internal sealed class RegexSyntaxException(string fault, string part) : Exception($"error parsing regexp: {fault}: `{part}`");
