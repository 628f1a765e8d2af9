using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>Names the kinds of value, in the order of their numbers in the object form of a document.</summary>
internal enum GraphQlValueKind
{
    Variable,
    Int,
    Float,
    String,
    Block,
    Boolean,
    Null,
    Enum,
    List,
    Object,
}

/// <summary>A reference to a type: a name, or a list of another type.</summary>
internal sealed record TypeReference(string NamedType, TypeReference? Element, bool IsNonNull, Position? At)
{
    /// <summary>Gets the name of the innermost type.</summary>
    internal string Name => Element is null || NamedType.Length > 0 ? NamedType : Element.Name;

    public override string ToString() => (Element is null || NamedType.Length > 0 ? NamedType : $"[{Element}]") + (IsNonNull ? "!" : "");

    /// <summary>Tells whether a value of this type may stand where the other is expected.</summary>
    internal bool IsCompatible(TypeReference other)
    {
        if (NamedType != other.NamedType || (Element is not null && other.Element is null))
        {
            return false;
        }
        return (Element is null || Element.IsCompatible(other.Element!)) && (!other.IsNonNull || IsNonNull);
    }
}

/// <summary>A value as written. What validation finds out about it is filled in as it goes.</summary>
internal sealed class GraphQlValue
{
    internal required GraphQlValueKind Kind { get; init; }

    /// <summary>Gets the text of the value: unescaped for strings, the bare name for variables and enums.</summary>
    internal string Raw { get; init; } = "";

    internal IReadOnlyList<ChildValue> Children { get; init; } = [];

    internal Position? At { get; init; }

    internal Definition? Definition { get; set; }

    internal VariableDefinition? VariableDefinition { get; set; }

    internal TypeReference? ExpectedType { get; set; }

    internal bool ExpectedTypeHasDefault { get; set; }

    public override string ToString() => Kind switch
    {
        GraphQlValueKind.Variable => "$" + Raw,
        GraphQlValueKind.String or GraphQlValueKind.Block => GoQuote.Quote(Raw),
        GraphQlValueKind.List => $"[{string.Join(',', Children.Select(c => c.Value))}]",
        GraphQlValueKind.Object => $"{{{string.Join(',', Children.Select(c => $"{c.Name}:{c.Value}"))}}}",
        _ => Raw,
    };
}

/// <summary>A member of a list, or a field of an object with its name.</summary>
internal sealed record ChildValue(string Name, GraphQlValue Value, Position? At);

/// <summary>An argument of a field or directive.</summary>
internal sealed record Argument(string Name, GraphQlValue Value, Position? At);

/// <summary>A use of a directive.</summary>
internal sealed class Directive
{
    internal required string Name { get; init; }

    internal IReadOnlyList<Argument> Arguments { get; init; } = [];

    internal Position? At { get; init; }

    internal DirectiveDefinition? Definition { get; set; }

    internal string Location { get; set; } = "";
}
