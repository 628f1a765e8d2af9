using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Bylaw.Detection.Recognizers;

namespace Bylaw.Detection.Scanning;

/// <summary>Verifies an e-mail address around an at sign.</summary>
internal static class EmailVerifier
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    private static readonly ushort _type = Labels.Number("EMAIL");

    /// <summary>Adds a finding when an address stands around the at sign.</summary>
    public static void Verify(ReadOnlySpan<byte> text, int at, List<Finding> found)
    {
        var (local, dots, stars) = Local(text, at);
        var start = at - local;
        while (start < at && text[start] is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'/' or (byte)'\'' or (byte)'=' or (byte)'&')
        {
            start++;
        }
        if (start == at || text[at - 1] == '.' || (start > 0 && text[start - 1] >= 0x80))
        {
            return;
        }
        var (end, lastDot) = Domain(text, at);
        while (end > at && text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }
        if (lastDot >= end - 1)
        {
            lastDot = text[..end].LastIndexOf((byte)'.');
        }
        var top = lastDot > at + 1 && lastDot < end ? text[(lastDot + 1)..end] : default;
        if (top.Length < 2 || !(IsLetters(text, top) || top.StartsWith("xn--"u8)) || (end < text.Length && text[end] == '@'))
        {
            return;
        }
        var twice = dots & (dots << 1) & ~(ulong.MaxValue >> (at - start - 1)); // a stop just after a stop, and not the first sign
        var masked = stars >> (64 - (at - start));
        if (end - at - 1 > MaxDomain || (twice | masked) != 0 || FileEndings.Contains(top) || IsPlace(text, start, end))
        {
            return;
        }
        found.Put(_type, start, end - start, 0.95, FindingList.ShapeCheck);
    }

    /// <summary>A source address (git@host:path) or the credentials of a URL are no mail address.</summary>
    private static bool IsPlace(ReadOnlySpan<byte> text, int start, int end) =>
        (text[start..].StartsWith("git@"u8) && end < text.Length && text[end] is (byte)':' or (byte)'/') ||
        (start >= 3 && text[(start - 3)..start].SequenceEqual("://"u8)) ||
        (start >= 1 && text[start - 1] == ':' && text[Math.Max(0, start - 80)..start].IndexOf("://"u8) >= 0);

    /// <summary>Tells whether a label holds letters alone; it holds nothing that may not stand in a domain.</summary>
    private static bool IsLetters(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label)
    {
        const ulong LetterBits = 0x4040404040404040; // set in letters, not in digits, hyphens and stops
        ref var first = ref MemoryMarshal.GetReference(label);
        if (label.Length > 8 || Unsafe.ByteOffset(ref MemoryMarshal.GetReference(text), ref first) + 8 > text.Length)
        {
            return label.IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0;
        }
        return (~Unsafe.ReadUnaligned<ulong>(ref first) & LetterBits & (ulong.MaxValue >> (64 - (8 * label.Length)))) == 0;
    }

    /// <summary>Counts the bytes before the at sign that may stand in a local part, 64 at most, and tells which are stops and which stars, as masks leave them; the highest bit is the byte just before.</summary>
    private static (int Count, ulong Dots, ulong Stars) Local(ReadOnlySpan<byte> text, int at)
    {
        if (Vector512.IsHardwareAccelerated && at >= MaxLocal)
        {
            var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(at - MaxLocal));
            var visible = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)0x21), Vector512.Create((byte)(0x7E - 0x21)));
            // All that is visible but " ( ) , : ; < > @ [ \ ]
            var barred = Vector512.Equals(bytes, Vector512.Create((byte)'"')) | Vector512.Equals(bytes & Vector512.Create((byte)0xFE), Vector512.Create((byte)'(')) |
                Vector512.Equals(bytes, Vector512.Create((byte)',')) | Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)':'), Vector512.Create((byte)2)) |
                Vector512.Equals(bytes, Vector512.Create((byte)'>')) | Vector512.Equals(bytes, Vector512.Create((byte)'@')) | Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'['), Vector512.Create((byte)2));
            var dots = Vector512.Equals(bytes, Vector512.Create((byte)'.')).ExtractMostSignificantBits();
            return (BitOperations.LeadingZeroCount(~Vector512.AndNot(visible, barred).ExtractMostSignificantBits()), dots, Vector512.Equals(bytes, Vector512.Create((byte)'*')).ExtractMostSignificantBits());
        }
        var (count, stops, stars) = (0, 0UL, 0UL);
        while (count < at && count < MaxLocal && IsLocal(text[at - count - 1]))
        {
            count++;
            stops |= text[at - count] == '.' ? 1UL << (64 - count) : 0;
            stars |= text[at - count] == '*' ? 1UL << (64 - count) : 0;
        }
        return (count, stops, stars);
    }

    /// <summary>Reads letters, digits, hyphens and stops behind the at sign; returns where they end and the last stop that parts two labels.</summary>
    private static (int End, int LastDot) Domain(ReadOnlySpan<byte> text, int at)
    {
        if (Vector512.IsHardwareAccelerated && at + 1 + ByteClasses.Width <= text.Length)
        {
            var bytes = Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)(at + 1));
            var letter = Vector512.LessThanOrEqual((bytes | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25));
            var digit = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'0'), Vector512.Create((byte)9));
            var joint = Vector512.LessThanOrEqual(bytes - Vector512.Create((byte)'-'), Vector512.Create((byte)1));
            var part = (letter | digit | joint).ExtractMostSignificantBits();
            var length = BitOperations.TrailingZeroCount(~part);
            var dots = Vector512.Equals(bytes, Vector512.Create((byte)'.')).ExtractMostSignificantBits();
            var joints = joint.ExtractMostSignificantBits();
            // A stop behind the sign itself, a stop or a hyphen ends the domain.
            var stops = dots & ((joints << 1) | 1);
            length = Math.Min(length, BitOperations.TrailingZeroCount(stops));
            if (length < ByteClasses.Width)
            {
                dots &= (1UL << length) - 1;
                return (at + 1 + length, dots == 0 ? -1 : at + 1 + BitOperations.Log2(dots));
            }
        }
        var (end, lastDot) = (at + 1, -1);
        while (end < text.Length && end - at <= MaxDomain && (IsAlphanumeric(text[end]) || text[end] is (byte)'-' or (byte)'.'))
        {
            if (text[end] == '.')
            {
                if (text[end - 1] is (byte)'.' or (byte)'@' or (byte)'-')
                {
                    break;
                }
                lastDot = end;
            }
            end++;
        }
        return (end, lastDot);
    }

    private static bool IsAlphanumeric(byte b) => b is >= (byte)'0' and <= (byte)'9' || (b | 0x20) is >= (byte)'a' and <= (byte)'z';

    private static readonly bool[] _local = [.. Enumerable.Range(0, 256).Select(b => IsAlphanumeric((byte)b) || "._%+-'!#$&*/=?^`{|}~"u8.Contains((byte)b))];

    private static bool IsLocal(byte b) => _local[b];
}
