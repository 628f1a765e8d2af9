using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>One rule as written: a head, maybe bodies, maybe <c>else</c> branches.</summary>
/// <param name="span">The place of the rule.</param>
/// <param name="isDefault">Whether <c>default</c> stands before it.</param>
/// <param name="head">The head.</param>
/// <param name="bodies">The bodies: none for a fact or a default; several only for chained v0 bodies <c>p { … } { … }</c>.</param>
/// <param name="elseBranches">The <c>else</c> branches in order.</param>
public sealed class RuleSyntax(
    TextSpan span,
    bool isDefault,
    RuleHeadSyntax head,
    ImmutableArray<BodySyntax> bodies,
    ImmutableArray<ElseSyntax> elseBranches) : SyntaxNode(span)
{
    /// <summary>Gets whether <c>default</c> stands before it.</summary>
    public bool IsDefault { get; } = isDefault;

    /// <summary>Gets the head.</summary>
    public RuleHeadSyntax Head { get; } = head;

    /// <summary>Gets the bodies; empty for a fact or a default.</summary>
    public ImmutableArray<BodySyntax> Bodies { get; } = bodies;

    /// <summary>Gets the <c>else</c> branches in order.</summary>
    public ImmutableArray<ElseSyntax> ElseBranches { get; } = elseBranches;
}

/// <summary>
/// The head of a rule. <c>p</c>, <c>p := v</c>, <c>p contains k</c>, <c>p[k] := v</c>, <c>f(x) := v</c>, <c>a.b[c].d := v</c>.
/// The v0 form <c>p[k]</c> without value keeps the bracket in <see cref="Reference"/>; whether it means a set is worked out by checking.
/// </summary>
/// <param name="span">The place of the head.</param>
/// <param name="reference">The name: a <see cref="VarTerm"/>, or a <see cref="RefTerm"/> whose head is a variable.</param>
/// <param name="parameters">The parameters of a function; default (not merely empty) when it is none.</param>
/// <param name="key">The term after <c>contains</c>; null when there is none.</param>
/// <param name="value">The value as written; null when there is none.</param>
/// <param name="assignment">How the value is joined.</param>
/// <param name="usesIf">Whether <c>if</c> stands after the head.</param>
public sealed class RuleHeadSyntax(
    TextSpan span,
    TermSyntax reference,
    ImmutableArray<TermSyntax> parameters,
    TermSyntax? key,
    TermSyntax? value,
    HeadAssignment assignment,
    bool usesIf) : SyntaxNode(span)
{
    /// <summary>Gets the name: a variable or a reference.</summary>
    public TermSyntax Reference { get; } = reference;

    /// <summary>Gets the parameters; <c>IsDefault</c> when the rule is no function.</summary>
    public ImmutableArray<TermSyntax> Parameters { get; } = parameters;

    /// <summary>Gets whether the rule is a function: it has at least one parameter. <c>f()</c> is a plain rule.</summary>
    public bool IsFunction => !Parameters.IsDefaultOrEmpty;

    /// <summary>Gets the term after <c>contains</c>; null when there is none.</summary>
    public TermSyntax? Key { get; } = key;

    /// <summary>Gets the value as written; null when there is none (which means <c>true</c>).</summary>
    public TermSyntax? Value { get; } = value;

    /// <summary>Gets how the value is joined to the name.</summary>
    public HeadAssignment Assignment { get; } = assignment;

    /// <summary>Gets whether <c>if</c> stands after the head.</summary>
    public bool UsesIf { get; } = usesIf;
}

/// <summary>How a head's value is joined to its name.</summary>
public enum HeadAssignment
{
    /// <summary>There is no value.</summary>
    None,

    /// <summary><c>:=</c>.</summary>
    Assign,

    /// <summary><c>=</c>.</summary>
    Unify,
}

/// <summary>An <c>else</c> branch.</summary>
/// <param name="span">The place of the branch.</param>
/// <param name="value">The value; null means <c>true</c>.</param>
/// <param name="assignment">How the value is joined.</param>
/// <param name="usesIf">Whether <c>if</c> stands before the body.</param>
/// <param name="body">The body; null when there is none.</param>
public sealed class ElseSyntax(TextSpan span, TermSyntax? value, HeadAssignment assignment, bool usesIf, BodySyntax? body) : SyntaxNode(span)
{
    /// <summary>Gets the value; null means <c>true</c>.</summary>
    public TermSyntax? Value { get; } = value;

    /// <summary>Gets how the value is joined.</summary>
    public HeadAssignment Assignment { get; } = assignment;

    /// <summary>Gets whether <c>if</c> stands before the body.</summary>
    public bool UsesIf { get; } = usesIf;

    /// <summary>Gets the body; null when there is none.</summary>
    public BodySyntax? Body { get; } = body;
}
