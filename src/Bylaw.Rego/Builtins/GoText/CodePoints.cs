using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.GoText;

/// <summary>Cuts and searches strings by code point; a lone surrogate counts as one.</summary>
internal static class CodePoints
{
    /// <summary>Returns the first <paramref name="count"/> code points.</summary>
    public static string Prefix(string text, long count) => text[..Offset(text, 0, count)];

    /// <summary>Returns the UTF-16 offset that lies a number of code points after another.</summary>
    /// <param name="text">Any string.</param>
    /// <param name="start">A UTF-16 offset.</param>
    /// <param name="count">How many code points further.</param>
    /// <returns>An offset, at most the length.</returns>
    public static int Offset(string text, int start, long count)
    {
        if (ByteText.IsFlat(text))
        {
            return start + (int)Math.Clamp(count, 0, text.Length - start);
        }
        var offset = start;
        for (; count > 0 && offset < text.Length; count--)
        {
            offset += LengthAt(text, offset);
        }
        return offset;
    }

    /// <summary>Returns the number of code units of the code point at an offset.</summary>
    public static int LengthAt(string text, int offset) =>
        char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;

    /// <summary>Splits a string into its code points.</summary>
    public static List<string> Split(string text)
    {
        var parts = new List<string>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = LengthAt(text, i);
            parts.Add(text.Substring(i, length));
            i += length;
        }
        return parts;
    }
}
