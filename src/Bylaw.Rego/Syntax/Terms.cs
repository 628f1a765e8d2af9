using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>A term: what stands for a value.</summary>
/// <param name="span">The place of the term.</param>
public abstract class TermSyntax(TextSpan span) : SyntaxNode(span);

/// <summary><c>null</c>.</summary>
/// <param name="span">The place of the term.</param>
public sealed class NullTerm(TextSpan span) : TermSyntax(span);

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="value">The value.</param>
public sealed class BooleanTerm(TextSpan span, bool value) : TermSyntax(span)
{
    /// <summary>Gets the value.</summary>
    public bool Value { get; } = value;
}

/// <summary>A number, as written.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="text">JSON number text, sign included.</param>
public sealed class NumberTerm(TextSpan span, string text) : TermSyntax(span)
{
    /// <summary>Gets the JSON number text, for example <c>-1.50</c> or <c>1e3</c>.</summary>
    public string Text { get; } = text;
}

/// <summary>A string in double quotes, or a raw string in backticks.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="value">The string with escapes resolved.</param>
/// <param name="isRaw">Whether it was written in backticks.</param>
public sealed class StringTerm(TextSpan span, string value, bool isRaw) : TermSyntax(span)
{
    /// <summary>Gets the string with escapes resolved.</summary>
    public string Value { get; } = value;

    /// <summary>Gets whether it was written in backticks.</summary>
    public bool IsRaw { get; } = isRaw;
}

/// <summary>A template string <c>$"… {expression} …"</c>; parts are text (<see cref="StringTerm"/>) and expressions.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="parts">Text parts and expression parts in order; neighbouring text parts are merged.</param>
/// <param name="isRaw">Whether it was written in backticks.</param>
public sealed class TemplateStringTerm(TextSpan span, ImmutableArray<TemplatePart> parts, bool isRaw) : TermSyntax(span)
{
    /// <summary>Gets the parts in order.</summary>
    public ImmutableArray<TemplatePart> Parts { get; } = parts;

    /// <summary>Gets whether it was written in backticks.</summary>
    public bool IsRaw { get; } = isRaw;
}

/// <summary>A part of a template string: either text or an expression (a literal without <c>not</c>, possibly with modifiers).</summary>
/// <param name="span">The place of the part.</param>
/// <param name="text">The text with escapes resolved; null for an expression.</param>
/// <param name="expression">The expression; null for text.</param>
public sealed class TemplatePart(TextSpan span, string? text, LiteralSyntax? expression) : SyntaxNode(span)
{
    /// <summary>Gets the text with escapes resolved; null for an expression.</summary>
    public string? Text { get; } = text;

    /// <summary>Gets the expression; null for text.</summary>
    public LiteralSyntax? Expression { get; } = expression;
}

/// <summary>A variable. The wildcard <c>_</c> keeps its name; each occurrence stands for a variable of its own.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="name">The name as written.</param>
public sealed class VarTerm(TextSpan span, string name) : TermSyntax(span)
{
    /// <summary>Gets the name as written.</summary>
    public string Name { get; } = name;

    /// <summary>Gets whether this is the wildcard <c>_</c>.</summary>
    public bool IsWildcard => Name == "_";
}

/// <summary>A reference: a head and at least one operand, <c>input.user["name"][i]</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="head">A variable, a call, a collection or a comprehension.</param>
/// <param name="operands">One or more operands.</param>
public sealed class RefTerm(TextSpan span, TermSyntax head, ImmutableArray<RefOperand> operands) : TermSyntax(span)
{
    /// <summary>Gets the head: a variable, a call, a collection, a comprehension or a parenthesised term.</summary>
    public TermSyntax Head { get; } = head;

    /// <summary>Gets the operands; at least one.</summary>
    public ImmutableArray<RefOperand> Operands { get; } = operands;
}

