using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>One branch of a rule (or a query) as listeners know it.</summary>
internal sealed class RuleSite(SourceText source, TextSpan span, string name, bool isQuery)
{
    public SourceText Source { get; } = source;

    public TextSpan Span { get; } = span;

    /// <summary>Gets the name of the document; the text of a query.</summary>
    public string Name { get; } = name;

    public bool IsQuery { get; } = isQuery;

    /// <summary>Gets or sets the clause that the branch belongs to; null for a query.</summary>
    public Clause? Clause { get; init; }

    /// <summary>Gets or sets whether it is the default of its document.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets the number of the branch: 0 for the rule itself, from 1 for its <c>else</c> branches.</summary>
    public int Branch { get; init; }

    /// <summary>Gets the keys of a partial object, where they are plain variables; empty otherwise.</summary>
    public Expression[] Keys { get; init; } = [];

    /// <summary>Gets the literals of the body in the order in which they run, nested ones included.</summary>
    public List<LiteralSite> Literals { get; } = [];
}

/// <summary>One literal as listeners know it.</summary>
internal sealed class LiteralSite(RuleSite rule, LiteralSite? parent, SourceText source, TextSpan span, int collector)
{
    public RuleSite Rule { get; } = rule;

    /// <summary>Gets the literal that this one stands inside of; null for one of the rule's own body.</summary>
    public LiteralSite? Parent { get; } = parent;

    public SourceText Source { get; } = source;

    public TextSpan Span { get; } = span;

    /// <summary>Gets where the frame counts the ways in which the literal held.</summary>
    public int Collector { get; } = collector;

    /// <summary>Gets whether nothing in the text corresponds to it.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>Gets or sets the plan's literal, to find it again.</summary>
    public required object Literal { get; init; }

    /// <summary>Gets or sets the terms whose values say why it holds or fails.</summary>
    public SeenTerm[] Terms { get; set; } = [];

    public string Text => Source.Slice(Span).ToString();
}

/// <summary>A term of a literal whose value is worth showing.</summary>
/// <param name="Text">The term as written.</param>
/// <param name="Value">Yields the value.</param>
/// <param name="InputPath">Yields each key of the path below the input that the value comes from; null when it comes from elsewhere.</param>
internal sealed record SeenTerm(string Text, Expression Value, Expression[]? InputPath);

/// <summary>Counts the ways in which a literal held.</summary>
internal sealed class WayCounter
{
    public int Ways;
}
