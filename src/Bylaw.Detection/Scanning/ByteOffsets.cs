using System.Text;

namespace Bylaw.Detection.Scanning;

/// <summary>Turns places in a string into places in its UTF-8.</summary>
/// <param name="text">The string.</param>
internal readonly struct ByteOffsets(string text)
{
    private readonly bool _isAscii = Ascii.IsValid(text);

    /// <summary>Makes a finding from a place in the string.</summary>
    public Finding Finding(string type, int start, int length, double score, string evidence) => _isAscii
        ? new(type, start, length, score, evidence)
        : new(type, Encoding.UTF8.GetByteCount(text.AsSpan(0, start)), Encoding.UTF8.GetByteCount(text.AsSpan(start, length)), score, evidence);
}
