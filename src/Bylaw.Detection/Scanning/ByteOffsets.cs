using System.Text;
using System.Text.Unicode;

namespace Bylaw.Detection.Scanning;

/// <summary>Holds text as a string and turns places in it into places in its bytes.</summary>
internal readonly struct ByteOffsets
{
    private readonly bool _isOneToOne;

    /// <summary>Reads bytes. What is not UTF-8 is read byte by byte (Latin-1), so that places stay true.</summary>
    public ByteOffsets(ReadOnlySpan<byte> utf8)
    {
        var ascii = Ascii.IsValid(utf8);
        _isOneToOne = ascii || !Utf8.IsValid(utf8);
        Text = _isOneToOne ? Encoding.Latin1.GetString(utf8) : Encoding.UTF8.GetString(utf8);
    }

    /// <summary>Gets the text.</summary>
    public string Text { get; }

    /// <summary>Makes a finding from a place in the string.</summary>
    public Finding Finding(string type, int start, int length, double score, string evidence) => _isOneToOne
        ? new(type, start, length, score, evidence)
        : new(type, Encoding.UTF8.GetByteCount(Text.AsSpan(0, start)), Encoding.UTF8.GetByteCount(Text.AsSpan(start, length)), score, evidence);
}
