using System.Buffers;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>
/// Carries strings that hold bytes which are not UTF-8, as Rego's strings may (<c>base64.decode</c>): such a byte stands as the lone
/// surrogate U+DC00 + byte, counts as one character, comes back as the same byte, and is written as U+FFFD.
/// </summary>
internal static class ByteText
{
    /// <summary>Makes a string of bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>Text; each byte that is not part of valid UTF-8 stands on its own.</returns>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune);
                bytes = bytes[length..];
            }
            else
            {
                text.Append((char)(0xDC00 + bytes[0]));
                bytes = bytes[1..];
            }
        }
        return text.ToString();
    }

    /// <summary>Returns the bytes of a string.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Its UTF-8 bytes, with the bytes that <see cref="FromBytes"/> let stand on their own as they were.</returns>
    public static byte[] ToBytes(string text)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(16, text.Length));
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (status != OperationStatus.Done && rest[0] is >= '\uDC80' and <= '\uDCFF')
            {
                output.GetSpan(1)[0] = (byte)(rest[0] - 0xDC00);
                output.Advance(1);
            }
            else
            {
                output.Advance(rune.EncodeToUtf8(output.GetSpan(4)));
            }
            rest = rest[length..];
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Counts code points; a byte or surrogate on its own counts as one.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>The number of code points.</returns>
    public static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                count--;
            }
        }
        return count;
    }

    /// <summary>Tells whether each code unit is one code point.</summary>
    public static bool IsFlat(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDBFF') < 0;
}
