namespace Bylaw.Rego.Builtins;

/// <summary>Says what a built-in depends on, and so when two calls with the same operands must agree.</summary>
public enum BuiltinEffect
{
    /// <summary>The result depends on the operands alone.</summary>
    Pure,

    /// <summary>The result is the same for the same operands within one query (the clock, random numbers).</summary>
    OncePerQuery,

    /// <summary>The call leaves the process or reads the host; off unless the host grants it.</summary>
    External,
}

/// <summary>
/// Declares a static method as a built-in function. Everything else follows from this one place: the call table, operand checks,
/// checker types, capabilities and the reference page.
/// </summary>
/// <remarks>
/// The method may take a <see cref="BuiltinContext"/> first; the other parameters are the operands: <c>RegoValue</c> (perhaps <c>in</c>; checked
/// only where the signature says <c>number</c>), or
/// <c>string</c>, <c>long</c>, <c>bool</c>, <c>RegoArray</c>, <c>RegoObject</c>, <c>RegoSet</c> (checked, with OPA's message). It returns
/// <c>RegoValue</c> (undefined for no result), <c>string</c>, <c>long</c>, <c>bool</c>, <c>RegoArray</c>, <c>RegoObject</c> or <c>RegoSet</c>;
/// null, where its type allows it, is undefined. A method that takes any number of operands takes one <c>ReadOnlySpan&lt;RegoValue&gt;</c>.
/// It must be static and accessible from its assembly.
/// </remarks>
/// <param name="name">The name in Rego, for example <c>object.get</c>.</param>
/// <param name="signature">Operand names and types and the result: <c>(object: object[any: any], key: any, default: any) -> any</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BuiltinAttribute(string name, string signature) : Attribute
{
    /// <summary>Gets the name in Rego.</summary>
    public string Name { get; } = name;

    /// <summary>Gets operand names and types and the result type.</summary>
    public string Signature { get; } = signature;

    /// <summary>Gets or sets what the result depends on.</summary>
    public BuiltinEffect Effect { get; set; }

    /// <summary>Gets or sets the infix operator that stands for the call, if there is one.</summary>
    public string? Infix { get; set; }

    /// <summary>Gets or sets whether the call yields several results, one a member of the returned array (<c>walk</c>).</summary>
    public bool Relation { get; set; }

    /// <summary>Gets or sets whether the function is deprecated, and so refused in strict mode and in v1.</summary>
    public bool Deprecated { get; set; }
}
