using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Calls a built-in.</summary>
/// <param name="context">What the call may use of its query and host.</param>
/// <param name="operands">The operands, all defined; as many as the signature says.</param>
/// <returns>The result, or undefined.</returns>
public delegate RegoValue BuiltinFunction(BuiltinContext context, ReadOnlySpan<RegoValue> operands);

/// <summary>Calls a built-in of one operand.</summary>
/// <param name="context">What the call may use of its query and host.</param>
/// <param name="operand">The operand.</param>
/// <returns>The result, or undefined.</returns>
public delegate RegoValue BuiltinFunction1(BuiltinContext context, in RegoValue operand);

/// <summary>Calls a built-in of two operands.</summary>
/// <param name="context">What the call may use of its query and host.</param>
/// <param name="first">The first operand.</param>
/// <param name="second">The second operand.</param>
/// <returns>The result, or undefined.</returns>
public delegate RegoValue BuiltinFunction2(BuiltinContext context, in RegoValue first, in RegoValue second);

/// <summary>One built-in function: what it is called, how it is typed, and how it is called.</summary>
public sealed class BuiltinDefinition
{
    private FunctionType? _type;

    /// <summary>Makes a definition.</summary>
    /// <param name="name">The name in Rego.</param>
    /// <param name="signature">Operand names and types and the result type, as in <see cref="BuiltinAttribute"/>.</param>
    /// <param name="operandCount">The number of operands; -1 for any number (<c>print</c>-like).</param>
    /// <param name="function">What runs.</param>
    public BuiltinDefinition(string name, string signature, int operandCount, BuiltinFunction function)
    {
        Name = name;
        Signature = signature;
        OperandCount = operandCount;
        Function = function;
    }

    /// <summary>Gets the name in Rego.</summary>
    public string Name { get; }

    /// <summary>Gets operand names and types and the result type.</summary>
    public string Signature { get; }

    /// <summary>Gets the signature as types; read when first asked for.</summary>
    public FunctionType Type => _type ??= FunctionType.Parse(Signature);

    /// <summary>Gets the number of operands; -1 for any number.</summary>
    public int OperandCount { get; }

    /// <summary>Gets what runs.</summary>
    public BuiltinFunction Function { get; }

    /// <summary>Gets a faster way in for one operand, if there is one.</summary>
    public BuiltinFunction1? Function1 { get; init; }

    /// <summary>Gets a faster way in for two operands, if there is one.</summary>
    public BuiltinFunction2? Function2 { get; init; }

    /// <summary>Gets what the result depends on.</summary>
    public BuiltinEffect Effect { get; init; }

    /// <summary>Gets the infix operator that stands for the call, if there is one.</summary>
    public string? Infix { get; init; }

    /// <summary>Gets whether the call yields several results, one a member of the returned array.</summary>
    public bool IsRelation { get; init; }

    /// <summary>Gets whether the function is deprecated.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Gets one or two sentences on what it does.</summary>
    public string Summary { get; init; } = "";
}
