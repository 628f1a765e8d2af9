using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Checks operands of built-ins and refuses wrong ones in OPA's words. Called by generated code.</summary>
public static class OperandCheck
{
    /// <summary>Checks that an operand is a number.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber(BuiltinContext context, string name, int position, in RegoValue operand) =>
        operand.IsNumber || Refuse(context, name, position, operand, "number");

    /// <summary>Checks that an operand is a whole number of 64 bits.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The integer.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInt64(BuiltinContext context, string name, int position, in RegoValue operand, out long value)
    {
        if (operand.IsInteger)
        {
            value = operand.Bits;
            return true;
        }
        return IsInt64Slow(context, name, position, operand, out value);
    }

    /// <summary>Checks that an operand is a string.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The string.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsString(BuiltinContext context, string name, int position, in RegoValue operand, [NotNullWhen(true)] out string? value) =>
        operand.TryGetString(out value) ? Count(value.Length) : Refuse(context, name, position, operand, "string");

    /// <summary>Checks that an operand is a boolean.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The boolean.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    public static bool IsBoolean(BuiltinContext context, string name, int position, in RegoValue operand, out bool value)
    {
        value = operand.IsTrue;
        return operand.Kind == ValueKind.Boolean || Refuse(context, name, position, operand, "boolean");
    }

    /// <summary>Checks that an operand is an array.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The array.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    public static bool IsArray(BuiltinContext context, string name, int position, in RegoValue operand, [NotNullWhen(true)] out RegoArray? value) =>
        operand.TryGetArray(out value) ? Count(value.Count) : Refuse(context, name, position, operand, "array");

    /// <summary>Checks that an operand is an object.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The object.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    public static bool IsObject(BuiltinContext context, string name, int position, in RegoValue operand, [NotNullWhen(true)] out RegoObject? value) =>
        operand.TryGetObject(out value) ? Count(value.Count) : Refuse(context, name, position, operand, "object");

    /// <summary>Checks that an operand is a set.</summary>
    /// <param name="context">The query.</param>
    /// <param name="name">The built-in.</param>
    /// <param name="position">The operand's number, from 1.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="value">The set.</param>
    /// <returns>False when it was refused; the result is undefined then.</returns>
    public static bool IsSet(BuiltinContext context, string name, int position, in RegoValue operand, [NotNullWhen(true)] out RegoSet? value) =>
        operand.TryGetSet(out value) ? Count(value.Count) : Refuse(context, name, position, operand, "set");

    /// <summary>A call with a large operand counts as work, so that many of them look at the limits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Count(int parts)
    {
        WorkWatch.SpendOn(parts);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Refuse(BuiltinContext context, string name, int position, in RegoValue operand, string wanted)
    {
        context.CurrentName = name;
        context.FailOperand(position, operand, wanted);
        return false;
    }

    private static bool IsInt64Slow(BuiltinContext context, string name, int position, in RegoValue operand, out long value)
    {
        value = 0;
        if (!operand.IsNumber)
        {
            return Refuse(context, name, position, operand, "number");
        }
        context.CurrentName = name;
        context.Fail($"operand {position} must be integer number but got floating-point number", BuiltinError.TypeCode);
        return false;
    }
}
