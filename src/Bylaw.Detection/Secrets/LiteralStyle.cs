namespace Bylaw.Detection.Secrets;

/// <summary>Tells how a language writes literal texts, so that an expression in code is not taken for a value.</summary>
internal enum LiteralStyle
{
    /// <summary>Nothing is known: quoted texts and bare words of many special characters.</summary>
    Unknown,

    /// <summary>Settings: a bare value may hold blanks and runs to the end of its line.</summary>
    Settings,

    /// <summary>Code in which any quotes make a text and bare words are expressions.</summary>
    Quoted,

    /// <summary>Code in which double quotes alone make a text.</summary>
    DoubleQuoted,
}

/// <summary>Tells the style by a file's name.</summary>
internal static class LiteralStyles
{
    /// <summary>Returns the style; unknown without a name.</summary>
    public static LiteralStyle Of(string? fileName) => Path.GetExtension(fileName ?? "").ToLowerInvariant() switch
    {
        ".conf" or ".cnf" or ".ini" or ".properties" or ".env" or ".cfg" => LiteralStyle.Settings,
        ".m" or ".mm" or ".c" or ".cc" or ".cpp" or ".h" or ".hpp" or ".cs" or ".java" or ".swift" or ".kt" or ".rs" => LiteralStyle.DoubleQuoted,
        ".cls" or ".py" or ".js" or ".jsx" or ".ts" or ".tsx" or ".rb" or ".php" or ".pl" or ".scala" or ".dart" or ".lua" or ".groovy" => LiteralStyle.Quoted,
        _ => LiteralStyle.Unknown,
    };
}
