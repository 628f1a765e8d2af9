using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>An expression of Bicep or of an ARM template; ARM's language is a part of Bicep's.</summary>
internal abstract record BicepExpression(SourcePosition Position);

internal sealed record BicepLiteral(ConfigValue Value, SourcePosition Position) : BicepExpression(Position);

/// <summary>A string with <c>${...}</c> in it; texts and expressions take turns.</summary>
internal sealed record BicepInterpolation(ImmutableArray<BicepExpression> Parts, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepName(string Name, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepMember(BicepExpression Target, string Name, bool IsSafe, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepNested(BicepExpression Target, string Name, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepIndex(BicepExpression Target, BicepExpression Key, bool IsSafe, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepCall(BicepExpression? Target, string Name, ImmutableArray<BicepExpression> Arguments, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepUnary(char Operator, BicepExpression Operand, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepBinary(string Operator, BicepExpression Left, BicepExpression Right, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepConditional(BicepExpression Condition, BicepExpression Then, BicepExpression Else, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepArray(ImmutableArray<BicepExpression> Items, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepObject(
    ImmutableArray<(BicepExpression Key, BicepExpression Value)> Entries, ImmutableArray<BicepDeclaration> Resources, SourcePosition Position)
    : BicepExpression(Position);

internal sealed record BicepSpread(BicepExpression Value, SourcePosition Position) : BicepExpression(Position);

internal sealed record BicepFor(
    string ItemName, string? IndexName, BicepExpression Collection, BicepExpression? Condition, BicepExpression Body, SourcePosition Position)
    : BicepExpression(Position);

internal sealed record BicepLambda(ImmutableArray<string> Names, BicepExpression Body, SourcePosition Position) : BicepExpression(Position);

/// <summary>One statement of a file.</summary>
/// <param name="Keyword">param, var, output, resource, module, type, func, metadata, targetScope, import, extension, using, assert.</param>
/// <param name="Name">The declared name, or an empty string.</param>
/// <param name="Position">Where it stands.</param>
internal sealed record BicepDeclaration(string Keyword, string Name, SourcePosition Position)
{
    /// <summary>Gets the declared type as text, for resources <c>Provider/type@version</c>, for modules the path.</summary>
    public string Type { get; init; } = string.Empty;

    public bool IsExisting { get; init; }

    public BicepExpression? Condition { get; init; }

    public BicepExpression? Value { get; init; }

    public ImmutableArray<BicepCall> Decorators { get; init; } = [];

    /// <summary>Gets the parameter names of a function.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];
}
