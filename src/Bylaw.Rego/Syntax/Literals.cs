using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>A query: one or more literals that must all hold.</summary>
/// <param name="span">The place of the body: with its braces or parentheses where it has them.</param>
/// <param name="literals">The literals in order.</param>
/// <param name="isBraced">Whether it was written in braces.</param>
/// <param name="isParenthesized">Whether it is an operand of <c>not</c>, <c>and</c> or <c>or</c> in parentheses of its own, <c>(a with x as y)</c>.</param>
public sealed class BodySyntax(TextSpan span, ImmutableArray<LiteralSyntax> literals, bool isBraced, bool isParenthesized = false) : SyntaxNode(span)
{
    /// <summary>Gets whether it is an operand in parentheses of its own; the parentheses of a term or of a logical operation are told by those.</summary>
    public bool IsParenthesized { get; } = isParenthesized;


    /// <summary>Gets the literals in order.</summary>
    public ImmutableArray<LiteralSyntax> Literals { get; } = literals;

    /// <summary>Gets whether it was written in braces.</summary>
    public bool IsBraced { get; } = isBraced;
}

/// <summary>One statement of a body: an expression, maybe negated, maybe with modifiers.</summary>
/// <param name="span">The place of the literal.</param>
/// <param name="isNegated">Whether <c>not</c> stands before the expression (false for <see cref="NotBodyExpression"/>).</param>
/// <param name="expression">The expression.</param>
/// <param name="modifiers">The <c>with</c> modifiers in order.</param>
public sealed class LiteralSyntax(TextSpan span, bool isNegated, ExpressionSyntax expression, ImmutableArray<WithModifier> modifiers) : SyntaxNode(span)
{
    /// <summary>Gets whether <c>not</c> stands before the expression.</summary>
    public bool IsNegated { get; } = isNegated;

    /// <summary>Gets the expression.</summary>
    public ExpressionSyntax Expression { get; } = expression;

    /// <summary>Gets the <c>with</c> modifiers in order.</summary>
    public ImmutableArray<WithModifier> Modifiers { get; } = modifiers;
}

/// <summary>A modifier <c>with target as value</c>.</summary>
/// <param name="span">The place of the modifier.</param>
/// <param name="target">A reference or variable below <c>input</c> or <c>data</c>, or a function's name.</param>
/// <param name="value">What it is replaced by.</param>
public sealed class WithModifier(TextSpan span, TermSyntax target, TermSyntax value) : SyntaxNode(span)
{
    /// <summary>Gets what is replaced.</summary>
    public TermSyntax Target { get; } = target;

    /// <summary>Gets what it is replaced by.</summary>
    public TermSyntax Value { get; } = value;
}

/// <summary>What a literal states.</summary>
/// <param name="span">The place of the expression.</param>
public abstract class ExpressionSyntax(TextSpan span) : SyntaxNode(span);

/// <summary>A term that must be defined and not false.</summary>
/// <param name="span">The place of the expression.</param>
/// <param name="term">The term.</param>
public sealed class TermExpression(TextSpan span, TermSyntax term) : ExpressionSyntax(span)
{
    /// <summary>Gets the term.</summary>
    public TermSyntax Term { get; } = term;
}

/// <summary>A unification <c>a = b</c> or an assignment <c>a := b</c>.</summary>
/// <param name="span">The place of the expression.</param>
/// <param name="left">The left side.</param>
/// <param name="isAssignment">True for <c>:=</c>, false for <c>=</c>.</param>
/// <param name="operatorSpan">The place of the operator.</param>
/// <param name="right">The right side.</param>
public sealed class AssignmentExpression(TextSpan span, TermSyntax left, bool isAssignment, TextSpan operatorSpan, TermSyntax right) : ExpressionSyntax(span)
{
    /// <summary>Gets the left side.</summary>
    public TermSyntax Left { get; } = left;

    /// <summary>Gets whether the operator is <c>:=</c>.</summary>
    public bool IsAssignment { get; } = isAssignment;

