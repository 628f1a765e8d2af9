using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>Names the language version that text is formatted for.</summary>
public enum FormatTarget
{
    /// <summary>The version that the text is parsed as.</summary>
    AsParsed,

    /// <summary>Rego v0 that is Rego v1 as well: <c>import rego.v1</c> is added, and v0 forms are rewritten.</summary>
    V0CompatibleWithV1,

    /// <summary>Rego v1: v0 forms are rewritten, and imports that v1 makes needless are dropped.</summary>
    V1,
}

/// <summary>Sets how text is formatted.</summary>
public sealed record FormatOptions
{
    /// <summary>Gets the default options: Rego v1 in, Rego v1 out.</summary>
    public static FormatOptions Default { get; } = new();

    /// <summary>Gets how the text is parsed.</summary>
    public ParserOptions Parser { get; init; } = ParserOptions.Default;

    /// <summary>Gets the version that the text is formatted for. Default: the one it is parsed as.</summary>
    public FormatTarget Target { get; init; }

    /// <summary>Gets whether <c>a.if</c> may stay as it is; otherwise it becomes <c>a["if"]</c>, as older engines want it. Default true.</summary>
    public bool AllowKeywordsInReferences { get; init; } = true;
}
