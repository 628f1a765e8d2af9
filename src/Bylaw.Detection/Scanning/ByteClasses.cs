using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Bylaw.Detection.Scanning;

/// <summary>One bit a byte for 64 bytes: what each may be a part of.</summary>
/// <param name="Digit">0 to 9.</param>
/// <param name="Alphanumeric">Digits and ASCII letters.</param>
/// <param name="At">At signs.</param>
/// <param name="Assign">Signs of assignment: <c>= :</c>.</param>
/// <param name="Joint">What may part the digits of one number: blank and <c>- . / + )</c>.</param>
/// <param name="Pair">What parts the pairs of a hardware address: <c>: -</c>.</param>
/// <param name="Token">What a token may hold beside letters and digits: <c>- _</c>.</param>
internal readonly record struct ByteClasses(ulong Digit, ulong Alphanumeric, ulong At, ulong Assign, ulong Joint, ulong Pair, ulong Token)
{
    public const int Width = 64;

    /// <summary>Gets the letters.</summary>
    public ulong Letter => Alphanumeric & ~Digit;

    /// <summary>Writes the masks where each stands a stride from the one before, in the order of their declaration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref ulong first, int stride)
    {
        first = Digit;
        Unsafe.Add(ref first, stride) = Alphanumeric;
        Unsafe.Add(ref first, 2 * stride) = At;
        Unsafe.Add(ref first, 3 * stride) = Assign;
        Unsafe.Add(ref first, 4 * stride) = Joint;
        Unsafe.Add(ref first, 5 * stride) = Pair;
        Unsafe.Add(ref first, 6 * stride) = Token;
    }

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
            return Join(Of256(Vector256.LoadUnsafe(ref first)), Of256(Vector256.LoadUnsafe(ref first, 32)), 32);
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
        ulong digit = 0, alphanumeric = 0, at = 0, assign = 0, joint = 0, pair = 0, token = 0;
        for (var i = 0; i < bytes.Length && i < Width; i++)
        {
            var b = bytes[i];
            var bit = 1UL << i;
            var isDigit = b is >= (byte)'0' and <= (byte)'9';
            digit |= isDigit ? bit : 0;
            alphanumeric |= isDigit || (b | 0x20) is >= (byte)'a' and <= (byte)'z' ? bit : 0;
            at |= b == (byte)'@' ? bit : 0;
            assign |= b is (byte)'=' or (byte)':' ? bit : 0;
            joint |= b is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'+' or (byte)')' ? bit : 0;
            pair |= b is (byte)':' or (byte)'-' ? bit : 0;
            token |= b is (byte)'-' or (byte)'_' ? bit : 0;
        }
        return new(digit, alphanumeric, at, assign, joint, pair, token);
    }

    private static ByteClasses Join(ByteClasses low, ByteClasses high, int shift) => new(
        low.Digit | (high.Digit << shift), low.Alphanumeric | (high.Alphanumeric << shift), low.At | (high.At << shift), low.Assign | (high.Assign << shift),
        low.Joint | (high.Joint << shift), low.Pair | (high.Pair << shift), low.Token | (high.Token << shift));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ByteClasses Of512(Vector512<byte> bytes)
    {
        var digit = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'0'), Vector512.Create((byte)9)).ExtractMostSignificantBits();
        var letter = Vector512.LessThanOrEqual((bytes | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25)).ExtractMostSignificantBits();
        var hyphen = Vector512.Equals(bytes, Vector512.Create((byte)'-')).ExtractMostSignificantBits();
        var colon = Vector512.Equals(bytes, Vector512.Create((byte)':')).ExtractMostSignificantBits();
        // The three signs . / and - + lie side by side: 2B is +, 2D to 2F are - . /
        var joint = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'-'), Vector512.Create((byte)2)).ExtractMostSignificantBits() |
            Vector512.Equals(bytes, Vector512.Create((byte)' ')).ExtractMostSignificantBits() | Vector512.Equals(bytes, Vector512.Create((byte)'+')).ExtractMostSignificantBits() |
            Vector512.Equals(bytes, Vector512.Create((byte)')')).ExtractMostSignificantBits();
        return new(
            digit, digit | letter, Vector512.Equals(bytes, Vector512.Create((byte)'@')).ExtractMostSignificantBits(),
            colon | Vector512.Equals(bytes, Vector512.Create((byte)'=')).ExtractMostSignificantBits(), joint, colon | hyphen, hyphen | Vector512.Equals(bytes, Vector512.Create((byte)'_')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ByteClasses Of256(Vector256<byte> bytes)
    {
        ulong digit = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)9)).ExtractMostSignificantBits();
        ulong letter = Vector256.LessThanOrEqual((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)25)).ExtractMostSignificantBits();
        ulong hyphen = Vector256.Equals(bytes, Vector256.Create((byte)'-')).ExtractMostSignificantBits();
        ulong colon = Vector256.Equals(bytes, Vector256.Create((byte)':')).ExtractMostSignificantBits();
        ulong joint = Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)'-'), Vector256.Create((byte)2)).ExtractMostSignificantBits() |
            Vector256.Equals(bytes, Vector256.Create((byte)' ')).ExtractMostSignificantBits() | Vector256.Equals(bytes, Vector256.Create((byte)'+')).ExtractMostSignificantBits() |
            Vector256.Equals(bytes, Vector256.Create((byte)')')).ExtractMostSignificantBits();
        return new(
            digit, digit | letter, Vector256.Equals(bytes, Vector256.Create((byte)'@')).ExtractMostSignificantBits(),
            colon | Vector256.Equals(bytes, Vector256.Create((byte)'=')).ExtractMostSignificantBits(), joint, colon | hyphen, hyphen | Vector256.Equals(bytes, Vector256.Create((byte)'_')).ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ByteClasses Of128(Vector128<byte> bytes)
    {
        ulong digit = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)9)).ExtractMostSignificantBits();
        ulong letter = Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25)).ExtractMostSignificantBits();
        ulong hyphen = Vector128.Equals(bytes, Vector128.Create((byte)'-')).ExtractMostSignificantBits();
        ulong colon = Vector128.Equals(bytes, Vector128.Create((byte)':')).ExtractMostSignificantBits();
        ulong joint = Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'-'), Vector128.Create((byte)2)).ExtractMostSignificantBits() |
            Vector128.Equals(bytes, Vector128.Create((byte)' ')).ExtractMostSignificantBits() | Vector128.Equals(bytes, Vector128.Create((byte)'+')).ExtractMostSignificantBits() |
            Vector128.Equals(bytes, Vector128.Create((byte)')')).ExtractMostSignificantBits();
        return new(
            digit, digit | letter, Vector128.Equals(bytes, Vector128.Create((byte)'@')).ExtractMostSignificantBits(),
            colon | Vector128.Equals(bytes, Vector128.Create((byte)'=')).ExtractMostSignificantBits(), joint, colon | hyphen, hyphen | Vector128.Equals(bytes, Vector128.Create((byte)'_')).ExtractMostSignificantBits());
    }
}