    /// <summary>Gets the place of the operator.</summary>
    public TextSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>Gets the right side.</summary>
    public TermSyntax Right { get; } = right;
}

/// <summary>A declaration <c>some x, y</c>.</summary>
/// <param name="span">The place of the expression.</param>
/// <param name="variables">The declared variables.</param>
public sealed class SomeExpression(TextSpan span, ImmutableArray<VarTerm> variables) : ExpressionSyntax(span)
{
    /// <summary>Gets the declared variables.</summary>
    public ImmutableArray<VarTerm> Variables { get; } = variables;
}

/// <summary>An iteration <c>some v in xs</c> or <c>some k, v in xs</c>; key and value may be patterns.</summary>
/// <param name="span">The place of the expression.</param>
/// <param name="key">The key pattern; null when only a value was given.</param>
/// <param name="value">The value pattern.</param>
/// <param name="collection">What is iterated.</param>
public sealed class SomeInExpression(TextSpan span, TermSyntax? key, TermSyntax value, TermSyntax collection) : ExpressionSyntax(span)
{
    /// <summary>Gets the key pattern; null when only a value was given.</summary>
    public TermSyntax? Key { get; } = key;

    /// <summary>Gets the value pattern.</summary>
    public TermSyntax Value { get; } = value;

    /// <summary>Gets what is iterated.</summary>
    public TermSyntax Collection { get; } = collection;
}

/// <summary>A universal <c>every k, v in xs { body }</c>.</summary>
/// <param name="span">The place of the expression.</param>
/// <param name="key">The key variable; null when only a value was given.</param>
/// <param name="value">The value variable.</param>
/// <param name="domain">What is iterated.</param>
/// <param name="body">What must hold for each.</param>
public sealed class EveryExpression(TextSpan span, VarTerm? key, VarTerm value, TermSyntax domain, BodySyntax body) : ExpressionSyntax(span)
{
    /// <summary>Gets the key variable; null when only a value was given.</summary>
    public VarTerm? Key { get; } = key;

    /// <summary>Gets the value variable.</summary>
    public VarTerm Value { get; } = value;

    /// <summary>Gets what is iterated.</summary>
    public TermSyntax Domain { get; } = domain;

    /// <summary>Gets what must hold for each.</summary>
    public BodySyntax Body { get; } = body;
}

/// <summary>
/// A negated body (future keyword <c>not</c>): <c>not { … }</c>, or <c>not x</c> with a body of one literal without braces.
/// All that the body's literals expand to stands under the negation.
/// </summary>
/// <param name="span">The place of the expression.</param>
/// <param name="body">What must not hold.</param>
public sealed class NotBodyExpression(TextSpan span, BodySyntax body) : ExpressionSyntax(span)
{
    /// <summary>Gets what must not hold.</summary>
    public BodySyntax Body { get; } = body;
}

/// <summary>
/// A logical operation <c>a and b</c>, <c>a or b</c> (future keywords): holds once or not at all, binds nothing outside, short-circuits.
/// An operand that was written without braces is an unbraced body of one literal; <c>(a or b)</c> is an unbraced body whose literal is the operation.
/// </summary>
/// <param name="span">The place of the expression.</param>
/// <param name="isAnd">True for <c>and</c>, false for <c>or</c>.</param>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
/// <param name="isParenthesized">Whether the whole operation stands in parentheses.</param>
public sealed class LogicalExpression(TextSpan span, bool isAnd, BodySyntax left, BodySyntax right, bool isParenthesized) : ExpressionSyntax(span)
{
    /// <summary>Gets whether the operator is <c>and</c>.</summary>
    public bool IsAnd { get; } = isAnd;

    /// <summary>Gets the left operand.</summary>
    public BodySyntax Left { get; } = left;

    /// <summary>Gets the right operand.</summary>
    public BodySyntax Right { get; } = right;

    /// <summary>Gets whether the whole operation stands in parentheses.</summary>
    public bool IsParenthesized { get; } = isParenthesized;
}
