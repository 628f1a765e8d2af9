using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Bylaw.Rego.Generators;

/// <summary>What the catalogue needs to know of one declared method. Compared by content, so that an edit elsewhere costs nothing.</summary>
internal sealed class BuiltinMethod(string name, Location location, string? fault) : IEquatable<BuiltinMethod>
{
    public string Name { get; } = name;

    public Location Location { get; } = location;

    /// <summary>Gets what is wrong with the declaration, or null.</summary>
    public string? Fault { get; } = fault;

    public string Signature { get; set; } = "";

    /// <summary>Gets or sets the method with its type and namespace, ready to be called.</summary>
    public string Target { get; set; } = "";

    public string Summary { get; set; } = "";

    public int Effect { get; set; }

    public string? Infix { get; set; }

    public bool IsRelation { get; set; }

    public bool IsDeprecated { get; set; }

    public bool TakesContext { get; set; }

    /// <summary>Gets or sets whether the method takes all operands as one span.</summary>
    public bool IsVariadic { get; set; }

    /// <summary>Gets or sets how each operand is checked and handed over.</summary>
    public ImmutableArray<OperandForm> Operands { get; set; } = [];

    public ResultForm Result { get; set; }

    public bool Equals(BuiltinMethod? other) =>
        other is not null && Name == other.Name && Fault == other.Fault && Signature == other.Signature && Target == other.Target
        && Summary == other.Summary && Effect == other.Effect && Infix == other.Infix && IsRelation == other.IsRelation
        && IsDeprecated == other.IsDeprecated && TakesContext == other.TakesContext && IsVariadic == other.IsVariadic
        && Result == other.Result && Operands.SequenceEqual(other.Operands);

    public override bool Equals(object? obj) => Equals(obj as BuiltinMethod);

    public override int GetHashCode() => Name.GetHashCode() ^ Signature.GetHashCode();
}

/// <summary>How an operand reaches the method.</summary>
internal enum OperandForm
{
    /// <summary>As it is.</summary>
    Value,

    /// <summary>As a value that is known to be a number.</summary>
    Number,

    /// <summary>As a 64-bit integer.</summary>
    Int64,

    String,
    Boolean,
    Array,
    Object,
    Set,
}

/// <summary>How the method gives its result.</summary>
internal enum ResultForm
{
    /// <summary>As a value.</summary>
    Value,

    /// <summary>As something that converts to a value.</summary>
    Convertible,

    /// <summary>As a reference where null stands for undefined.</summary>
    NullableReference,

    /// <summary>As a <c>Nullable</c> where null stands for undefined.</summary>
    NullableStruct,
}
