namespace Bylaw.Rego.Values;

/// <summary>Names the kinds of value, in the order in which Rego sorts values of different kinds.</summary>
public enum ValueKind : byte
{
    /// <summary>No value: the expression does not hold.</summary>
    Undefined,

    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary><c>false</c> before <c>true</c>.</summary>
    Boolean,

    /// <summary>A number of any size, exact.</summary>
    Number,

    /// <summary>A string, ordered by code point.</summary>
    String,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An object; keys may be values of any kind.</summary>
    Object,

    /// <summary>A set.</summary>
    Set,
}