/// <summary>One step of a reference. A dotted step <c>.name</c> has a <see cref="StringTerm"/> as its term.</summary>
/// <param name="span">The place of the step, with its dot or brackets.</param>
/// <param name="term">What is looked up.</param>
/// <param name="isDotted">Whether it was written <c>.name</c> rather than <c>[term]</c>.</param>
public sealed class RefOperand(TextSpan span, TermSyntax term, bool isDotted) : SyntaxNode(span)
{
    /// <summary>Gets what is looked up.</summary>
    public TermSyntax Term { get; } = term;

    /// <summary>Gets whether it was written <c>.name</c>.</summary>
    public bool IsDotted { get; } = isDotted;
}

/// <summary>An array <c>[a, b]</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="items">The items in order.</param>
public sealed class ArrayTerm(TextSpan span, ImmutableArray<TermSyntax> items) : TermSyntax(span)
{
    /// <summary>Gets the items in order.</summary>
    public ImmutableArray<TermSyntax> Items { get; } = items;
}

/// <summary>A set <c>{a, b}</c>, or <c>set()</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="items">The items as written.</param>
public sealed class SetTerm(TextSpan span, ImmutableArray<TermSyntax> items) : TermSyntax(span)
{
    /// <summary>Gets the items as written; empty for <c>set()</c>.</summary>
    public ImmutableArray<TermSyntax> Items { get; } = items;
}

/// <summary>An object <c>{k: v}</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="items">The pairs as written.</param>
public sealed class ObjectTerm(TextSpan span, ImmutableArray<ObjectItem> items) : TermSyntax(span)
{
    /// <summary>Gets the pairs as written.</summary>
    public ImmutableArray<ObjectItem> Items { get; } = items;
}

/// <summary>One pair of an object.</summary>
/// <param name="span">The place of the pair.</param>
/// <param name="key">The key.</param>
/// <param name="value">The value.</param>
public sealed class ObjectItem(TextSpan span, TermSyntax key, TermSyntax value) : SyntaxNode(span)
{
    /// <summary>Gets the key.</summary>
    public TermSyntax Key { get; } = key;

    /// <summary>Gets the value.</summary>
    public TermSyntax Value { get; } = value;
}

/// <summary>An array comprehension <c>[head | body]</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="head">What each result contributes.</param>
/// <param name="body">The query.</param>
public sealed class ArrayComprehensionTerm(TextSpan span, TermSyntax head, BodySyntax body) : TermSyntax(span)
{
    /// <summary>Gets what each result contributes.</summary>
    public TermSyntax Head { get; } = head;

    /// <summary>Gets the query.</summary>
    public BodySyntax Body { get; } = body;
}

/// <summary>A set comprehension <c>{head | body}</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="head">What each result contributes.</param>
/// <param name="body">The query.</param>
public sealed class SetComprehensionTerm(TextSpan span, TermSyntax head, BodySyntax body) : TermSyntax(span)
{
    /// <summary>Gets what each result contributes.</summary>
    public TermSyntax Head { get; } = head;

    /// <summary>Gets the query.</summary>
    public BodySyntax Body { get; } = body;
}

/// <summary>An object comprehension <c>{key: value | body}</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="key">The key each result contributes.</param>
/// <param name="value">The value each result contributes.</param>
/// <param name="body">The query.</param>
public sealed class ObjectComprehensionTerm(TextSpan span, TermSyntax key, TermSyntax value, BodySyntax body) : TermSyntax(span)
{
    /// <summary>Gets the key each result contributes.</summary>
    public TermSyntax Key { get; } = key;

    /// <summary>Gets the value each result contributes.</summary>
    public TermSyntax Value { get; } = value;

    /// <summary>Gets the query.</summary>
    public BodySyntax Body { get; } = body;
}

/// <summary>A call <c>f(a, b)</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="function">A <see cref="VarTerm"/>, or a <see cref="RefTerm"/> with constant string operands.</param>
/// <param name="arguments">The arguments in order.</param>
public sealed class CallTerm(TextSpan span, TermSyntax function, ImmutableArray<TermSyntax> arguments) : TermSyntax(span)
{
    /// <summary>Gets what is called: a variable or a reference.</summary>
    public TermSyntax Function { get; } = function;

