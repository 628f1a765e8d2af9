using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>A run of UTF-16 code units in one HCL file: [Start, End).</summary>
internal readonly record struct HclSpan(int Start, int End);

/// <summary>A parsed file. The tree knows nothing of evaluation and is never changed.</summary>
internal sealed record HclFile(SourceText Source, HclBody Body, ImmutableArray<HclDiagnostic> Diagnostics)
{
    public SourcePosition At(HclSpan span) => Source.At(span.Start, span.End);
}

/// <summary>A fault in the text, with the run it is about.</summary>
internal sealed record HclDiagnostic(string Message, HclSpan Span);

/// <summary>Attributes and blocks in the order they were written.</summary>
internal sealed record HclBody(ImmutableArray<HclAttribute> Attributes, ImmutableArray<HclBlock> Blocks, HclSpan Span)
{
    public HclAttribute? Attribute(string name) => Attributes.FirstOrDefault(a => a.Name == name);
}

internal sealed record HclAttribute(string Name, HclSpan NameSpan, HclExpression Value, HclSpan Span);

internal sealed record HclBlock(string Type, HclSpan TypeSpan, ImmutableArray<string> Labels, HclBody Body, HclSpan OpenBrace, HclSpan Span);

internal abstract record HclExpression(HclSpan Span);

internal sealed record HclLiteral(ConfigValue Value, HclSpan Span) : HclExpression(Span);

/// <summary>A quoted string, a heredoc or a bare template: literal text between interpolations and directives.</summary>
internal sealed record HclTemplate(ImmutableArray<HclTemplatePart> Parts, bool IsHeredoc, HclSpan Span) : HclExpression(Span);

internal abstract record HclTemplatePart;

internal sealed record HclTemplateText(string Text) : HclTemplatePart;

internal sealed record HclInterpolation(HclExpression Value) : HclTemplatePart;

internal sealed record HclTemplateIf(HclExpression Condition, ImmutableArray<HclTemplatePart> Then, ImmutableArray<HclTemplatePart> Else) : HclTemplatePart;

internal sealed record HclTemplateFor(string? KeyName, string ValueName, HclExpression Collection, ImmutableArray<HclTemplatePart> Body) : HclTemplatePart;

internal sealed record HclVariable(string Name, HclSpan Span) : HclExpression(Span);

internal sealed record HclGetAttribute(HclExpression Target, string Name, HclSpan Span) : HclExpression(Span);

/// <summary>Access by key; <c>IsLegacy</c> marks the old form <c>a.0</c>.</summary>
internal sealed record HclIndex(HclExpression Target, HclExpression Key, bool IsLegacy, HclSpan Span) : HclExpression(Span);

/// <summary><c>target[*]</c> (full) or <c>target.*</c> (attribute only). <c>Each</c> reads one item through <see cref="HclSplatItem"/>.</summary>
internal sealed record HclSplat(HclExpression Target, HclExpression Each, HclSplatItem Item, bool IsFull, HclSpan Span) : HclExpression(Span);

/// <summary>Stands for the current item inside a splat. Each splat has its own, so that nested ones do not mix.</summary>
internal sealed record HclSplatItem(HclSpan Span) : HclExpression(Span)
{
    public bool Equals(HclSplatItem? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

internal sealed record HclCall(string Name, ImmutableArray<HclExpression> Arguments, bool ExpandsLast, HclSpan Span) : HclExpression(Span);

internal sealed record HclUnary(string Operator, HclExpression Operand, HclSpan Span) : HclExpression(Span);

internal sealed record HclBinary(string Operator, HclExpression Left, HclExpression Right, HclSpan Span) : HclExpression(Span);

internal sealed record HclConditional(HclExpression Condition, HclExpression Then, HclExpression Else, HclSpan Span) : HclExpression(Span);

internal sealed record HclParentheses(HclExpression Inner, HclSpan Span) : HclExpression(Span);

internal sealed record HclTuple(ImmutableArray<HclExpression> Items, HclSpan Span) : HclExpression(Span);

internal sealed record HclObjectItem(HclExpression Key, HclExpression Value);

internal sealed record HclObject(ImmutableArray<HclObjectItem> Items, HclSpan Span) : HclExpression(Span);

/// <summary><c>[for ...]</c> or <c>{for ...}</c>; the latter has a key expression and may group.</summary>
internal sealed record HclFor(
    string? KeyName, string ValueName, HclExpression Collection, HclExpression? Key, HclExpression Value, HclExpression? Condition, bool Groups, HclSpan Span)
    : HclExpression(Span);
