using System.Numerics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Bitwise functions on integers of any size, in two's complement.</summary>
internal static class BitBuiltins
{
    private const int MaxShift = 1_000_000;

    /// <summary>Returns the bits that both integers have.</summary>
    [Builtin("bits.and", "(x: number, y: number) -> number")]
    internal static RegoValue And(BuiltinContext context, in RegoValue x, in RegoValue y) => Combine(context, x, y, static (a, b) => a & b);

    /// <summary>Returns the bits that either integer has.</summary>
    [Builtin("bits.or", "(x: number, y: number) -> number")]
    internal static RegoValue Or(BuiltinContext context, in RegoValue x, in RegoValue y) => Combine(context, x, y, static (a, b) => a | b);

    /// <summary>Returns the bits that one integer has and the other has not.</summary>
    [Builtin("bits.xor", "(x: number, y: number) -> number")]
    internal static RegoValue Xor(BuiltinContext context, in RegoValue x, in RegoValue y) => Combine(context, x, y, static (a, b) => a ^ b);

    /// <summary>Turns every bit round.</summary>
    [Builtin("bits.negate", "(x: number) -> number")]
    internal static RegoValue Negate(BuiltinContext context, in RegoValue x) =>
        TryGet(context, 1, x, out var a) ? RegoValue.From(-a - 1) : default;

    /// <summary>Shifts the bits to the left.</summary>
    [Builtin("bits.lsh", "(x: number, s: number) -> number")]
    internal static RegoValue ShiftLeft(BuiltinContext context, in RegoValue x, in RegoValue s)
    {
        if (!TryGet(context, 1, x, out var a) || !TryGetShift(context, s, out var shift))
        {
            return default;
        }
        if (shift > MaxShift)
        {
            return context.Fail($"a shift by more than {MaxShift} bits is refused");
        }
        var shifted = a << (int)shift;
        return NumberArithmetic.IsTooLong(shifted) ? context.Fail("number out of range") : RegoValue.From(shifted);
    }

    /// <summary>Shifts the bits to the right; the sign stays.</summary>
    [Builtin("bits.rsh", "(x: number, s: number) -> number")]
    internal static RegoValue ShiftRight(BuiltinContext context, in RegoValue x, in RegoValue s) =>
        TryGet(context, 1, x, out var a) && TryGetShift(context, s, out var shift)
            ? RegoValue.From(a >> (int)BigInteger.Min(shift, int.MaxValue))
            : default;

    private static RegoValue Combine(BuiltinContext context, in RegoValue x, in RegoValue y, Func<BigInteger, BigInteger, BigInteger> combine) =>
        TryGet(context, 1, x, out var a) && TryGet(context, 2, y, out var b) ? RegoValue.From(combine(a, b)) : default;

    private static bool TryGet(BuiltinContext context, int position, in RegoValue operand, out BigInteger value)
    {
        if (NumberArithmetic.TryGetWhole(operand, out value))
        {
            return true;
        }
        context.Fail($"operand {position} must be integer number but got floating-point number", BuiltinError.TypeCode);
        return false;
    }

    private static bool TryGetShift(BuiltinContext context, in RegoValue operand, out BigInteger shift)
    {
        if (!TryGet(context, 2, operand, out shift))
        {
            return false;
        }
        if (shift.Sign < 0)
        {
            context.Fail("operand 2 must be an unsigned integer number but got a negative integer", BuiltinError.TypeCode);
            return false;
        }
        return true;
    }
}
