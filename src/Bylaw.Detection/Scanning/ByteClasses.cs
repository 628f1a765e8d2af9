using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>One bit a byte for 64 bytes: which are digits, letters or digits, at signs, and signs of assignment.</summary>
internal readonly record struct ByteClasses(ulong Digit, ulong Alphanumeric, ulong At, ulong Assign)
{
    public const int Width = 64;

    /// <summary>Classifies 64 bytes with the widest vectors that the machine has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ByteClasses Of(ref byte first)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Of512(Vector512.LoadUnsafe(ref first));
        }
        if (Vector256.IsHardwareAccelerated)
        {
            var low = Of256(Vector256.LoadUnsafe(ref first));
            return Join(low, Of256(Vector256.LoadUnsafe(ref first, 32)), 32);
        }
        if (Vector128.IsHardwareAccelerated)
        {
            var low = Join(Of128(Vector128.LoadUnsafe(ref first)), Of128(Vector128.LoadUnsafe(ref first, 16)), 16);
            return Join(low, Join(Of128(Vector128.LoadUnsafe(ref first, 32)), Of128(Vector128.LoadUnsafe(ref first, 48)), 16), 32);
        }
        return OfScalar(MemoryMarshal.CreateReadOnlySpan(ref first, Width));
    }

    /// <summary>Classifies up to 64 bytes one by one: the twin that the vector forms are held equal to.</summary>
    public static ByteClasses OfScalar(ReadOnlySpan<byte> bytes)
    {
        ulong digit = 0, alphanumeric = 0, at = 0, assign = 0;
        for (var i = 0; i < bytes.Length && i < Width; i++)
        {
            var b = bytes[i];
            var bit = 1UL << i;
            var isDigit = b is >= (byte)'0' and <= (byte)'9';
            digit |= isDigit ? bit : 0;
            alphanumeric |= isDigit || (b | 0x20) is >= (byte)'a' and <= (byte)'z' ? bit : 0;
            at |= b == (byte)'@' ? bit : 0;
            assign |= b is (byte)'=' or (byte)':' ? bit : 0;
        }
        return new(digit, alphanumeric, at, assign);
    }

    private static ByteClasses Join(ByteClasses low, ByteClasses high, int shift) =>
        new(low.Digit | (high.Digit << shift), low.Alphanumeric | (high.Alphanumeric << shift), low.At | (high.At << shift), low.Assign | (high.Assign << shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ByteClasses Of512(Vector512<byte> bytes)
    {
        var digit = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'0'), Vector512.Create((byte)9));
        var letter = Vector512.LessThanOrEqual((bytes | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25));
        var at = Vector512.Equals(bytes, Vector512.Create((byte)'@'));
        var assign = Vector512.Equals(bytes, Vector512.Create((byte)'=')) | Vector512.Equals(bytes, Vector512.Create((byte)':'));
        return new(digit.ExtractMostSignificantBits(), (digit | letter).ExtractMostSignificantBits(), at.ExtractMostSignificantBits(), assign.ExtractMostSignificantBits());
    }

    internal static ByteClasses Of256(Vector256<byte> bytes)
    {
        var digit = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        var letter = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25));
        var at = Vector256.Equals(bytes, Vector256.Create((byte)'@'));
        var assign = Vector256.Equals(bytes, Vector256.Create((byte)'=')) | Vector256.Equals(bytes, Vector256.Create((byte)':'));
        return new(digit.ExtractMostSignificantBits(), (digit | letter).ExtractMostSignificantBits(), at.ExtractMostSignificantBits(), assign.ExtractMostSignificantBits());
    }

    internal static ByteClasses Of128(Vector128<byte> bytes)
    {
        var digit = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9));
        var letter = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25));
        var at = Vector128.Equals(bytes, Vector128.Create((byte)'@'));
        var assign = Vector128.Equals(bytes, Vector128.Create((byte)'=')) | Vector128.Equals(bytes, Vector128.Create((byte)':'));
        return new(digit.ExtractMostSignificantBits(), (digit | letter).ExtractMostSignificantBits(), at.ExtractMostSignificantBits(), assign.ExtractMostSignificantBits());
    }
}