    /// <summary>Gets the arguments in order.</summary>
    public ImmutableArray<TermSyntax> Arguments { get; } = arguments;
}

/// <summary>Names the infix operators, except <c>=</c>, <c>:=</c> and <c>in</c>.</summary>
public enum InfixOperator
{
    /// <summary><c>+</c> (<c>plus</c>).</summary>
    Plus,

    /// <summary><c>-</c> (<c>minus</c>).</summary>
    Minus,

    /// <summary><c>*</c> (<c>mul</c>).</summary>
    Multiply,

    /// <summary><c>/</c> (<c>div</c>).</summary>
    Divide,

    /// <summary><c>%</c> (<c>rem</c>).</summary>
    Remainder,

    /// <summary><c>&amp;</c> (<c>and</c>): set intersection.</summary>
    Intersection,

    /// <summary><c>|</c> (<c>or</c>): set union.</summary>
    Union,

    /// <summary><c>==</c> (<c>equal</c>).</summary>
    Equal,

    /// <summary><c>!=</c> (<c>neq</c>).</summary>
    NotEqual,

    /// <summary><c>&lt;</c> (<c>lt</c>).</summary>
    Less,

    /// <summary><c>&lt;=</c> (<c>lte</c>).</summary>
    LessOrEqual,

    /// <summary><c>&gt;</c> (<c>gt</c>).</summary>
    Greater,

    /// <summary><c>&gt;=</c> (<c>gte</c>).</summary>
    GreaterOrEqual,
}

/// <summary>An infix operation <c>a + b</c>, <c>a == b</c>.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="left">The left operand.</param>
/// <param name="op">The operator.</param>
/// <param name="operatorSpan">The place of the operator.</param>
/// <param name="right">The right operand.</param>
public sealed class InfixTerm(TextSpan span, TermSyntax left, InfixOperator op, TextSpan operatorSpan, TermSyntax right) : TermSyntax(span)
{
    /// <summary>Gets the left operand.</summary>
    public TermSyntax Left { get; } = left;

    /// <summary>Gets the operator.</summary>
    public InfixOperator Operator { get; } = op;

    /// <summary>Gets the place of the operator.</summary>
    public TextSpan OperatorSpan { get; } = operatorSpan;

    /// <summary>Gets the right operand.</summary>
    public TermSyntax Right { get; } = right;
}

/// <summary>A membership test <c>v in xs</c> or <c>k, v in xs</c>, true or false.</summary>
/// <param name="span">The place of the term.</param>
/// <param name="key">The key; null when only a value was given.</param>
/// <param name="value">The value.</param>
/// <param name="collection">Where it is looked for.</param>
public sealed class MembershipTerm(TextSpan span, TermSyntax? key, TermSyntax value, TermSyntax collection) : TermSyntax(span)
{
    /// <summary>Gets the key; null when only a value was given.</summary>
    public TermSyntax? Key { get; } = key;

    /// <summary>Gets the value.</summary>
    public TermSyntax Value { get; } = value;

    /// <summary>Gets the collection.</summary>
    public TermSyntax Collection { get; } = collection;
}

/// <summary>A term in parentheses.</summary>
/// <param name="span">The place of the term, parentheses included.</param>
/// <param name="inner">What stands in the parentheses.</param>
public sealed class ParenthesizedTerm(TextSpan span, TermSyntax inner) : TermSyntax(span)
{
    /// <summary>Gets what stands in the parentheses.</summary>
    public TermSyntax Inner { get; } = inner;
}

/// <summary>Stands where a term was wanted and none could be read; a diagnostic has been reported.</summary>
/// <param name="span">Where the term was wanted.</param>
public sealed class ErrorTerm(TextSpan span) : TermSyntax(span);
