using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bylaw.Detection.Scanning;

/// <summary>A text in which signs that only look otherwise stand as the plain signs they mean, so that a card in full-width digits or a hidden sign in an address hides nothing.</summary>
/// <remarks>
/// Full-width and mathematical letters, digits and signs, digits of any script, dashes and blanks become ASCII; signs that nobody sees are left out. All else stays as it
/// is. A text of ASCII, and one that holds none of these, costs one look and no copy.
/// </remarks>
internal sealed class FoldedText
{
    private const int Dropped = -1, Kept = -2;

    // The first bytes of what is folded: no-break space and soft hyphen, digits of many scripts, dashes and blanks, full-width forms, mathematical signs and tags.
    private static readonly SearchValues<byte> _heads = SearchValues.Create([0xC2, 0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xE2, 0xE3, 0xEA, 0xEF, 0xF0, 0xF3]);

    private readonly byte[] _bytes;
    private readonly List<(int Folded, int Original)> _steps; // from a place on, both texts run side by side

    private FoldedText(byte[] bytes, int length, List<(int Folded, int Original)> steps) => (_bytes, Length, _steps) = (bytes, length, steps);

    private int Length { get; }

    /// <summary>Gets the text.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Folds a text; null when nothing in it is to be folded.</summary>
    public static FoldedText? Of(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return null;
        }
        byte[]? bytes = null;
        var steps = new List<(int, int)>();
        var (length, copied) = (0, 0);
        for (var at = 0; at < utf8.Length && utf8[at..].IndexOfAny(_heads) is var next && next >= 0;)
        {
            at += next;
            if (Rune.DecodeFromUtf8(utf8[at..], out var rune, out var size) != OperationStatus.Done || Fold(rune) is var sign && sign == Kept)
            {
                at += Math.Max(1, size);
                continue;
            }
            bytes ??= new byte[utf8.Length];
            utf8[copied..at].CopyTo(bytes.AsSpan(length));
            length += at - copied;
            if (sign != Dropped)
            {
                steps.Add((length, at));
                bytes[length++] = (byte)sign;
            }
            at += size;
            copied = at;
            steps.Add((length, at));
        }
        if (bytes is null)
        {
            return null;
        }
        utf8[copied..].CopyTo(bytes.AsSpan(length));
        return new(bytes, length + utf8.Length - copied, steps);
    }

    /// <summary>Says where in the text as it was written a finding stands; hidden signs behind a value are none of it.</summary>
    /// <param name="finding">A finding in <see cref="Bytes"/>.</param>
    /// <param name="utf8">The text as it was written.</param>
    public Finding Place(in Finding finding, ReadOnlySpan<byte> utf8)
    {
        var (start, last) = (Original(finding.Start), Original(finding.End - 1));
        var width = utf8[last] switch
        {
            < 0xC0 => 1, // ASCII, or the last byte of a sign that stayed
            < 0xE0 => 2,
            < 0xF0 => 3,
            _ => 4,
        };
        return finding with { Start = start, Length = last + width - start };
    }

    private int Original(int folded)
    {
        var (low, high) = (0, _steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _steps[middle].Folded <= folded ? (middle + 1, high) : (low, middle);
        }
        return low == 0 ? folded : _steps[low - 1].Original + folded - _steps[low - 1].Folded;
    }

    /// <summary>The ASCII sign that a sign means.</summary>
    private static int Fold(Rune rune)
    {
        var value = rune.Value;
        if (value is >= 0xFF01 and <= 0xFF5E)
        {
            return value - 0xFF01 + '!';
        }
        if (value is >= 0x1D400 and <= 0x1D6A3)
        {
            var letter = (value - 0x1D400) % 52;
            return letter < 26 ? 'A' + letter : 'a' + letter - 26;
        }
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.DecimalDigitNumber => '0' + (int)Rune.GetNumericValue(rune),
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.Format => Dropped,
            _ => value == 0x2212 ? '-' : Kept, // the minus sign
        };
    }
}
